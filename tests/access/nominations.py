"""A class on offer and a nomination for it, of a place in the table of access."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.access.province import unit_of
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.models.states import NominationState

STARTS = date(2998, 1, 5)
"""Far ahead, so that a nomination can still be changed."""


def nomination_of(place: str, person: str, round_id: object) -> dict[str, object]:
    """Nominate somebody of a place, and return what stands in the addresses."""
    offered = OfferedClass.objects.create(
        round_id=round_id,
        class_id=f"L-{place}",
        programme_id="CT",
        mode="full_time",
        site_id="TRUONG",
        starts_on=STARTS,
        ends_on=STARTS,
        capacity=5,
    )
    nomination = Nomination.objects.create(
        offered_class=offered,
        person_id=person,
        unit_id=unit_of(place),
        state=NominationState.SUBMITTED,
        submitted_at=timezone.now(),
        created_at=timezone.now(),
    )
    return {
        "offered_id": offered.pk,
        "nomination_id": nomination.pk,
        "sending:change_nomination.deed": "withdraw",
        "sending:select.deed": "rank",
        "sending:change_quotas.deed": "allot",
    }
