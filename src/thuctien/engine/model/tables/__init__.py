"""The tables of a province: one sheet each in a workbook, one frame each in memory.

This is the contract between the workbook, the engine and the database. Every row that is true
only for a time has ``valid_from`` and ``valid_to``; the last day is included, and empty means
without end.
"""

from __future__ import annotations

from thuctien.engine.model.columns import Table
from thuctien.engine.model.tables.organisation import (
    APPOINTMENTS,
    CODES,
    PARAMETERS,
    PEOPLE,
    POSTS,
    SENSITIVE_FACTS,
    UNIT_SUCCESSIONS,
    UNITS,
)
from thuctien.engine.model.tables.programmes import (
    BUDGETS,
    ELIGIBILITY_RULES,
    GRANTS,
    MODULES,
    OFFERINGS,
    PROGRAMMES,
    QUOTAS,
)
from thuctien.engine.model.tables.records import DISCIPLINES, RATINGS, SUCCESSION_PLANS
from thuctien.engine.model.tables.resources import (
    CLOSURES,
    LECTURER_ABSENCES,
    LECTURERS,
    ROOMS,
    SITES,
)
from thuctien.engine.model.tables.rules import (
    HOLDINGS,
    INCLUSIONS,
    NEED_REFUSALS,
    QUALIFICATIONS,
    REQUIREMENTS,
    RETIREMENT_AGES,
    STATED_NEEDS,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PARAMETERS,
        CODES,
        UNITS,
        UNIT_SUCCESSIONS,
        POSTS,
        PEOPLE,
        SENSITIVE_FACTS,
        APPOINTMENTS,
        RATINGS,
        DISCIPLINES,
        SUCCESSION_PLANS,
        QUALIFICATIONS,
        INCLUSIONS,
        HOLDINGS,
        REQUIREMENTS,
        RETIREMENT_AGES,
        STATED_NEEDS,
        NEED_REFUSALS,
        BUDGETS,
        PROGRAMMES,
        GRANTS,
        OFFERINGS,
        ELIGIBILITY_RULES,
        MODULES,
        SITES,
        ROOMS,
        CLOSURES,
        LECTURERS,
        LECTURER_ABSENCES,
        QUOTAS,
    )
}

__all__ = ["TABLES"]
