"""A decision to send writes down what those owe whom it sends, and a recall ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.costs import small
from tests.sending.decisions.builders import make_issue, make_offer
from thuctien.base.acting import SYSTEM
from thuctien.costs.models import ServiceCommitment
from thuctien.costs.services.papers import document_numbered
from thuctien.documents.services import number_document
from thuctien.sending.models import NominationState, OfferedClass
from thuctien.sending.models.decisions import Decision
from thuctien.sending.services.decisions import (
    Issue,
    draft_amendment,
    draft_cancellation,
    draft_decision,
)

ON, LATER = date(2027, 2, 5), date(2027, 2, 20)


@pytest.fixture
def offer(province: None) -> OfferedClass:
    """A course of half a year for which both people are selected."""
    found = make_offer(people=2)
    found.programme_id = "TC"
    found.ends_on = date(2027, 8, 31)
    found.save()
    return found


@pytest.fixture
def issue(province: None) -> Issue:
    """A department that issues decisions."""
    return make_issue(ON)


def decided(offer: OfferedClass, issue: Issue, on: date = ON) -> Decision:
    decision = draft_decision(offer, issue=replace(issue, on=on), acting_user=SYSTEM)
    number_document(decision.document, on=on, acting_user=SYSTEM)
    decision.refresh_from_db()
    return decision


def open_commitments() -> dict[str, int]:
    """Return how many months each person owes by a commitment that runs."""
    rows = ServiceCommitment.objects.filter(closed_on=None)
    return {row.person_id: row.owed_months for row in rows}


def test_with_its_number_a_decision_binds_whom_a_rule_binds(
    offer: OfferedClass, issue: Issue
) -> None:
    decision = decided(offer, issue)
    assert open_commitments() == {small.OFFICER: 18, small.TEACHER: 12}
    made = ServiceCommitment.objects.get(person=small.OFFICER)
    assert made.decision_no == decision.document.number_text
    assert (made.decided_on, made.starts_on) == (ON, date(2027, 9, 1))
    assert made.nomination is not None
    assert made.decision_id == decision.pk


def test_a_number_that_one_document_bears_leads_to_it(offer: OfferedClass, issue: Issue) -> None:
    decision = decided(offer, issue)
    number = decision.document.number_text
    assert document_numbered(f" {number} ") == decision.document
    assert document_numbered("") is None
    assert document_numbered("999/QĐ") is None


def test_a_short_course_binds_nobody(offer: OfferedClass, issue: Issue) -> None:
    offer.ends_on = date(2027, 3, 20)
    offer.save()
    decided(offer, issue)
    assert open_commitments() == {}


def test_a_cancelled_decision_binds_no_longer_and_a_new_one_binds_again(
    offer: OfferedClass, issue: Issue
) -> None:
    first = decided(offer, issue)
    recall = draft_cancellation(
        first, issue=replace(issue, on=LATER), reason="hoãn lớp", acting_user=SYSTEM
    )
    number_document(recall.document, on=LATER, acting_user=SYSTEM)
    assert open_commitments() == {}
    assert set(ServiceCommitment.objects.values_list("closed_on", flat=True)) == {LATER}
    decided(offer, issue, LATER)
    assert len(open_commitments()) == 2
    assert ServiceCommitment.objects.count() == 2


def test_who_is_taken_off_the_list_owes_nothing(offer: OfferedClass, issue: Issue) -> None:
    first = decided(offer, issue)
    offer.nominations.filter(person=small.TEACHER).update(state=NominationState.WITHDRAWN)
    amendment = draft_amendment(
        first, issue=replace(issue, on=LATER), reason="rút tên", acting_user=SYSTEM
    )
    number_document(amendment.document, on=LATER, acting_user=SYSTEM)
    assert list(open_commitments()) == [small.OFFICER]
