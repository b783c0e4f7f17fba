"""What waits on the desk about compensations and service owed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.costs import small
from thuctien.base.acting import ActingUser
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.engine.costs.procedure import State
from thuctien.reports.desk.items import Item, Tone
from thuctien.reports.desk.money import compensations, left_early, own_service


def test_a_case_waits_for_who_keeps_it_and_says_that_it_is_late(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    (item,) = compensations(agency_officer, date(2027, 1, 20))
    assert (item.tone, item.count, item.until) == (Tone.DUE, 1, date(2027, 1, 20))
    (late,) = compensations(agency_officer, date(2027, 1, 21))
    assert late.tone == Tone.OVERDUE
    assert list(compensations(approver, date(2027, 1, 21))) == []


@pytest.mark.parametrize("state", [State.MET, State.APPEALED])
def test_what_is_to_be_decided_waits_for_who_decides(
    state: State, case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    CompensationCase.objects.update(state=state)
    (item,) = compensations(approver, date(2027, 1, 6))
    assert item.count == 1
    assert list(compensations(agency_officer, date(2027, 1, 6))) == []


def test_an_ended_case_waits_for_nobody(case: CompensationCase, agency_officer: ActingUser) -> None:
    CompensationCase.objects.update(state=State.PAID)
    assert list(compensations(agency_officer, date(2027, 6, 1))) == []


def test_who_left_with_service_owed_waits_for_a_compensation(
    commitment: ServiceCommitment, agency_officer: ActingUser
) -> None:
    today = date(2027, 1, 1)
    assert list(left_early(agency_officer, today)) == []
    small.leave(small.OFFICER, date(2026, 12, 31))
    (item,) = left_early(agency_officer, today)
    assert (item.count, item.of) == (1, 1)


def test_the_person_sees_until_when_they_serve(
    learner: ActingUser, commitment: ServiceCommitment, approver: ActingUser
) -> None:
    (item,) = own_service(learner, date(2027, 1, 1))
    assert isinstance(item, Item)
    assert item.until == commitment.ends_on
    assert list(own_service(learner, date(2030, 1, 1))) == []
    assert list(own_service(approver, date(2027, 1, 1))) == []
