"""A province with changes made: the same checks as a workbook, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from thuctien.engine.model import Province
from thuctien.engine.scenarios import changes as kinds
from thuctien.engine.scenarios import means, organisation, rules
from thuctien.engine.scenarios.changes import Change
from thuctien.engine.scenarios.checking import check_changed
from thuctien.engine.scenarios.clashes import ScenarioError

_APPLIED_BY: Mapping[type[Change], Callable[[Any, Province], Province]] = {
    kinds.AddRequirement: rules.add_requirement,
    kinds.ChangeRequirement: rules.change_requirement,
    kinds.EndRequirement: rules.end_requirement,
    kinds.AddEligibilityRule: rules.add_eligibility_rule,
    kinds.EndEligibilityRule: rules.end_eligibility_rule,
    kinds.SetQuota: means.set_quota,
    kinds.SetBudget: means.set_budget,
    kinds.ScaleBudgets: means.scale_budgets,
    kinds.ChangeProgramme: means.change_programme,
    kinds.AddSite: means.add_site,
    kinds.AddRoom: means.add_room,
    kinds.CloseSite: means.close_site,
    kinds.EndSite: means.end_site,
    kinds.EndRoom: means.end_room,
    kinds.MergeUnits: organisation.merge_units,
    kinds.EndLevel: organisation.end_level,
    kinds.SplitUnit: organisation.split_unit,
}


def apply_changes(province: Province, changes: Sequence[Change]) -> Province:
    """Return the province with the changes made one after the other; the given one stays.

    Tables that no change touches are the same frames. Raises :class:`ScenarioError`, with the
    position of the change, where one clashes with what there is, or where the rows that it makes
    break a rule that every workbook keeps.
    """
    changed = province
    for position, change in enumerate(changes):
        try:
            after = _APPLIED_BY[type(change)](change, changed)
            check_changed(changed, after)
        except ScenarioError as error:
            raise ScenarioError(error.reasons, position) from error
        changed = after
    return changed
