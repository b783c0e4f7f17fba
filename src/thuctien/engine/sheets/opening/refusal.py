"""How a file is refused, and the limit on cells that every kind of file keeps."""

from __future__ import annotations

from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.faults import CellFault
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.container import MOST_CELLS


class RefusedBookError(Exception):
    """A file that is not read any further; ``fault`` says why."""

    def __init__(self, fault: CellFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def refused(code: FaultCode | SheetFault, **values: object) -> RefusedBookError:
    """Return the refusal of a whole file."""
    return RefusedBookError(CellFault(code, values=values))


class Area:
    """Counts the cells that all sheets of a file span together, empty ones too."""

    def __init__(self) -> None:
        self._cells = 0

    def add(self, sheet: str, rows: int, columns: int) -> None:
        """Take one sheet; raises :class:`RefusedBookError` beyond the limit."""
        self._cells += rows * columns
        if self._cells > MOST_CELLS:
            values = {"rows": rows, "columns": columns, "limit": MOST_CELLS}
            raise RefusedBookError(CellFault(FaultCode.SHEET_TOO_LARGE, sheet, values=values))
