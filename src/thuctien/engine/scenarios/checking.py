"""Whether a changed province still keeps the rules that every workbook keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl
import polars.selectors as cs

from thuctien.engine.model import TABLES, Column, Kind, Province, Table
from thuctien.engine.scenarios.clashes import ScenarioError
from thuctien.engine.wording import Language
from thuctien.engine.workbook import Fault, FaultCode, Severity
from thuctien.engine.workbook.faults import FaultLog
from thuctien.engine.workbook.rules import check_tables
from thuctien.engine.workbook.typed import ROW, TypedTable

_NEVER_CHANGED = frozenset(
    {
        "people",
        "sensitive_facts",
        "holdings",
        "ratings",
        "disciplines",
        "succession_plans",
        "retirement_ages",
    }
)
"""No change makes or changes these; what refers to a person is taken from a person's row."""


def check_changed(before: Province, after: Province) -> None:
    """Raise :class:`ScenarioError` where what differs breaks a rule of a workbook.

    The rules are those of :mod:`thuctien.engine.workbook`. What was wrong before does not count,
    and warnings keep nothing out.
    """
    old, new = before.frames(), after.frames()
    changed = [name for name, frame in new.items() if frame is not old[name]]
    if not changed:
        return
    cells = [fault for name in changed for fault in _cell_faults(TABLES[name], old, new)]
    if cells:
        raise ScenarioError(cells)
    found = _broken_rules(new)
    was = {key for key, _ in _broken_rules(old)} if found else set()
    reasons = [fault for key, fault in found if key not in was]
    if reasons:
        raise ScenarioError(reasons)


def _broken_rules(frames: Mapping[str, pl.DataFrame]) -> list[tuple[tuple[object, ...], Fault]]:
    """Return the errors between rows, without the numbers of rows that nobody sees."""
    tables = {
        name: TypedTable(TABLES[name], TABLES[name].sheet, {}, _as_read(frame))
        for name, frame in frames.items()
        if name not in _NEVER_CHANGED
    }
    log = FaultLog()
    check_tables(tables, log)
    faults = [f for f in log.sorted(list(frames)) if f.severity is Severity.ERROR]
    return [
        ((fault.code, fault.sheet, fault.column, fault.reason(Language.EN)), _without_row(fault))
        for fault in faults
    ]


def _as_read(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame as a workbook gives it: with numbers of rows, an empty list where none is."""
    return frame.with_columns(cs.list().fill_null([])).with_row_index(ROW)


def _without_row(fault: Fault) -> Fault:
    return replace(fault, row=None)


def _cell_faults(
    table: Table, old: Mapping[str, pl.DataFrame], new: Mapping[str, pl.DataFrame]
) -> Iterator[Fault]:
    """Yield cells of new or changed rows that are empty, not allowed, too small or too large."""
    touched = new[table.name].join(old[table.name], on=new[table.name].columns, how="anti",
                                   nulls_equal=True)  # fmt: skip
    for column in table.columns:
        for value in touched[column.name].unique(maintain_order=True).to_list():
            found = _fault_of(column, value)
            if found is not None:
                code, values = found
                yield Fault(code, table.sheet, None, column.header, values)


def _fault_of(column: Column, value: object) -> tuple[FaultCode, Mapping[str, object]] | None:
    if value is None or value in ("", []):
        return (FaultCode.MISSING_VALUE, {}) if column.required else None
    if column.choices:
        values = value if isinstance(value, list) else [value]
        odd = [item for item in values if item not in column.choices]
        allowed = ", ".join(column.choices)
        shown = {"value": ", ".join(map(str, odd)), "choices": allowed}
        return (FaultCode.NOT_A_CHOICE, shown) if odd else None
    if column.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY} and isinstance(value, int | float):
        if column.least is not None and value < column.least:
            return FaultCode.BELOW_LEAST, {"value": value, "limit": column.least}
        if column.most is not None and value > column.most:
            return FaultCode.ABOVE_MOST, {"value": value, "limit": column.most}
    return None
