"""``thuctien needs``: what is asked of people, minus what they hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import polars as pl

from thuctien.engine.cli.described import needs_described, sources_described
from thuctien.engine.cli.files import province_of, writing
from thuctien.engine.cli.measure import Stopwatch, peak_mib
from thuctien.engine.cli.options import FILE, YEAR, common_options, day_of
from thuctien.engine.cli.output import CommandError, Output
from thuctien.engine.cli.period import Period, period_of
from thuctien.engine.cli.progress import Report, progress_bars
from thuctien.engine.cli.sheets import SUMMARY, Sheet, Written, count, day, summary_frame, text
from thuctien.engine.model import Province
from thuctien.engine.needs import Force, Needs, SharedCodesError, compute_needs
from thuctien.engine.needs.wording import FORCES
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook import write_tables

NEEDS = Sheet(
    Wording("Nhu cầu", "Needs"),
    (
        text("person_id", "Mã nhân sự", "Person"),
        text("full_name", "Họ và tên", "Full name"),
        text("unit", "Đơn vị", "Unit"),
        text("post", "Vị trí", "Post"),
        text("qualification_name", "Cần có", "Needed"),
        text("gap_words", "Còn thiếu", "Gap"),
        text("force_word", "Mức", "Force"),
        day("due_on", "Hạn", "Due on"),
        text("asked_by_name", "Yêu cầu", "Asked by"),
        text("document", "Văn bản", "Document"),
        text("label", "Ghi chú", "Note"),
        text("binding_word", "Ràng buộc", "Binding"),
        text("need_id", "Mã nhu cầu", "Need"),
    ),
)
COVERAGE = Sheet(
    Wording("Độ phủ", "Coverage"),
    (
        text("source_id", "Mã yêu cầu", "Source"),
        text("asked_by_name", "Yêu cầu", "Asked by"),
        text("document", "Văn bản", "Document"),
        count("subject", "Số người áp dụng", "People concerned"),
        count("met", "Đã đạt", "Met"),
        count("overdue", "Quá hạn", "Overdue"),
        count("due", "Đến hạn", "Due"),
        count("recommended", "Khuyến khích", "Recommended"),
        count("later", "Chưa đến hạn", "Later"),
    ),
)
FIGURES: dict[str, Wording] = {
    "as_of": Wording("Ngày xét", "As of"),
    "horizon": Wording("Đến ngày", "Up to"),
    "people": Wording("Người đang giữ vị trí", "People in post"),
    "people_with_needs": Wording("Người có nhu cầu", "People with a need"),
    "needs": Wording("Nhu cầu", "Needs"),
    **{str(force): Wording(f"– {w.vi}", f"– {w.en}") for force, w in FORCES.items()},
}


@click.command()
@click.argument("source", type=FILE, metavar="IN.xlsx")
@click.option("-o", "--output", "target", type=FILE, required=True, metavar="OUT.xlsx")
@click.option("--date", "on", callback=day_of, help="Ngày xét nhu cầu. / Date of the needs.")
@click.option("--year", type=YEAR, help="Năm kế hoạch. / Year to plan for.")
@common_options
def needs(output: Output, source: Path, target: Path, on: date | None, year: int | None) -> None:
    """Tính nhu cầu của từng người. / Compute everybody's needs, with reason and due date."""
    watch = Stopwatch()
    with progress_bars(output.language) as bars:
        with watch.stage("read"):
            province, _ = province_of(source, output, bars.part("read"))
        with watch.stage("needs"):
            period = period_of(province, on, year)
            found = needs_of(province, period, bars.part("needs"))
        with watch.stage("write"), bars.whole("write.file"), writing(target):
            write_tables(target, _sheets(province, found, output.language))
    figures = figures_of(found)
    output.result(
        {**figures, "path": str(target), "seconds": watch.seconds(), "peak_mib": peak_mib()},
        _lines(found, output.language),
    )


def needs_of(province: Province, period: Period, report: Report) -> Needs:
    """Compute needs; raises :class:`CommandError` where the input makes that impossible."""
    try:
        return compute_needs(province, period.as_of, period.horizon, report)
    except SharedCodesError as error:
        sentence = Wording(error.text(Language.VI), error.text(Language.EN))
        raise CommandError(sentence) from error


def figures_of(found: Needs) -> dict[str, object]:
    """Return the figures of needs as they stand in JSON."""
    by_force = dict(found.needs.group_by("force").len().iter_rows())
    return {
        "as_of": found.as_of.isoformat(),
        "horizon": found.horizon.isoformat(),
        "people": found.people,
        "people_with_needs": found.needs["person_id"].n_unique(),
        "needs": found.needs.height,
        **{str(force): by_force.get(force, 0) for force in Force},
    }


def _lines(found: Needs, language: Language) -> list[tuple[str, str]]:
    """Return the same figures for readers."""
    values = {**figures_of(found), "as_of": found.as_of, "horizon": found.horizon}
    return [
        (wording.render(language, {}), shown(values[key], language))
        for key, wording in FIGURES.items()
    ]


def _sheets(province: Province, found: Needs, language: Language) -> Written:
    written: Written = {}
    lines = zip(FIGURES, _lines(found, language), strict=True)
    SUMMARY.put(written, summary_frame([(key, *line) for key, line in lines]), language)
    NEEDS.put(written, needs_described(province, found.needs, language), language)
    COVERAGE.put(written, _coverage(province, found, language), language)
    return written


def _coverage(province: Province, found: Needs, language: Language) -> pl.DataFrame:
    """Return the coverage of the whole province, one row a source."""
    name = "asked_by" if language is Language.VI else "asked_by_en"
    counts = found.coverage.drop("unit_id").group_by("source_id").sum().sort("source_id")
    named = counts.join(sources_described(province), on="source_id", maintain_order="left")
    return named.with_columns(pl.col(name).alias("asked_by_name"))
