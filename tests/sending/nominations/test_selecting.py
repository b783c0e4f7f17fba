"""The province selects by rank, up to capacity and quotas, and can undo it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, of, person, states
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.base.models.audit import AuditChange
from thuctien.catalogue.models import Parameter
from thuctien.notices.models import Notice
from thuctien.people.models import SuccessionPlan
from thuctien.sending.models import Nomination
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import (
    put_on_waiting_list,
    rank_class,
    refuse,
    select,
    take_back,
)
from thuctien.sending.services.nominations.ranking import place_of


def order(rows: list[Nomination]) -> list[str]:
    """Return whose nominations these are."""
    return [row.person_id for row in rows]


def test_the_stronger_need_comes_first_and_says_why(snv: ActingUser, officer: ActingUser) -> None:
    person("A", force="recommended")
    person("B", force="overdue", due=-5)
    person("C", force="due")
    offered = a_class()
    handed_in(offered, "ABC", snv)
    ranked = rank_class(offered, acting_user=officer)
    assert order(ranked) == ["B", "C", "A"]
    place, before = ranked[0].rank_reasons
    assert place == {"place": 1}
    assert before == {
        "side": "before",
        "nomination": ranked[1].pk,
        "decided_by": "force",
        "own": "overdue",
        "other": "due",
    }
    assert [row.rank for row in ranked] == [1, 2, 3]


def test_two_people_equal_in_rank_share_it_and_who_was_handed_in_first_comes_first(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class(capacity=1)
    for code in "AB":
        person(code)
    handed_in(offered, "B", snv)
    handed_in(offered, "A", snv)
    ranked = rank_class(offered, acting_user=officer)
    assert order(ranked) == ["B", "A"]
    assert [row.rank for row in ranked] == [1, 1]
    assert ranked[1].rank_reasons[1]["decided_by"] == "submitted"


def test_the_order_of_the_criteria_is_dated_data(snv: ActingUser, officer: ActingUser) -> None:
    person("A", force="overdue", due=-5)
    person("B", force="recommended")
    SuccessionPlan.objects.create(person_id="B", leadership_level="chief", valid_from=cast.LONG_AGO)
    offered = a_class()
    handed_in(offered, "AB", snv)
    assert order(rank_class(offered, acting_user=officer)) == ["A", "B"]
    Parameter.objects.create(key="selection_order", value="planned; force", confirmed=False)
    assert order(rank_class(offered, acting_user=officer)) == ["B", "A"]
    Parameter.objects.create(key="selection_order", value="planned", valid_from=offered.ends_on)
    assert order(rank_class(offered, acting_user=officer)) == ["B", "A"]


def test_who_was_refused_before_comes_before_an_equal(snv: ActingUser, officer: ActingUser) -> None:
    for code in "AB":
        person(code)
    refuse(handed_in(a_class("L0"), "B", snv), "hết chỗ", acting_user=officer)
    offered = a_class("L1", starts=100)
    handed_in(offered, "AB", snv)
    ranked = rank_class(offered, acting_user=officer)
    assert order(ranked) == ["B", "A"]
    assert ranked[0].rank_reasons[1]["decided_by"] == "times_refused"


def test_nobody_is_selected_out_of_order_without_a_reason(
    snv: ActingUser, officer: ActingUser
) -> None:
    person("A", due=50)
    person("B", due=60)
    offered = a_class()
    rows = handed_in(offered, "AB", snv)
    with pytest.raises(RefusedError) as refusal:
        select([rows[1]], acting_user=officer)
    assert refusal.value.code == "not_in_order"
    assert set(states(offered).values()) == {State.SUBMITTED}
    (chosen,) = select([rows[1]], acting_user=officer, reason="A nghỉ thai sản")
    assert chosen.state_reason == "A nghỉ thai sản"


def test_who_cannot_have_a_place_holds_up_nobody(
    snv: ActingUser, stc: ActingUser, officer: ActingUser
) -> None:
    cast.quota("SNV", 0)
    cast.quota("STC", 1)
    person("A", due=50)
    person("X", "STC", due=60)
    offered = a_class()
    handed_in(offered, "A", snv)
    theirs = handed_in(offered, "X", stc)
    assert select(theirs, acting_user=officer)[0].state == State.SELECTED


def test_more_than_the_capacity_are_not_selected_not_even_in_part(
    snv: ActingUser, officer: ActingUser
) -> None:
    for code in "ABC":
        person(code)
    offered = a_class(capacity=2)
    rows = handed_in(offered, "ABC", snv)
    with pytest.raises(RefusedError) as refusal:
        select(rows, acting_user=officer)
    assert refusal.value.code == "class_full"
    assert set(states(offered).values()) == {State.SUBMITTED}


def test_a_refusal_has_a_reason_that_the_agency_is_told(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class()
    rows = handed_in(offered, [person("A")], snv)
    with pytest.raises(RefusedError):
        refuse(rows, "", acting_user=officer)
    refuse(rows, "hết chỗ", acting_user=officer)
    assert of(offered, "A").state_reason == "hết chỗ"
    notice = Notice.objects.get(kind="nomination.refused")
    assert (notice.recipient, notice.figures["reason"]) == (snv.user, "hết chỗ")


def test_a_selection_and_a_refusal_can_be_undone(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class()
    person("A", due=50)
    person("B", due=60)
    rows = handed_in(offered, "AB", snv)
    select([rows[0]], acting_user=officer)
    refuse([rows[1]], "hết chỗ", acting_user=officer)
    take_back(rows, acting_user=officer)
    assert set(states(offered).values()) == {State.SUBMITTED}
    assert of(offered, "B").state_reason == ""


def test_who_waits_stands_in_the_order_of_the_ranks(snv: ActingUser, officer: ActingUser) -> None:
    for code, due in (("A", 90), ("B", 70), ("C", 80)):
        person(code, due=due)
    offered = a_class(capacity=0)
    put_on_waiting_list(handed_in(offered, "ABC", snv), acting_user=officer)
    numbers = Nomination.objects.order_by("waiting_no").values_list("person", "waiting_no")
    assert list(numbers) == [("B", 1), ("C", 2), ("A", 3)]


def test_only_the_province_ranks_and_selects(
    snv: ActingUser, officer: ActingUser, approver: ActingUser
) -> None:
    offered = a_class()
    rows = handed_in(offered, [person("A")], snv)
    for who in (snv, approver):
        for act in (select, put_on_waiting_list, take_back):
            with pytest.raises(PermissionDenied):
                act(rows, acting_user=who)
        with pytest.raises(PermissionDenied):
            rank_class(offered, acting_user=who)


def test_the_trail_has_the_counter_with_the_nomination(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class()
    select(handed_in(offered, [person("A")], snv), acting_user=officer)
    changes = AuditChange.objects.filter(entry__action="sending.nomination.select")
    seen = {change.object_type: (change.before, change.after) for change in changes}
    assert seen["sending.offeredclass"] == ({"taken": 0}, {"taken": 1})
    assert seen["sending.nomination"][1]["state"] == "selected"


def test_the_place_of_a_nomination_that_was_never_ranked_is_last() -> None:
    assert place_of(Nomination()) > 1_000_000


def test_the_agency_is_told_once_and_the_official_of_their_own(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class()
    rows = handed_in(offered, [person("A"), person("B")], snv)
    learner = User.objects.create_user("hoc-vien-a", person_id="A")
    select(rows, acting_user=officer)
    told = Notice.objects.filter(kind__startswith="nomination.").exclude(recipient=officer.user)
    assert sorted(told.values_list("recipient__username", "kind")) == [
        ("cb-SNV", "nomination.selected"),
        ("hoc-vien-a", "nomination.you_selected"),
    ]
    assert told.get(recipient=snv.user).figures["count"] == 2
    assert "Nguyễn Văn A" in told.get(recipient=learner).figures["name"]
