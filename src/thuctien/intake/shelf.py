"""Where the reading of a list lies between two requests: frames in the data folder, by revision.

A revision is written whole before the database knows of it, and never changed; so pages read
without a lock, and a transaction that fails leaves nothing that anybody sees.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from thuctien.engine.sheets import Book, ColumnGuess, RowKind, SheetLayout, SkippedRow, Why
from thuctien.intake.cells import read_rows, write_cells
from thuctien.intake.checking.check import Checked
from thuctien.intake.checking.faults import faults_frame
from thuctien.intake.models import ListImport

_FRAMES = ("people", "holdings", "begins", "changes", "pairs", "faults")


@dataclass(frozen=True)
class Shelf:
    """A stored reading; each frame is read when it is first asked for."""

    folder: Path
    revision: int

    @cached_property
    def people(self) -> pl.DataFrame:
        """Return the rows of people, as :class:`~.checking.check.Checked` has them."""
        return self._frame("people")

    @cached_property
    def holdings(self) -> pl.DataFrame:
        """Return the holdings that would be added."""
        return self._frame("holdings")

    @cached_property
    def begins(self) -> pl.DataFrame:
        """Return the posts that would begin."""
        return self._frame("begins")

    @cached_property
    def changes(self) -> pl.DataFrame:
        """Return what would change of stored people."""
        return self._frame("changes")

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """Return who may be somebody known."""
        return self._frame("pairs")

    @cached_property
    def faults(self) -> pl.DataFrame:
        """Return the faults, in the order of the file."""
        return self._frame("faults")

    @cached_property
    def sheets(self) -> list[dict[str, Any]]:
        """Return what is known of each sheet besides its cells."""
        found: list[dict[str, Any]] = json.loads((self.folder / "sheets.json").read_text())
        return found

    @cached_property
    def layouts(self) -> tuple[SheetLayout, ...]:
        """Return how each sheet is read."""
        text = (self.folder / f"{self.revision}" / "layouts.json").read_text()
        return tuple(_layout(value) for value in json.loads(text))

    def book(self, wanted: Mapping[str, Sequence[int]]) -> Book:
        """Return the file with only some rows of each sheet."""
        return read_rows(self.folder / "cells", self.sheets, wanted)

    def _frame(self, name: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / f"{self.revision}" / f"{name}.parquet")


def shelf_of(list_import: ListImport) -> Shelf:
    """Return the present reading of a list; it has one from its first revision on."""
    return Shelf(folder_of(list_import), list_import.revision)


def folder_of(list_import: ListImport) -> Path:
    """Return where everything of a list lies."""
    return Path(settings.HOME) / "intake" / str(list_import.pk)


def keep_book(list_import: ListImport, book: Book) -> None:
    """Keep the raw cells of a file in place of those of an earlier one."""
    folder = folder_of(list_import)
    described = write_cells(book, folder / "cells")
    (folder / "sheets.json").write_text(json.dumps(described), encoding="utf-8")


def keep_revision(
    list_import: ListImport,
    revision: int,
    frames: Mapping[str, pl.DataFrame],
    layouts: Sequence[SheetLayout],
) -> None:
    """Write a revision; ``frames`` are by the names that :class:`Shelf` has."""
    folder = folder_of(list_import) / str(revision)
    folder.mkdir(parents=True, exist_ok=True)
    for name in _FRAMES:
        frames[name].write_parquet(folder / f"{name}.parquet", compression="lz4")
    text = json.dumps([asdict(layout) for layout in layouts])
    (folder / "layouts.json").write_text(text, encoding="utf-8")


def frames_of(checked: Checked) -> dict[str, pl.DataFrame]:
    """Return what is kept of a preview."""
    return {
        "people": checked.people,
        "holdings": checked.holdings,
        "begins": checked.begins,
        "changes": checked.changes,
        "pairs": checked.pairs,
        "faults": faults_frame(checked.faults),
    }


def clear_before(list_import: ListImport, revision: int) -> None:
    """Delete the revisions before one."""
    for folder in folder_of(list_import).iterdir():
        if folder.name.isdecimal() and int(folder.name) < revision:
            shutil.rmtree(folder, ignore_errors=True)


def clear(list_import: ListImport) -> None:
    """Delete everything that lies of a list."""
    shutil.rmtree(folder_of(list_import), ignore_errors=True)


def _layout(value: dict[str, Any]) -> SheetLayout:
    columns = tuple(
        ColumnGuess(**{**column, "why": Why(column["why"])}) for column in value.pop("columns")
    )
    skipped = tuple(
        SkippedRow(**{**row, "kind": RowKind(row["kind"])}) for row in value.pop("skipped")
    )
    return SheetLayout(
        **{
            **value,
            "header_rows": tuple(value["header_rows"]),
            "people": tuple(value["people"]),
            "row_units": tuple((row, code) for row, code in value["row_units"]),
        },
        columns=columns,
        skipped=skipped,
    )
