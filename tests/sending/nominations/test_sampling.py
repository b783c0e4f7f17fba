"""The demo has a class in every stage of its selection."""

from __future__ import annotations

from collections import Counter

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, person
from thuctien.base.acting import SYSTEM
from thuctien.sending.models import Allotment, Nomination, OfferedClass
from thuctien.sending.services.nominations.sampling import ensure_sample_nominations


def test_the_demo_shows_places_a_waiting_list_and_drafts() -> None:
    for number in range(16):
        person(f"N{number:02}", "SNV" if number % 2 else "STC", due=100 + number)
    offered = a_class()
    cast.planned(offered, [f"N{number:02}" for number in range(16)])
    OfferedClass.objects.all().delete()
    assert ensure_sample_nominations(acting_user=SYSTEM) == 16
    found = Counter(Nomination.objects.values_list("state", flat=True))
    assert found == {
        State.SELECTED: 3,
        State.WAITING: 3,
        State.REFUSED: 1,
        State.SUBMITTED: 5,
        State.DRAFT: 4,
    }
    assert set(Allotment.objects.values_list("unit", "seats")) == {("SNV", 8), ("STC", 8)}
    assert ensure_sample_nominations(acting_user=SYSTEM) == 0


def test_without_a_plan_the_demo_has_no_nominations() -> None:
    assert ensure_sample_nominations(acting_user=SYSTEM) == 0
