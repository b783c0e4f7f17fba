"""Reads whether people may be sent: the rules of the day, applied to what is stored of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.engine.eligibility import Assessment, assess
from thuctien.engine.model.choices import Mode
from thuctien.people.models import Person
from thuctien.sending.bridge import load_eligibility_slice


def assess_people(
    person_ids: Sequence[str],
    programme_id: str,
    mode: str,
    on: date,
    *,
    acting_user: ActingUser,
    ends_on: date | None = None,
) -> dict[str, Assessment]:
    """Return what the rules in force on ``on`` say of each person, by code, in the order given.

    ``on`` is the day on which the class starts, ``ends_on`` its last day where it is known: nobody
    may retire before it. The records are those of that day, or of today where it lies ahead. The
    number of queries does not depend on how many people are asked for. A verdict rests on ratings,
    disciplines and succession plans, so who asks must be one who may see those of all these people;
    raises ``PermissionDenied`` otherwise.
    """
    wanted = list(dict.fromkeys(person_ids))
    people = visible(
        Person.objects.filter(pk__in=wanted),
        acting_user=acting_user,
        action=Action.READ_SUCCESSION,
    )
    if people.count() < len(wanted):
        raise PermissionDenied(Action.READ_SUCCESSION)
    province = load_eligibility_slice(wanted, programme_id)
    as_of = min(on, timezone.localdate())
    return assess(province, wanted, programme_id, Mode(mode), on, as_of=as_of, ends_on=ends_on)
