"""Norms, service owed and compensations as workbooks, as they are filtered."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.language import own_name
from thuctien.base.list_export import as_workbook
from thuctien.costs.presenting import (
    NormRow,
    case_words,
    next_words,
    standing_words,
    state_words,
)
from thuctien.costs.selectors.cases import CaseRow
from thuctien.costs.selectors.commitments import Owed


def norms_workbook(rows: Iterable[NormRow]) -> FileResponse:
    """Return norms of every date as a workbook, a line each; raises ``OSError``."""
    headers = (
        _("Item"),
        _("For"),
        _("Counted by"),
        _("Amount (đ)"),
        _("Paid by"),
        _("From"),
        _("To"),
        _("Rests on"),
        _("confirmed"),
    )
    cells = (
        (
            row.item,
            row.narrowed,
            row.count,
            norm.amount,
            row.payer,
            norm.valid_from,
            norm.valid_to,
            norm.source,
            _("yes") if norm.confirmed else _("no"),
        )
        for row in rows
        for norm in row.group.chain
    )
    return as_workbook(_("Norms of cost"), headers, cells)


def owed_workbook(rows: Iterable[Owed], *, acting_user: ActingUser) -> FileResponse:
    """Return service owed as a workbook; raises ``PermissionDenied`` or ``OSError``."""
    _noted("costs.servicecommitment", acting_user)
    headers = (
        _("Code"),
        _("Person"),
        _("Unit"),
        _("Programme"),
        _("Decision"),
        _("Day of the decision"),
        _("Training from"),
        _("Training to"),
        _("Months owed"),
        _("Months served"),
        _("Ends"),
        _("Stands"),
    )
    cells = (
        (
            row.commitment.person_id,
            row.commitment.person.full_name,
            row.commitment.unit.name,
            own_name(row.commitment.programme.name, row.commitment.programme.name_en),
            row.commitment.decision_no,
            row.commitment.decided_on,
            row.commitment.training_from,
            row.commitment.training_to,
            row.commitment.owed_months,
            row.service.served,
            row.commitment.ends_on,
            standing_words(row.service.standing),
        )
        for row in rows
    )
    return as_workbook(_("Service owed"), headers, cells)


def cases_workbook(rows: Iterable[CaseRow], *, acting_user: ActingUser) -> FileResponse:
    """Return compensations as a workbook; raises ``PermissionDenied`` or ``OSError``."""
    _noted("costs.compensationcase", acting_user)
    headers = (
        _("Code"),
        _("Person"),
        _("Unit"),
        _("Programme"),
        _("What happened"),
        _("Since when"),
        _("State"),
        _("Next"),
        _("Due on"),
        _("Cost of the training (F)"),
        _("To pay (đ)"),
        _("Paid back"),
    )
    cells = (
        (
            row.case.person_id,
            row.case.person.full_name,
            row.case.commitment.unit.name,
            own_name(row.case.commitment.programme.name, row.case.commitment.programme.name_en),
            case_words(row.case.kind),
            row.case.happened_on,
            state_words(row.case.state),
            next_words(row.next),
            row.next.due_on if row.next else None,
            row.case.cost,
            row.case.amount,
            row.case.paid,
        )
        for row in rows
    )
    return as_workbook(_("Compensations"), headers, cells)


def _noted(what: str, acting_user: ActingUser) -> None:
    require(acting_user, Action.EXPORT_PEOPLE)
    record("costs.people.export", acting_user=acting_user, object_type=what, object_key="list")
