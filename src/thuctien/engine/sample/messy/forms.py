"""A form as an agency lays it out: letterhead, heading, groups, people, subtotals, signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from thuctien.engine.sample.messy.grid import Formula, Grid
from thuctien.engine.sample.messy.members import Member
from thuctien.engine.sample.messy.truth import PlantedFault, SheetTruth, Value
from thuctien.engine.sheets.body import RowKind
from thuctien.engine.sheets.book import Span
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.targets import Target
from thuctien.engine.text.legacy import Encoding, decode, encode
from thuctien.engine.workbook.cells import Cell

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: its titles from the top down, what it means, and what is written of a person.

    ``told`` are the fields of a person that the column tells, ``held`` gives the qualification that
    the cell names, with its date or hours as printed (an empty text for a mere mark).
    """

    titles: tuple[str, ...]
    target: str | None
    cell: Callable[[Member], Cell | None]
    told: tuple[str, ...] = ()
    held: Callable[[Member], tuple[str, str] | None] = lambda _member: None


class FormSheet:
    """Writes one sheet row by row and keeps the truth about it."""

    def __init__(
        self,
        name: str,
        columns: Sequence[FormColumn],
        *,
        font: str | None = None,
        encoding: Encoding | None = None,
    ) -> None:
        self.grid = Grid(name, font=font)
        self.truth = SheetTruth(name)
        self.columns = columns
        self._encoding = encoding
        self._row = 0
        self._number = 0

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.columns)

    def column(self, target: str) -> int:
        """Return the place of the column with this target, counted from 1."""
        return 1 + [column.target for column in self.columns].index(target)

    def letterhead(self, above: str, unit: str, title: str) -> None:
        """Write the body above and the unit on the left, the motto on the right, the title."""
        half = self.width // 2
        for line, (left, right) in enumerate(zip((above, unit), MOTTO, strict=True), start=1):
            self.grid.merge(Span(line, 1, line, half), self._written(left))
            self.grid.merge(Span(line, half + 1, line, self.width), self._written(right))
        self.grid.merge(Span(4, 1, 4, self.width), self._written(title))
        self._row = 5

    def lines(self, *texts: str) -> None:
        """Write single lines of text above the heading."""
        for text in texts:
            self._row += 1
            self.grid.put(self._row, 1, self._written(text))

    def header(self, *, merged: bool = True) -> None:
        """Write the heading; parents stand over their children, other titles over all its rows."""
        height = max(len(column.titles) for column in self.columns)
        first = self._row + 1
        self._row += height
        self.truth.header_rows = tuple(range(first, first + height))
        self.truth.columns = {
            index: column.target
            for index, column in enumerate(self.columns, start=1)
            if column.target is not None
        }
        index = 1
        while index <= self.width:
            index = self._header_group(index, first, height, merged=merged)

    def _header_group(self, index: int, first: int, height: int, *, merged: bool) -> int:
        """Write a column, or a parent with its children; return the column after."""
        titles = self.columns[index - 1].titles
        if len(titles) == 1:
            span = Span(first, index, first + height - 1, index)
            self._head(span, titles[0], merged=merged)
            return index + 1
        last = index
        while last < self.width and self.columns[last].titles[:1] == titles[:1]:
            last += 1
        self._head(Span(first, index, first, last), titles[0], merged=merged)
        for column in range(index, last + 1):
            child = self.columns[column - 1].titles[1]
            self.grid.put(first + 1, column, self._written(child))
        return last + 1

    def _head(self, span: Span, title: str, *, merged: bool) -> None:
        if merged:
            self.grid.merge(span, self._written(title))
        else:
            self.grid.put(span.first_row, span.first_column, self._written(title))

    def numbering(self) -> None:
        """Write the row of numbers under the heading."""
        row = self._skip(RowKind.NUMBERING)
        for column in range(1, self.width + 1):
            self.grid.put(row, column, f"({column})")

    def repeated_header(self) -> None:
        """Write the last titles of the heading again, as on a new page."""
        row = self._skip(RowKind.REPEATED_HEADER)
        for index, column in enumerate(self.columns, start=1):
            self.grid.put(row, index, self._written(column.titles[-1]))

    def group(self, ordinal: str, text: str) -> None:
        """Write a row that heads a group."""
        row = self._skip(RowKind.GROUP)
        self.grid.put(row, 1, ordinal)
        self.grid.put(row, 2, self._written(text))

    def subtotal(self, text: str) -> None:
        """Write a row of a sum."""
        self.grid.put(self._skip(RowKind.SUBTOTAL), 2, self._written(text))

    def empty_row(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def person(self, member: Member, **known: Value) -> int:
        """Write a person; ``known`` are fields that the sheet tells otherwise than by a column."""
        self._row += 1
        self._number += 1
        truth: dict[str, Value] = {"row": self._row, **known}
        for index, column in enumerate(self.columns, start=1):
            if column.target == Target.ORDINAL:
                self.grid.put(self._row, index, float(self._number))
                continue
            cell = column.cell(member)
            self._put(index, column, cell)
            truth |= {name: self._readable(getattr(member, name)) for name in column.told}
            if holding := column.held(member):
                self.truth.holdings.append((self._row, *holding))
        self.truth.people.append(truth)
        return self._row

    def slip(
        self,
        target: str,
        cell: Cell | Formula,
        code: str | None,
        *,
        proposal: str | None = None,
        **read: Value,
    ) -> None:
        """Spoil the last person's cell: a fault ``code`` is found, and ``read`` is what is read."""
        column = self.column(target)
        self.grid.cells.pop((self._row, column), None)
        self.grid.put(self._row, column, cell)
        self.truth.people[-1].update(read)
        if code is not None:
            self.fault(code, target, proposal=proposal)

    def fault(self, code: str, target: str, *, proposal: str | None = None) -> None:
        """Note a fault of the last person."""
        column = self.column(target)
        self.truth.faults.append(PlantedFault(str(code), self._row, column, proposal))

    def sheet_fault(self, code: str, row: int | None = None, column: int | None = None) -> None:
        """Note a fault of the sheet or of a column."""
        self.truth.faults.append(PlantedFault(str(code), row, column))

    def without_holding(self, qualification: str) -> None:
        """Take back what the last person holds: the cell is spoilt."""
        held = self.truth.holdings
        held[:] = [h for h in held if h[:2] != (self._row, qualification)]

    def closing(self, place: str, day: str, signer: str) -> None:
        """Write notes, the place and day, and the names of those who sign."""
        right = max(self.width - 2, 2)
        self._row += 1
        for column, text in (
            (2, "Ghi chú: đánh dấu x nếu đã có chứng chỉ."),
            (right, f"{place}, {day}"),
            (2, "Người lập biểu"),
            (right, "THỦ TRƯỞNG ĐƠN VỊ"),
            (right, "(Ký tên, đóng dấu)"),
            (right, signer),
        ):
            self.grid.put(self._skip(RowKind.NOTE), column, self._written(text))

    def _skip(self, kind: RowKind) -> int:
        self._row += 1
        self.truth.skipped.append((self._row, str(kind)))
        return self._row

    def _put(self, index: int, column: FormColumn, cell: Cell | None) -> None:
        written = self._written(cell) if isinstance(cell, str) else cell
        self.grid.put(self._row, index, written)
        if written != cell and column.target is not None:
            self.truth.faults.append(PlantedFault(SheetFault.OLD_ENCODING, self._row, index))

    def _written(self, text: str) -> str:
        return text if self._encoding is None else encode(text, self._encoding)

    def _readable(self, value: Value | Mapping[str, date]) -> Value:
        """Return what can be read of a value: old encodings lose some capitals."""
        if isinstance(value, str) and self._encoding is not None:
            return decode(encode(value, self._encoding), self._encoding)
        if isinstance(value, datetime):
            return value.date() if value.time() == time() else value
        return value if isinstance(value, str | bool | float | date) else None
