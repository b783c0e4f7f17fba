"""What became of one cell: its value, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell


@dataclass(frozen=True, slots=True)
class Note:
    """A fault or repair of one cell; ``proposal`` is a text that would mend it."""

    code: FaultCode | SheetFault
    values: Mapping[str, object] = field(default_factory=dict)
    proposal: str | None = None


class Parsed(NamedTuple):
    """A value (``None`` where there is none or it cannot be read) and its notes."""

    value: object = None
    notes: tuple[Note, ...] = ()


NOTHING = Parsed()

Parser: TypeAlias = Callable[[Cell], Parsed]


def failed(
    code: FaultCode | SheetFault, *, proposal: str | None = None, **values: object
) -> Parsed:
    """Return a cell without a value and why."""
    return Parsed(None, (Note(code, values, proposal),))


def parse_cells(cells: Sequence[Cell], parser: Parser) -> list[Parsed]:
    """Return what became of each cell; equal cells are parsed once, empty ones not at all."""
    seen: dict[tuple[type, Cell], Parsed] = {(str, ""): NOTHING}
    parsed = []
    for cell in cells:
        key = (type(cell), cell)
        found = seen.get(key)
        if found is None:
            found = seen[key] = parser(cell)
        parsed.append(found)
    return parsed
