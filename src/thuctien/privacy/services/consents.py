"""Write down that somebody consented, or does no more."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, present, record, snapshot
from thuctien.people.models import Person
from thuctien.privacy.models import Consent, Purpose


@transaction.atomic
def record_consent(
    person: Person, purpose: Purpose, *, given_on: date, document: str, acting_user: ActingUser
) -> Consent:
    """Write down a consent and the paper it is on; the same one again stays one.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.MANAGE_PRIVACY)
    known = unscoped(
        Consent.objects.filter(person=person, purpose=purpose, given_on=given_on),
        reason="who keeps the consents writes one down",
    ).first()
    if known is not None:
        return known
    consent = Consent.objects.create(
        person=person, purpose=purpose, given_on=given_on, document=document
    )
    _noted("privacy.consent.give", consent, [created(consent)], acting_user)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date, acting_user: ActingUser) -> Consent:
    """Write down that a consent ends on a day; one withdrawn already stays as it is.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.MANAGE_PRIVACY)
    if consent.withdrawn_on is None:
        before = snapshot(consent)
        consent.withdrawn_on = max(on, consent.given_on)
        consent.save(update_fields=["withdrawn_on"])
        changes = present([changed(before, consent)])
        _noted("privacy.consent.withdraw", consent, changes, acting_user)
    return consent


def _noted(action: str, consent: Consent, changes: list[Change], acting_user: ActingUser) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="people.person",
        object_key=consent.person_id,
        after={
            "purpose": consent.purpose_id,
            "given_on": consent.given_on.isoformat(),
            "withdrawn_on": consent.withdrawn_on.isoformat() if consent.withdrawn_on else "",
        },
        changes=changes,
    )
