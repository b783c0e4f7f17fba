"""The desk names decisions to draft, drafts to number and papers to sign."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import holding
from tests.sending.decisions.builders import make_issue, make_offer, number
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.policy import Role
from thuctien.reports.desk import Item, desk_of
from thuctien.sending.services.decisions import draft_decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_province")]

TODAY = date(2026, 11, 24)


def _of(role: Role) -> list[Item]:
    who = ActingUser(user=holding(role, role.value))
    items = desk_of(who, today=TODAY)
    return [item for item in items if "/documents/" in item.url or "/decisions/" in item.url]


def test_who_is_selected_waits_for_a_decision_until_there_is_one() -> None:
    offer = make_offer(people=3)
    officer = ActingUser(user=holding(Role.PROVINCE_OFFICER, "officer"))
    (item,) = [item for item in desk_of(officer, today=TODAY) if "/decisions/" in item.url]
    assert (item.count, item.url) == (3, f"/rounds/{offer.round_id}/decisions/")
    number(draft_decision(offer, issue=make_issue(), acting_user=SYSTEM).document)
    assert not [i for i in desk_of(officer, today=TODAY) if "/decisions/" in i.url]


def test_the_approver_sees_drafts_and_the_writer_papers_to_sign() -> None:
    decision = draft_decision(make_offer(), issue=make_issue(), acting_user=SYSTEM)
    (item,) = _of(Role.APPROVER)
    assert (item.count, item.url) == (1, "/documents/?state=draft")
    number(decision.document)
    (item,) = _of(Role.PROVINCE_OFFICER)
    assert (item.count, item.url) == (1, "/documents/?state=numbered")


def test_who_may_neither_write_nor_number_sees_nothing_of_it() -> None:
    draft_decision(make_offer(), issue=make_issue(), acting_user=SYSTEM)
    assert _of(Role.LEADER) == []
