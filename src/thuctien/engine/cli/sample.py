"""``thuctien sample``: a synthetic province as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from thuctien.engine.cli.files import writing
from thuctien.engine.cli.measure import Stopwatch, peak_mib
from thuctien.engine.cli.options import FILE, common_options
from thuctien.engine.cli.output import Output
from thuctien.engine.cli.progress import progress_bars
from thuctien.engine.model import TABLES
from thuctien.engine.sample import sample_province
from thuctien.engine.sample.province import FEWEST_PEOPLE, FIRST_YEAR, MOST_PEOPLE
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook import write_province

NOTICE = Wording(
    "Dữ liệu mẫu sinh tự động: không có ai trong tệp này là người thật.",
    "A generated sample: nobody in this file exists.",
)
_WRITTEN = Wording("Đã ghi {path}.", "Wrote {path}.")


@click.command()
@click.argument("target", type=FILE, metavar="OUT.xlsx")
@click.option(
    "--people",
    type=click.IntRange(FEWEST_PEOPLE, MOST_PEOPLE),
    default=40_000,
    show_default=True,
    help="Số người. / Number of people.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="Cùng số này cho cùng một tỉnh. / The same seed gives the same province.",
)
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, 2100),
    default=2027,
    show_default=True,
    help="Năm kế hoạch. / Year of the plan.",
)
@common_options
def sample(output: Output, target: Path, people: int, seed: int, year: int) -> None:
    """Sinh một tỉnh mẫu. / Make a synthetic province in which nobody exists."""
    watch = Stopwatch()
    with progress_bars(output.language) as bars:
        with watch.stage("make"), bars.whole("sample.make"):
            province = sample_province(people, seed, year)
        with watch.stage("write"), bars.whole("write.file"), writing(target):
            write_province(province, target, language=output.language, notice=[NOTICE])
    rows = {name: frame.height for name, frame in province.frames().items()}
    vietnamese = output.language is Language.VI
    titles = {name: t.sheet if vietnamese else t.sheet_en for name, t in TABLES.items()}
    output.result(
        {
            "path": str(target),
            "people": province.people.height,
            "seed": seed,
            "year": year,
            "rows": rows,
            "seconds": watch.seconds(),
            "peak_mib": peak_mib(),
        },
        output.words(_WRITTEN, path=target),
        output.words(NOTICE),
        [(titles[name], shown(count, output.language)) for name, count in rows.items()],
    )
