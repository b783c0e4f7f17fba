"""What is wrong with a workbook: a code, the place and the figures; the sentence comes later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.catalogue import PLACES, SENTENCES, WARNINGS, FaultCode

MOST_OF_A_KIND = 1_000
"""Faults of one code in one column that are kept; beyond, only their number is told."""


class Severity(StrEnum):
    """Whether a fault keeps a workbook out."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: ``sheet`` and ``column`` as the file calls them, ``row`` as Excel counts it."""

    code: FaultCode
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Return whether this fault keeps the workbook out."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    def place(self, language: Language) -> str:
        """Return where the fault is, in words; empty for a fault of the whole file."""
        parts = (("sheet", self.sheet), ("row", self.row), ("column", self.column))
        return ", ".join(
            PLACES[name].render(language, {name: str(value)})
            for name, value in parts
            if value is not None
        )

    def reason(self, language: Language) -> str:
        """Return what is wrong, as one sentence."""
        return SENTENCES[self.code].render(language, _in_language(self.values, language))

    def text(self, language: Language) -> str:
        """Return the place and the reason as one line."""
        place = self.place(language)
        return f"{place}: {self.reason(language)}" if place else self.reason(language)


class FaultLog:
    """Collects faults and keeps a flood of one kind from hiding the rest."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._counts: Counter[tuple[FaultCode, str | None, str | None]] = Counter()

    def add(self, fault: Fault) -> None:
        """Take one fault."""
        kind = (fault.code, fault.sheet, fault.column)
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_OF_A_KIND:
            self._faults.append(fault)

    def add_count(self, code: FaultCode, sheet: str, column: str | None, count: int) -> None:
        """Count ``count`` faults of a kind that were not kept one by one."""
        self._counts[code, sheet, column] += count

    def sorted(self, sheets: Sequence[str]) -> tuple[Fault, ...]:
        """Return the faults by sheet in the order of ``sheets``, then by row, then as found."""
        order = {name: index for index, name in enumerate(sheets)}

        def place(fault: Fault) -> tuple[int, int]:
            sheet = -1 if fault.sheet is None else order.get(fault.sheet, len(order))
            return (sheet, fault.row or 0)

        return tuple(sorted([*self._faults, *self._floods()], key=place))

    def _floods(self) -> Iterator[Fault]:
        for (code, sheet, column), count in self._counts.items():
            if count > MOST_OF_A_KIND:
                values = {"count": count, "shown": MOST_OF_A_KIND, "kind": code}
                flood = FaultCode.MORE_WARNINGS if code in WARNINGS else FaultCode.MORE_ERRORS
                yield Fault(flood, sheet, None, column, values)


def _in_language(values: Mapping[str, object], language: Language) -> dict[str, object]:
    return {
        name: value.render(language, {}) if isinstance(value, Wording) else value
        for name, value in values.items()
    }
