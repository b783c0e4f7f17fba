"""Show what is usually hidden: to who may see it, for a purpose, with an entry on the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.people.models import Person, SensitiveFacts
from thuctien.privacy.models import Consent, Kind, Purpose
from thuctien.privacy.selectors.purposes import purposes_for
from thuctien.privacy.selectors.readings import REVEALED, SENSITIVE_READ


class PurposeRefusedError(Exception):
    """A purpose does not open these data today: not in force, for other data, or no consent."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The numbers of a person, in full; empty where there is none."""

    personal_number: str
    passport_number: str


@transaction.atomic
def reveal_identity(person: Person, *, purpose: Purpose, acting_user: ActingUser) -> Identity:
    """Return a person's numbers unmasked and write on the trail who saw them, for what.

    Raises ``PermissionDenied``, or :class:`PurposeRefusedError`.
    """
    require(acting_user, Action.REVEAL_IDENTITY, person)
    require_purpose(purpose, Kind.IDENTITY, person)
    _noted(REVEALED, person, purpose, acting_user)
    return Identity(person.personal_number, person.passport_number)


@transaction.atomic
def read_sensitive(
    person: Person, *, purpose: Purpose, acting_user: ActingUser
) -> SensitiveFacts | None:
    """Return a person's sensitive facts, or none, and write on the trail who saw them, for what.

    Raises ``PermissionDenied``, or :class:`PurposeRefusedError`.
    """
    require(acting_user, Action.READ_SENSITIVE, person)
    require_purpose(purpose, Kind.SENSITIVE, person)
    _noted(SENSITIVE_READ, person, purpose, acting_user)
    facts = SensitiveFacts.objects.filter(person=person)
    return unscoped(facts, reason="this person's facts were asked for and granted").first()


def require_purpose(purpose: Purpose, kind: Kind, person: Person) -> None:
    """Raise :class:`PurposeRefusedError` where a purpose does not open this kind of data today."""
    today = timezone.localdate()
    if purpose not in purposes_for(kind, today):
        raise PurposeRefusedError(purpose.pk)
    if purpose.needs_consent and not _consented(person, purpose, today):
        raise PurposeRefusedError(purpose.pk)


def _consented(person: Person, purpose: Purpose, on: date) -> bool:
    rows = Consent.objects.filter(
        person=person, purpose=purpose, withdrawn_on=None, given_on__lte=on
    )
    return unscoped(rows, reason="only whether there is one").exists()


def _noted(action: str, person: Person, purpose: Purpose, acting_user: ActingUser) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="people.person",
        object_key=person.pk,
        reason=purpose.name,
    )
