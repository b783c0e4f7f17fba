"""What is to be said of whole sheets and columns: not found, not read, doubtful, hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thuctien.engine.sheets.book import Book, Sheet
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.faults import CellFault
from thuctien.engine.sheets.headings import CERTAIN, Why
from thuctien.engine.sheets.layout import ColumnGuess, SheetLayout
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.workbook.catalogue import FaultCode


def layout_faults(
    book: Book, layouts: Sequence[SheetLayout], vocabulary: Vocabulary
) -> Iterator[CellFault]:
    """Yield the faults of sheets and columns; a file without any list is one at fault."""
    wanted = [layout for layout in layouts if layout.wanted]
    if wanted and not any(layout.header_rows for layout in wanted):
        yield CellFault(SheetFault.NO_LIST)
    for layout in layouts:
        if not layout.header_rows:
            if layout.wanted:
                yield CellFault(SheetFault.NO_HEADER, layout.sheet)
            continue
        if not layout.people:
            yield CellFault(FaultCode.NO_ROWS, layout.sheet, layout.header_rows[-1])
        sheet = book.sheet(layout.sheet)
        for guess in layout.columns:
            yield from _column_faults(sheet, layout, guess, vocabulary)
        if hidden := _hidden(sheet, layout):
            yield CellFault(SheetFault.HIDDEN_CELLS, layout.sheet, values={"count": hidden})


def _column_faults(
    sheet: Sheet, layout: SheetLayout, guess: ColumnGuess, vocabulary: Vocabulary
) -> Iterator[CellFault]:
    place = (layout.sheet, layout.header_rows[-1], guess.column, guess.title, guess.target)
    if guess.target is not None:
        if guess.score < CERTAIN:
            name = vocabulary.target_name(guess.target)
            yield CellFault(
                SheetFault.UNCERTAIN_COLUMN, *place, guess.title, values={"column": name}
            )
    elif guess.why is Why.REPEATED:
        values = {"other": guess.title, "column": guess.title}
        yield CellFault(FaultCode.DUPLICATE_COLUMN, *place, guess.title, values=values)
    elif guess.why is Why.UNKNOWN and any(
        cell != "" for cell in sheet.column(guess.column, layout.people)
    ):
        yield CellFault(FaultCode.UNKNOWN_COLUMN, *place, guess.title)


def _hidden(sheet: Sheet, layout: SheetLayout) -> int:
    """Return how many hidden rows and columns have data; a hidden sheet counts with its rows."""
    if sheet.hidden:
        return len(layout.people)
    rows = sum(row in sheet.hidden_rows for row in layout.people)
    columns = sum(
        guess.column in sheet.hidden_columns
        and any(cell != "" for cell in sheet.column(guess.column, layout.people))
        for guess in layout.columns
    )
    return rows + columns
