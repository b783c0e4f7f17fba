"""The lists of units and needs as workbooks."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.list_export import as_workbook
from thuctien.catalogue.selectors import CodeNames
from thuctien.engine.model.choices import CodeList
from thuctien.people.models import Person
from thuctien.reports.selectors.needs import NeedRow
from thuctien.reports.selectors.units import UnitRow
from thuctien.ui.words import FORCE_WORDS, GAP_WORDS, ORIGIN_WORDS, OUTCOME_WORDS


def units_workbook(rows: Sequence[UnitRow], names: CodeNames) -> FileResponse:
    """Return units as a workbook to be saved; raises ``OSError``."""
    headers = (
        _("Code"),
        _("Unit"),
        _("Kind"),
        _("People"),
        _("Requirements asked"),
        _("Requirements met"),
        _("Overdue"),
        _("Due"),
        _("Recommended"),
        _("Until"),
    )
    cells = (
        (
            row.unit_id,
            row.name,
            names.name(CodeList.UNIT_KIND, row.kind),
            row.people,
            row.subject,
            row.met,
            row.overdue,
            row.due,
            row.recommended,
            row.valid_to,
        )
        for row in rows
    )
    return as_workbook(_("Units"), headers, cells)


def needs_workbook(rows: Sequence[NeedRow], *, acting_user: ActingUser) -> FileResponse:
    """Return needs of people who may be handed out as a workbook to be saved.

    It names people, so it is on the trail who took how many. Raises ``PermissionDenied`` or
    ``OSError``.
    """
    require(acting_user, Action.EXPORT_PEOPLE)
    mine = visible(Person.objects.all(), acting_user=acting_user, action=Action.EXPORT_PEOPLE)
    may_be_named = set(mine.values_list("pk", flat=True))
    taken = [row for row in rows if row.person_id in may_be_named]
    headers = (
        _("Person"),
        _("Full name"),
        _("Unit"),
        _("What is asked"),
        _("Qualification"),
        _("Origin"),
        _("Force"),
        _("Due on"),
        _("Gap"),
        _("In the plan"),
        _("Class"),
    )
    cells = (
        (
            row.person_id,
            row.person,
            row.unit,
            row.source,
            row.qualification,
            ORIGIN_WORDS[row.origin],
            FORCE_WORDS[row.force],
            row.due_on,
            GAP_WORDS.get(row.gap, row.gap),
            OUTCOME_WORDS.get(row.outcome, ""),
            row.class_id,
        )
        for row in taken
    )
    answer = as_workbook(_("Needs"), headers, cells)
    record(
        "reports.needs.export",
        acting_user=acting_user,
        object_type="people.person",
        after={"needs": len(taken), "people": len({row.person_id for row in taken})},
    )
    return answer
