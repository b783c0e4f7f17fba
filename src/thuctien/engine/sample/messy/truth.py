"""What is true of a messy file: where its table is, who is in it, and every fault planted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Value = str | bool | float | date | None


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault of one cell (``column`` and ``row`` are ``None`` for one of a sheet)."""

    code: str
    row: int | None
    column: int | None
    proposal: str | None = None


@dataclass(slots=True)
class SheetTruth:
    """What a reader must find in one sheet; rows and columns count from 1.

    ``people`` have their row and the fields that the sheet tells; ``holdings`` are pairs of a row
    and a qualification, with the date as printed, the hours, or an empty text for a mere mark.
    """

    sheet: str
    header_rows: tuple[int, ...] = ()
    columns: dict[int, str] = field(default_factory=dict)
    people: list[dict[str, Value]] = field(default_factory=list)
    holdings: list[tuple[int, str, str]] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    faults: list[PlantedFault] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the truth as a value that JSON can hold; dates as ISO texts."""
        return {
            "sheet": self.sheet,
            "header_rows": list(self.header_rows),
            "columns": {str(column): target for column, target in self.columns.items()},
            "people": [_plain(person) for person in self.people],
            "holdings": [list(holding) for holding in sorted(self.holdings)],
            "skipped": [list(row) for row in self.skipped],
            "faults": [
                {
                    "code": fault.code,
                    "row": fault.row,
                    "column": fault.column,
                    "proposal": fault.proposal,
                }
                for fault in self.faults
            ],
        }


def _plain(person: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in person.items()
    }
