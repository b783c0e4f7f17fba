"""What must be true between rows: one small validator a rule."""

from __future__ import annotations

from collections.abc import Mapping

from thuctien.engine.workbook.faults import FaultLog
from thuctien.engine.workbook.rules.finding import Rule, Tables, report
from thuctien.engine.workbook.typed import TypedTable

RULES: tuple[Rule, ...] = ()


def check_tables(tables: Mapping[str, TypedTable], log: FaultLog) -> None:
    """Run every rule over the tables that were found; what is wrong goes to ``log``."""
    context = Tables(tables)
    for rule in RULES:
        for finding in rule(context):
            report(finding, context, log)
