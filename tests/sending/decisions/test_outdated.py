"""Decisions that no longer say what is true: found, said on the pages, and changed by another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from tests.sending.decisions.builders import add_selected, make_issue, make_offer, number
from thuctien.base.acting import SYSTEM
from thuctien.base.policy import Role
from thuctien.needs.models import NeedsRun
from thuctien.sending.models import (
    Decision,
    Nomination,
    NominationState,
    OfferedClass,
    OfferState,
    Plan,
    PlanRuling,
)
from thuctien.sending.selectors.decisions import Outdated, on_the_roll, outdated
from thuctien.sending.services.decisions import Issue, draft_amendment, draft_decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_province")]

LATER = date(2027, 5, 3)
MOST_QUERIES = 5


@pytest.fixture
def issue() -> Issue:
    return make_issue()


@pytest.fixture
def offer() -> OfferedClass:
    return make_offer()


@pytest.fixture
def decision(offer: OfferedClass, issue: Issue) -> Decision:
    """The decision that sends everybody of a class, with its number."""
    drafted = draft_decision(offer, issue=issue, acting_user=SYSTEM)
    number(drafted.document)
    return drafted


def move(offer: OfferedClass) -> None:
    """Hold a class two months later."""
    offer.starts_on, offer.ends_on = LATER, LATER + timedelta(days=11)
    offer.moved_at = timezone.now()
    offer.save(update_fields=["starts_on", "ends_on", "moved_at"])


def wrong(offer: OfferedClass) -> list[Outdated]:
    return outdated([offer.round], acting_user=SYSTEM)


def test_a_decision_that_is_true_is_not_outdated(offer: OfferedClass, decision: Decision) -> None:
    assert wrong(offer) == []


def test_a_class_that_moved_is_said_by_a_decision_of_its_own(
    offer: OfferedClass, decision: Decision, issue: Issue
) -> None:
    """The list stays; with its number, the new days are said."""
    move(offer)
    (row,) = wrong(offer)
    assert (row.decision, row.is_moved, row.gone, row.added) == (decision, True, 0, 0)
    change = draft_amendment(decision, issue=issue, reason="Thiếu phòng", acting_user=SYSTEM)
    assert change.purpose == "move"
    said = " ".join(change.document.content["articles"])
    assert "từ ngày 03/05/2027 đến ngày 14/05/2027" in said
    assert "Thiếu phòng" in said
    assert change.document.annex == {}
    assert wrong(offer) == [row]
    number(change.document)
    assert wrong(offer) == []
    assert len(on_the_roll(offer)) == 3


def test_a_list_that_is_wrong_is_changed_first(
    offer: OfferedClass, decision: Decision, issue: Issue
) -> None:
    """Who no longer goes and who was selected since; that the class moved is still to be said."""
    gone = Nomination.objects.filter(offered_class=offer).first()
    assert gone is not None
    Nomination.objects.filter(pk=gone.pk).update(state=NominationState.WITHDRAWN)
    OfferedClass.objects.filter(pk=offer.pk).update(taken=2)
    offer.refresh_from_db()
    add_selected(offer, 2)
    move(offer)
    (row,) = wrong(offer)
    assert (row.is_moved, row.gone, row.added) == (True, 1, 2)
    change = draft_amendment(decision, issue=issue, reason="Điều chỉnh", acting_user=SYSTEM)
    assert change.purpose == "amend"
    number(change.document)
    (row,) = wrong(offer)
    assert (row.is_moved, row.gone, row.added) == (True, 0, 0)


def test_a_decision_about_a_cancelled_class_is_outdated(
    offer: OfferedClass, decision: Decision, issue: Issue
) -> None:
    """It is to be cancelled; it cannot be amended."""
    OfferedClass.objects.filter(pk=offer.pk).update(state=OfferState.CANCELLED)
    (row,) = wrong(offer)
    assert row.is_cancelled
    with pytest.raises(ValidationError):
        draft_amendment(decision, issue=issue, reason="Hủy", acting_user=SYSTEM)


def test_a_class_that_never_moved_needs_no_change(decision: Decision, issue: Issue) -> None:
    with pytest.raises(ValidationError):
        draft_amendment(decision, issue=issue, reason="Không rõ", acting_user=SYSTEM)


def test_many_decisions_are_looked_at_with_few_queries(
    issue: Issue, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("2027-003", "2027-004", "2027-005"):
        offer = make_offer(1, code)
        number(draft_decision(offer, issue=issue, acting_user=SYSTEM).document)
        move(offer)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert len(wrong(offer)) == 3


def test_the_pages_say_it_and_lead_to_a_draft_that_is_filled_in(
    offer: OfferedClass, decision: Decision, client: Client
) -> None:
    """Signer, day and the reason of the adjustment: one click is left."""
    client.force_login(holding(Role.PROVINCE_OFFICER, "officer"))
    move(offer)
    plan = Plan.objects.create(
        year=2027,
        seed=1,
        needs_run=NeedsRun.objects.create(
            as_of=LATER, horizon=LATER, people=0, created_at=timezone.now()
        ),
        created_at=timezone.now(),
        objective=0,
        bound=0,
        gap=0,
        stopped_by="rounds",
    )
    PlanRuling.objects.create(
        round=offer.round, plan=plan, is_approved=True, reason="Bão lụt", at=timezone.now()
    )
    amend = reverse("sending:decision_amend", args=[decision.pk])
    listed = client.get(reverse("sending:decisions", args=[offer.round_id])).content.decode()
    assert amend in listed
    assert "03/05/2027 – 14/05/2027" in listed
    found = client.get(reverse("sending:round", args=[offer.round_id])).content.decode()
    assert reverse("sending:decisions", args=[offer.round_id]) in found
    form = client.get(amend).context["form"]
    assert "Bão lụt" in form["reason"].value()
    assert form["signer"].value() == decision.document.signer_id
