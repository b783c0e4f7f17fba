"""What a scenario comes to, as workbooks."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.list_export import as_workbook
from thuctien.people.models import Person
from thuctien.scenarios.models import Scenario
from thuctien.scenarios.selectors.money import UnitRow
from thuctien.scenarios.selectors.touched import NeedRow, TurnRow
from thuctien.scenarios.words import NEED_CHANGE_WORDS, TURN_CHANGE_WORDS
from thuctien.ui.words import FORCE_WORDS


def needs_workbook(
    scenario: Scenario, rows: Sequence[NeedRow], *, acting_user: ActingUser
) -> FileResponse:
    """Return the needs that differ as a workbook; who took how many is on the trail.

    Raises ``PermissionDenied`` or ``OSError``.
    """
    named = _may_be_named(acting_user)
    taken = [row for row in rows if row.person_id in named]
    headers = (
        _("Person"),
        _("Full name"),
        _("Unit"),
        _("Unit before"),
        _("Qualification"),
        _("What changes"),
        _("Force before"),
        _("Force after"),
        _("Due before"),
        _("Due after"),
        _("Why"),
    )
    cells = (
        (
            row.person_id,
            row.person,
            row.unit,
            row.unit_before,
            row.qualification,
            NEED_CHANGE_WORDS[row.change],
            FORCE_WORDS.get(row.force_before, ""),
            FORCE_WORDS.get(row.force_after, ""),
            row.due_before,
            row.due_after,
            row.why,
        )
        for row in taken
    )
    answer = as_workbook(_("Needs that differ"), headers, cells)
    _on_the_trail(scenario, "needs", len(taken), acting_user)
    return answer


def turns_workbook(
    scenario: Scenario, rows: Sequence[TurnRow], *, acting_user: ActingUser
) -> FileResponse:
    """Return the turns that differ as a workbook; raises as :func:`needs_workbook`."""
    named = _may_be_named(acting_user)
    taken = [row for row in rows if row.person_id in named]
    headers = (
        _("Person"),
        _("Full name"),
        _("Unit"),
        _("Unit before"),
        _("Programme"),
        _("What changes"),
        _("Site before"),
        _("Start before"),
        _("Site after"),
        _("Start after"),
        _("Why"),
    )
    cells = (
        (
            row.person_id,
            row.person,
            row.unit,
            row.unit_before,
            row.programme,
            TURN_CHANGE_WORDS[row.change],
            row.place_before,
            row.starts_before,
            row.place_after,
            row.starts_after,
            row.why,
        )
        for row in taken
    )
    answer = as_workbook(_("People touched"), headers, cells)
    _on_the_trail(scenario, "turns", len(taken), acting_user)
    return answer


def units_workbook(rows: Sequence[UnitRow]) -> FileResponse:
    """Return the units that differ as a workbook; raises ``OSError``."""
    headers = (
        _("Code"),
        _("Unit"),
        _("People before"),
        _("People after"),
        _("Needs before"),
        _("Needs after"),
        _("Turns before"),
        _("Turns after"),
        _("Cost before (đ)"),
        _("Cost after (đ)"),
    )
    cells = (
        (
            row.unit_id,
            row.name,
            row.people_before,
            row.people_after,
            row.needs_before,
            row.needs_after,
            row.turns_before,
            row.turns_after,
            row.cost_before,
            row.cost_after,
        )
        for row in rows
    )
    return as_workbook(_("Units that differ"), headers, cells)


def _may_be_named(acting_user: ActingUser) -> set[str]:
    require(acting_user, Action.EXPORT_PEOPLE)
    mine = visible(Person.objects.all(), acting_user=acting_user, action=Action.EXPORT_PEOPLE)
    return set(mine.values_list("pk", flat=True))


def _on_the_trail(scenario: Scenario, what: str, rows: int, acting_user: ActingUser) -> None:
    record(
        "scenarios.rows.export",
        acting_user=acting_user,
        object_type="scenarios.scenario",
        object_key=str(scenario.pk),
        after={"what": what, "rows": rows},
    )
