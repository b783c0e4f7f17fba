"""What must be true between rows: one small validator a rule."""

from __future__ import annotations

from collections.abc import Mapping

from thuctien.engine.workbook.faults import FaultLog
from thuctien.engine.workbook.rules.cycles import inclusion_cycles, module_cycles, unit_cycles
from thuctien.engine.workbook.rules.finding import Rule, Tables, report
from thuctien.engine.workbook.rules.identities import odd_numbers, same_numbers
from thuctien.engine.workbook.rules.keys import duplicate_keys, same_people
from thuctien.engine.workbook.rules.periods import (
    ends_before_start,
    overlapping_appointments,
    posts_not_in_force,
    units_not_in_force,
)
from thuctien.engine.workbook.rules.programmes import (
    empty_size_ranges,
    predicates_without_values,
    programmes_that_cannot_open,
    quotas_of_unknown_years,
    rooms_too_small,
)
from thuctien.engine.workbook.rules.references import unknown_codes_of_rules, unknown_references
from thuctien.engine.workbook.rules.requirements import (
    contradicting_requirements,
    empty_age_ranges,
    hours_of_credentials,
    timings_without_figures,
)
from thuctien.engine.workbook.typed import TypedTable

RULES: tuple[Rule, ...] = (
    duplicate_keys,
    same_people,
    same_numbers,
    odd_numbers,
    unknown_references,
    unknown_codes_of_rules,
    ends_before_start,
    overlapping_appointments,
    posts_not_in_force,
    units_not_in_force,
    unit_cycles,
    inclusion_cycles,
    module_cycles,
    empty_age_ranges,
    timings_without_figures,
    hours_of_credentials,
    contradicting_requirements,
    empty_size_ranges,
    programmes_that_cannot_open,
    quotas_of_unknown_years,
    rooms_too_small,
    predicates_without_values,
)


def check_tables(tables: Mapping[str, TypedTable], log: FaultLog) -> None:
    """Run every rule over the tables that were found; what is wrong goes to ``log``."""
    context = Tables(tables)
    for rule in RULES:
        for finding in rule(context):
            report(finding, context, log)
