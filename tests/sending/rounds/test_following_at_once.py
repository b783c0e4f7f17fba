"""A plan is replaced while agencies act on its classes: on PostgreSQL, where they really do."""

from __future__ import annotations

from functools import partial

import pytest
from django.utils import timezone

from tests.sending.nominations.cast import check_counters, handed_in, person, states
from tests.sending.nominations.test_at_once import at_once
from tests.sending.rounds.replacing import a_plan, follow, offer, put_on_offer
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Programme
from thuctien.sending.models import Plan, Round
from thuctien.sending.services.nominations import select, withdraw

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

FIRST, SECOND = "ABCDEF", "GHIJKL"


@pytest.fixture
def round_(officer: ActingUser, snv: ActingUser) -> Round:
    """An approved round with two full classes."""
    for code in FIRST + SECOND:
        person(code)
    old = a_plan({"L1": FIRST, "L2": SECOND}, L1={"max_size": 6}, L2={"max_size": 6})
    found = Round.objects.get()
    found.plan, found.approved_at = old, timezone.now()
    found.save()
    found.programmes.set(Programme.objects.all())
    put_on_offer(found, old)
    for code, people in (("L1", FIRST), ("L2", SECOND)):
        select(handed_in(offer(code), people, snv), acting_user=officer)
    return found


def test_people_change_places_while_others_withdraw_and_nobody_waits_in_a_circle(
    round_: Round, approver: ActingUser, snv: ActingUser
) -> None:
    """Every act is done, and every counter is the number of people who have a seat."""
    new: Plan = a_plan({"L1": "ABCGHI", "L2": "DEFJKL"}, L1={"max_size": 6}, L2={"max_size": 6})
    lost = [*((who, "L1") for who in "DEF"), *((who, "L2") for who in "GHI")]
    rows = {row.person_id: row for code in ("L1", "L2") for row in offer(code).nominations.all()}
    leaving = [partial(withdraw, rows[who], "ốm", acting_user=snv) for who in "ABJK"]
    assert (
        at_once([*leaving[:2], partial(follow, round_, new, approver, *lost), *leaving[2:]]) == []
    )
    check_counters()
    held = {
        who for code in ("L1", "L2") for who, at in states(offer(code)).items() if at == "selected"
    }
    assert held == set(FIRST + SECOND) - set("ABJK")
    assert states(offer("L1"))["G"] == "selected"
    assert states(offer("L2"))["D"] == "selected"
