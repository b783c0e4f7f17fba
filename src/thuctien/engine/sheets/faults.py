"""What is wrong with a list of people: a code, the cell, its raw text, and what to propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thuctien.engine.sheets.book import column_letters
from thuctien.engine.sheets.catalogue import (
    SHEET_REPAIRS,
    SHEET_SENTENCES,
    SHEET_WARNINGS,
    SheetFault,
)
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.catalogue import PLACES, SENTENCES, WARNINGS, FaultCode

_ONLY_WARNS = frozenset({FaultCode.DAY_NEEDED, FaultCode.DUPLICATE_COLUMN})
"""A year of entering service is no day, but not required either, and many forms have two columns of
notes: both are left out, and nobody has to mend the form for that."""


class Severity(StrEnum):
    """What a fault means for the row."""

    ERROR = "error"
    """The row is not taken before somebody corrects it."""
    WARNING = "warning"
    REPAIRED = "repaired"
    """Mended without asking; the raw text stays beside."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault. ``row`` and ``column`` count from 1 as Excel does; ``title`` is the column's
    heading in the file and ``target`` what it was read as; ``raw`` is the cell as the file has it.

    ``proposal`` is a text that would mend the fault when put into the cell, ``None`` where nothing
    can be proposed. A fault of a whole sheet has no row, of a whole file no sheet.
    """

    code: FaultCode | SheetFault
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    title: str = ""
    target: str | None = None
    raw: str = ""
    proposal: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Return what the fault means for the row."""
        if self.code in SHEET_REPAIRS:
            return Severity.REPAIRED
        warns = self.code in SHEET_WARNINGS | WARNINGS | _ONLY_WARNS
        return Severity.WARNING if warns else Severity.ERROR

    @property
    def column_name(self) -> str:
        """Return the column as a reader finds it: its letters and its title."""
        letters = "" if self.column is None else column_letters(self.column)
        return f"{letters} {self.title}".strip()

    def place(self, language: Language) -> str:
        """Return where the fault is, in words; empty for a fault of the whole file."""
        column = None if self.column is None else self.column_name
        parts = (("sheet", self.sheet), ("row", self.row), ("column", column))
        return ", ".join(
            PLACES[name].render(language, {name: str(value)})
            for name, value in parts
            if value is not None
        )

    def reason(self, language: Language) -> str:
        """Return what is wrong, as one sentence."""
        wording = (
            SHEET_SENTENCES[self.code]
            if isinstance(self.code, SheetFault)
            else SENTENCES[self.code]
        )
        return wording.render(language, _in_language(self.values, language))

    def text(self, language: Language) -> str:
        """Return the place and the reason as one line."""
        place = self.place(language)
        return f"{place}: {self.reason(language)}" if place else self.reason(language)


def _in_language(values: Mapping[str, object], language: Language) -> dict[str, object]:
    return {
        name: value.render(language, {}) if isinstance(value, Wording) else value
        for name, value in values.items()
    }
