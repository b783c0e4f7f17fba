"""``thuctien sample``: a synthetic province as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from thuctien.engine.cli.files import writing
from thuctien.engine.cli.measure import Stopwatch, peak_mib
from thuctien.engine.cli.options import FILE, common_options
from thuctien.engine.cli.output import Output, UsageError
from thuctien.engine.cli.progress import progress_bars
from thuctien.engine.model import TABLES
from thuctien.engine.sample import sample_province
from thuctien.engine.sample.draw import FULL_SIZE
from thuctien.engine.sample.messy import messy_sample, write_messy
from thuctien.engine.sample.messy.writing import FEWEST_FOR_MESSY
from thuctien.engine.sample.province import FEWEST_PEOPLE, FIRST_YEAR, MOST_PEOPLE
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook import write_province

NOTICE = Wording(
    "Dữ liệu mẫu sinh tự động: không có ai trong tệp này là người thật.",
    "A generated sample: nobody in this file exists.",
)
PROVINCE_FILE = "tinh-mau.xlsx"
"""The province that messy files are about, where the command names no other file for it."""

_WRITTEN = Wording("Đã ghi {path}.", "Wrote {path}.")
_NOTHING = Wording(
    "Hãy cho tên tệp tỉnh mẫu, hoặc thư mục --messy, hoặc cả hai.",
    "Name a file for the province, or a folder with --messy, or both.",
)
_TOO_FEW = Wording(
    "Danh sách lộn xộn cần tỉnh có ít nhất {least} người.",
    "Messy lists need a province of at least {least} people.",
)


@click.command()
@click.argument("target", type=FILE, metavar="[OUT.xlsx]", required=False)
@click.option(
    "--messy",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Ghi thêm danh sách lộn xộn như các đơn vị gửi, kèm lời giải. / "
    "Also write lists as agencies send them, with their truth beside them.",
)
@click.option(
    "--people",
    type=click.IntRange(FEWEST_PEOPLE, MOST_PEOPLE),
    help="Số người. / Number of people.  [40000; 2000 with --messy alone]",
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
def sample(
    output: Output,
    target: Path | None,
    messy: Path | None,
    people: int | None,
    seed: int,
    year: int,
) -> None:
    """Sinh một tỉnh mẫu. / Make a synthetic province in which nobody exists."""
    size = people or (FULL_SIZE if target is not None else 2 * FEWEST_FOR_MESSY)
    if messy is not None:
        if size < FEWEST_FOR_MESSY:
            raise UsageError(_TOO_FEW, {"least": FEWEST_FOR_MESSY})
        with writing(messy):
            messy.mkdir(exist_ok=True)
        target = target or messy / PROVINCE_FILE
    elif target is None:
        raise UsageError(_NOTHING, {})
    watch = Stopwatch()
    with progress_bars(output.language) as bars:
        with watch.stage("make"), bars.whole("sample.make"):
            province = sample_province(size, seed, year)
        with watch.stage("write"), bars.whole("write.file"), writing(target):
            write_province(province, target, language=output.language, notice=[NOTICE])
        files: list[Path] = []
        if messy is not None:
            with watch.stage("messy"), bars.whole("write.file"), writing(messy):
                as_of = date(year - 1, 12, 31)
                files = write_messy(messy, messy_sample(province, seed, as_of))
    rows = {name: frame.height for name, frame in province.frames().items()}
    vietnamese = output.language is Language.VI
    titles = {name: t.sheet if vietnamese else t.sheet_en for name, t in TABLES.items()}
    output.result(
        {
            "path": str(target),
            "messy": [str(path) for path in files],
            "people": province.people.height,
            "seed": seed,
            "year": year,
            "rows": rows,
            "seconds": watch.seconds(),
            "peak_mib": peak_mib(),
        },
        output.words(_WRITTEN, path=", ".join(map(str, [target, *files]))),
        output.words(NOTICE),
        [(titles[name], shown(count, output.language)) for name, count in rows.items()],
    )
