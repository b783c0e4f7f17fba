"""What a command says: a readable summary, or one JSON object and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click
from rich import box
from rich.console import Console
from rich.table import Table

from thuctien.engine.wording import Language, Wording

PLAIN_WIDTH = 160
"""Columns of a table that goes into a file or a pipe."""


class CommandError(Exception):
    """Ends a command with a sentence; ``exit_code`` 1 says that the input is at fault.

    ``details`` go into the JSON object beside the sentence, ``rows`` below it for readers.
    """

    exit_code = 1

    def __init__(
        self,
        wording: Wording,
        values: Mapping[str, object] | None = None,
        *,
        details: Mapping[str, object] | None = None,
        rows: Rows | None = None,
    ) -> None:
        self.wording = wording
        self.values = values or {}
        self.details = details or {}
        self.rows = rows
        super().__init__(self.text(Language.EN))

    def text(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.wording.render(language, self.values)


class UsageError(CommandError):
    """The command was called in a way that cannot work."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Rows:
    """A table for readers: headers and cells, already in words."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command speaks, and in which language."""

    language: Language
    as_json: bool

    def words(self, wording: Wording, **values: object) -> str:
        """Return a sentence in the reader's language."""
        return wording.render(self.language, values)

    def result(self, figures: Mapping[str, object], *parts: Summary | Rows | str) -> None:
        """Print ``figures`` as JSON, or else ``parts`` for readers."""
        if self.as_json:
            click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
            return
        for part in parts:
            _show(part, to_errors=False)

    def refuse(self, error: CommandError) -> None:
        """Print why the command ends: as JSON on standard output, or to standard error."""
        if self.as_json:
            told = {"error": error.text(self.language), **error.details}
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
            return
        click.echo(error.text(self.language), err=True)
        if error.rows:
            _show(error.rows, to_errors=True)


Summary = Sequence[tuple[str, str]]
"""Labels and their values, one line each."""


def _show(part: Summary | Rows | str, *, to_errors: bool) -> None:
    if isinstance(part, str):
        click.echo(part, err=to_errors)
        return
    if isinstance(part, Rows):
        table = Table(*part.headers, box=box.SIMPLE_HEAD)
        cells = part.rows
    else:
        table = Table.grid(padding=(0, 2))
        cells = part
    for row in cells:
        table.add_row(*row)
    console = Console(stderr=to_errors, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(
            stderr=to_errors, highlight=False, markup=False, emoji=False, width=PLAIN_WIDTH
        )
    console.print(table)
