"""Options that all commands share, and the way in which they end."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from thuctien.engine.cli.output import CommandError, Output
from thuctien.engine.text.dates import Precision, UnreadableDateError, parse_date
from thuctien.engine.wording import Language

FILE = click.Path(path_type=Path)
"""Not checked by click: a file that is missing is a fault of the input, not of the usage."""


def day_of(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option names, as 31/12/2026 or 2026-12-31; a callback for click."""
    if value is None:
        return None
    try:
        parsed = parse_date(value)
    except UnreadableDateError as error:
        raise click.BadParameter(f"«{value}»: dd/mm/yyyy?") from error
    if parsed.precision is not Precision.DAY:
        raise click.BadParameter(f"«{value}»: dd/mm/yyyy?")
    return parsed.day


YEAR = click.IntRange(1900, 2100)


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--json`` and ``--lang``; hand over an :class:`Output` and end with its exit codes."""

    @click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Một đối tượng JSON, không gì khác. / One JSON object, nothing else.",
    )
    @click.option(
        "--lang",
        type=click.Choice([str(language) for language in Language]),
        default=str(Language.VI),
        show_default=True,
        envvar="THUCTIEN_LANG",
        show_envvar=True,
        help="Ngôn ngữ. / Language.",
    )
    @functools.wraps(command)
    def wrapped(*, as_json: bool, lang: str, **arguments: object) -> None:
        output = Output(Language(lang), as_json)
        try:
            command(output=output, **arguments)
        except CommandError as error:
            output.refuse(error)
            raise click.exceptions.Exit(error.exit_code) from error

    return wrapped
