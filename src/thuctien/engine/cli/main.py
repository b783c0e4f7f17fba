"""The command ``thuctien``: a province's workbook in, needs, a plan and reasons out."""

from __future__ import annotations

from importlib.metadata import version

import click

from thuctien.engine.cli.check import check
from thuctien.engine.cli.needs import needs
from thuctien.engine.cli.plan import plan
from thuctien.engine.cli.sample import sample
from thuctien.engine.cli.timetable import timetable
from thuctien.engine.cli.whatif import whatif
from thuctien.engine.cli.why import why


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("thuctien"), prog_name="thuctien")
def main() -> None:
    """Đào tạo, bồi dưỡng cán bộ của một tỉnh: từ tệp dữ liệu đến kế hoạch năm.

    The training of a province's officials: from a workbook to the year's plan. Works on files
    alone, without server or database. Exit codes: 0 done, 1 the input is at fault, 2 usage.
    """


for _command in (sample, check, needs, plan, why, whatif, timetable):
    main.add_command(_command)
