"""Numbers: given out one after the other, once each, and never taken back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import (
    Snapshot,
    changed,
    created,
    present,
    record,
    record_changed,
    snapshot,
)
from thuctien.documents.filling import filled, number_of
from thuctien.documents.following import tell_numbered
from thuctien.documents.models import (
    Concern,
    Document,
    DocumentKind,
    DocumentState,
    IssuingBody,
    Register,
    Template,
)
from thuctien.documents.selectors.completeness import what_is_missing
from thuctien.documents.selectors.templates import template_for
from thuctien.documents.services.drafting import locked
from thuctien.documents.services.linking import take_effect
from thuctien.ui.formats import day


@transaction.atomic
def number_document(document: Document, *, on: date, acting_user: ActingUser) -> Document:
    """Give a draft the next number of its register, with the day ``on``; return it as stored.

    From then on its content stays: the fields are frozen as they are filled now, with the version
    of the template that holds on that day, and the units concerned may read it. What it cancels is
    cancelled by it. Raises ``PermissionDenied``, and ``ValidationError`` with sentences where it
    has a number already, lacks something, or where the register has already given out a later day
    (numbers follow the days: Decree 30/2020, article 15).
    """
    require(acting_user, Action.ISSUE_DOCUMENTS, document.body)
    document = locked(document)
    if not document.is_draft:
        raise ValidationError(
            _("It has the number %(number)s already.") % {"number": document.number_text}
        )
    if missing := what_is_missing(document, on=on):
        raise ValidationError(missing)
    template = template_for(document.kind, document.body, on)
    register, as_it_was = _locked_register(document.body, document.kind, on)
    before = snapshot(document)
    _give_number(document, register, template, on)
    changes = present([changed(before, document), changed(as_it_was, register)])
    changes += [created(row) for row in _hand_to_concerned(document)]
    changes += take_effect(document, acting_user=acting_user)
    # The end of the trail is locked last by everybody, so the others come before our own entry.
    tell_numbered(document, acting_user=acting_user)
    record(
        "documents.document.number",
        acting_user=acting_user,
        object_type="documents.document",
        object_key=str(document.pk),
        after={"number": document.number_text, "dated_on": on.isoformat()},
        changes=changes,
    )
    return document


@transaction.atomic
def take_over_register(
    body: IssuingBody,
    kind: DocumentKind,
    *,
    on: date,
    last_number: int,
    reason: str,
    acting_user: ActingUser,
) -> Register:
    """Let a register go on after the last number that was given out on paper.

    Raises ``PermissionDenied``, and ``ValidationError`` where numbers were given out here already
    or no reason is said: a gap must be explained.
    """
    require(acting_user, Action.ISSUE_DOCUMENTS, body)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a few words.")})
    register, before = _locked_register(body, kind, on)
    if register.last_number > register.taken_over:
        raise ValidationError(
            _("This register has already given out number %(number)s.")
            % {"number": register.last_number}
        )
    register.last_number = register.taken_over = last_number
    register.reason = reason.strip()
    register.save()
    record_changed(
        before,
        register,
        acting_user=acting_user,
        action="documents.register.take_over",
        reason=register.reason,
    )
    return register


def register_year(body: IssuingBody, on: date) -> int:
    """Return which year's register a day falls in: that of the term where the body has terms."""
    if body.term_from is not None and body.term_from <= on:
        return body.term_from.year
    return on.year


def _locked_register(body: IssuingBody, kind: DocumentKind, on: date) -> tuple[Register, Snapshot]:
    year = register_year(body, on)
    Register.objects.get_or_create(body=body, kind=kind, year=year)
    register = Register.objects.select_for_update().get(body=body, kind=kind, year=year)
    return register, snapshot(register)


def _hand_to_concerned(document: Document) -> list[Concern]:
    rows = [Concern(document=document, unit_id=unit_id) for unit_id in document.concerned_units]
    return Concern.objects.bulk_create(rows)


def _give_number(
    document: Document, register: Register, template: Template | None, on: date
) -> None:
    if register.last_day is not None and on < register.last_day:
        raise ValidationError(
            _("Number %(number)s already bears %(day)s; an earlier day cannot follow it.")
            % {"number": register.last_number, "day": day(register.last_day)}
        )
    register.last_number += 1
    register.last_day = on
    register.save()
    document.register, document.number, document.dated_on = register, register.last_number, on
    document.number_text = number_of(document, document.number)
    document.template = template
    document.frozen = filled(document)
    document.state = DocumentState.NUMBERED
    document.numbered_at = timezone.now()
    document.save()
