"""A list of people from any file: read by its layout, cleaned, checked, corrected in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from thuctien.engine.sheets.book import Book, Place
from thuctien.engine.sheets.cleaning.checks import RowChecks
from thuctien.engine.sheets.cleaning.columns import Context, by_sheet
from thuctien.engine.sheets.cleaning.people import CleanSheet, clean_sheet
from thuctien.engine.sheets.faults import CellFault, Severity
from thuctien.engine.sheets.layout import (
    LayoutChoice,
    RememberedForm,
    SheetLayout,
    guess_layouts,
)
from thuctien.engine.sheets.people import HOLDINGS_SCHEMA, PEOPLE_SCHEMA
from thuctien.engine.sheets.sheet_faults import layout_faults
from thuctien.engine.sheets.vocabulary import Vocabulary

Progress = Callable[[str, float], None]
"""Called with a stage and a fraction from 0 to 1; may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    ``people`` has the columns of ``PEOPLE_SCHEMA`` and ``holdings`` those of ``HOLDINGS_SCHEMA``,
    in the order of the file. ``faults`` are sorted by sheet, row and column. ``corrections`` are
    the texts that stand in for cells; the book itself never changes.
    """

    book: Book
    layouts: tuple[SheetLayout, ...]
    vocabulary: Vocabulary
    as_of: date
    people: pl.DataFrame
    holdings: pl.DataFrame
    faults: tuple[CellFault, ...]
    corrections: Mapping[Place, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[CellFault, ...]:
        """Return the faults that somebody must correct."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[CellFault, ...]:
        """Return the faults that somebody should look at."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.WARNING)

    @property
    def repairs(self) -> tuple[CellFault, ...]:
        """Return what was mended without asking."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.REPAIRED)


def read_people(
    book: Book,
    vocabulary: Vocabulary,
    *,
    as_of: date,
    remembered: Iterable[RememberedForm] = (),
    choices: Mapping[str, LayoutChoice] | None = None,
    corrections: Mapping[Place, str] | None = None,
    progress: Progress = lambda _stage, _part: None,
) -> Reading:
    """Read every sheet of ``book`` that has a list of people.

    ``as_of`` is the day by which ages are judged. ``corrections`` stand in for cells. Never raises
    for what is in the file. ``progress`` is told of the stages ``layout``, ``cells``, ``rules``.
    """
    progress("layout", 0.0)
    layouts = guess_layouts(book, vocabulary, remembered=remembered, choices=choices)
    return read_by_layouts(
        book, layouts, vocabulary, as_of=as_of, corrections=corrections, progress=progress
    )


def apply_corrections(reading: Reading, corrections: Mapping[Place, str]) -> Reading:
    """Return the reading with some cells corrected and everything checked anew.

    ``corrections`` are added to those that the reading has; an empty text empties the cell. Only
    cells of people can be corrected: heading and rows stay as the layout has them.
    """
    return read_by_layouts(
        reading.book,
        reading.layouts,
        reading.vocabulary,
        as_of=reading.as_of,
        corrections={**reading.corrections, **corrections},
    )


def read_by_layouts(
    book: Book,
    layouts: tuple[SheetLayout, ...],
    vocabulary: Vocabulary,
    *,
    as_of: date,
    corrections: Mapping[Place, str] | None = None,
    progress: Progress = lambda _stage, _part: None,
) -> Reading:
    """Read every sheet by the layout given, as :func:`read_people` does by the one it guesses."""
    given = dict(corrections or {})
    context = Context(vocabulary, as_of)
    read = [layout for layout in layouts if layout.header_rows]
    cleaned: list[CleanSheet] = []
    for index, layout in enumerate(read):
        progress("cells", index / len(read))
        sheet = book.sheet(layout.sheet)
        cleaned.append(clean_sheet(sheet, layout, context, by_sheet(given, layout.sheet)))
    progress("cells", 1.0)
    people = pl.concat([pl.DataFrame(schema=PEOPLE_SCHEMA), *(c.people for c in cleaned)])
    holdings = pl.concat([pl.DataFrame(schema=HOLDINGS_SCHEMA), *(c.holdings for c in cleaned)])
    progress("rules", 0.0)
    columns = {layout.sheet: c.columns for layout, c in zip(read, cleaned, strict=True)}
    faults = [
        *layout_faults(book, layouts, vocabulary),
        *(fault for c in cleaned for fault in c.faults),
        *RowChecks(people, columns, as_of).faults(),
    ]
    faults = _sorted(faults, [layout.sheet for layout in layouts])
    progress("rules", 1.0)
    return Reading(
        book, layouts, vocabulary, as_of, _counted(people, faults), holdings, tuple(faults), given
    )


def _sorted(faults: Iterable[CellFault], sheets: list[str]) -> list[CellFault]:
    order = {name: index for index, name in enumerate(sheets)}
    return sorted(
        faults,
        key=lambda f: (order.get(f.sheet or "", -1), f.row or 0, f.column or 0),
    )


def _counted(people: pl.DataFrame, faults: Iterable[CellFault]) -> pl.DataFrame:
    """Return the people with the number of errors and warnings of each row."""
    counts = Counter((f.sheet, f.row, f.severity) for f in faults if f.row is not None)
    places = list(zip(people["sheet"], people["row"], strict=True))
    return people.with_columns(
        pl.Series(name, [counts[sheet, row, severity] for sheet, row in places], dtype=pl.Int32)
        for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING))
    )
