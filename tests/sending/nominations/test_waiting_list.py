"""The waiting list moves up by itself, in its order, with every edge at which others fail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, in_days, of, person, states
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.notices.models import Notice
from thuctien.people.models import Person
from thuctien.sending.models import NominationEvent, OfferedClass
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import (
    accept_offer,
    begin_class,
    cancel_class,
    change_capacity,
    decline_offer,
    expire_offers,
    fill_free_places,
    mark_decided,
    mark_not_joined,
    put_on_waiting_list,
    select,
    take_back,
    withdraw,
)


def full_class(
    codes: str, by: ActingUser, officer: ActingUser, *, capacity: int = 2, starts: int = 60
) -> OfferedClass:
    """Fill a class with the first of the people, and let the others wait in their order."""
    for code in codes:
        person(code, due=100 + ord(code))
    offered = a_class(capacity=capacity, starts=starts)
    rows = handed_in(offered, codes, by)
    select(rows[:capacity], acting_user=officer)
    if rows[capacity:]:
        put_on_waiting_list(rows[capacity:], acting_user=officer)
    return offered


def in_order(offered: OfferedClass, codes: str) -> list[str]:
    """Return where people of a class are."""
    return [states(offered)[code] for code in codes]


def test_the_place_goes_to_the_first_not_the_last(snv: ActingUser, officer: ActingUser) -> None:
    """pretix #2119: the voucher went to the last person."""
    offered = full_class("ABCDE", snv, officer)
    withdraw(of(offered, "A"), "đi công tác", acting_user=snv)
    assert states(offered) == {
        "A": State.WITHDRAWN,
        "B": State.SELECTED,
        "C": State.OFFERED,
        "D": State.WAITING,
        "E": State.WAITING,
    }


def test_two_places_free_at_once_move_two_up(snv: ActingUser, officer: ActingUser) -> None:
    offered = full_class("ABCDE", snv, officer)
    decision = [of(offered, "A"), of(offered, "B")]
    mark_decided(decision, "12/QĐ", acting_user=SYSTEM)
    mark_not_joined(decision, "ốm", acting_user=snv)
    assert [states(offered)[code] for code in "CDE"] == [
        State.OFFERED,
        State.OFFERED,
        State.WAITING,
    ]


def test_a_raised_capacity_bypasses_neither_order_nor_approval(
    snv: ActingUser, officer: ActingUser
) -> None:
    """mod_booking #899: raising the limit made people participants without approval."""
    offered = full_class("ABCDE", snv, officer)
    change_capacity(offered, 4, acting_user=officer)
    assert [states(offered)[code] for code in "CDE"] == [
        State.OFFERED,
        State.OFFERED,
        State.WAITING,
    ]
    accepted = accept_offer(of(offered, "C"), acting_user=snv)
    assert accepted.state == State.SELECTED
    assert accepted.decision_no == ""


def test_a_lowered_capacity_takes_no_place_away(snv: ActingUser, officer: ActingUser) -> None:
    offered = full_class("AB", snv, officer)
    with pytest.raises(RefusedError) as refusal:
        change_capacity(offered, 1, acting_user=officer)
    assert refusal.value.code == "capacity_below_taken"
    assert OfferedClass.objects.get(pk=offered.pk).capacity == 2


def test_the_next_in_line_who_is_no_longer_eligible_is_passed_over(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABCD", snv, officer)
    cast.rule_of_age(30)
    Person.objects.filter(pk="C").update(birth_date=in_days(-365 * 20))
    withdraw(of(offered, "A"), "đi công tác", acting_user=snv)
    assert [states(offered)[code] for code in "CD"] == [State.WAITING, State.OFFERED]
    event = NominationEvent.objects.get(nomination=of(offered, "C"), code="passed_over")
    assert event.figures["why"] == "not_met"
    assert Notice.objects.filter(kind="nomination.passed_over").count() == 1


def test_who_is_passed_over_for_the_same_reason_again_is_not_told_again(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABCD", snv, officer)
    cast.rule_of_age(30)
    Person.objects.filter(pk="C").update(birth_date=in_days(-365 * 20))
    withdraw(of(offered, "A"), "đi công tác", acting_user=snv)
    withdraw(of(offered, "B"), "đi công tác", acting_user=snv)
    assert Notice.objects.filter(kind="nomination.passed_over").count() == 1
    change_capacity(offered, 9, acting_user=officer)
    fill_free_places(acting_user=SYSTEM, today=timezone.localdate())
    assert NominationEvent.objects.filter(code="passed_over").count() == 1


def test_the_next_in_line_who_is_elsewhere_by_now_is_passed_over(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABCD", snv, officer)
    other = a_class("L2", starts=62)
    select(handed_in(other, "C", snv), acting_user=officer)
    withdraw(of(offered, "A"), "đi công tác", acting_user=snv)
    assert [states(offered)[code] for code in "CD"] == [State.WAITING, State.OFFERED]
    assert of(offered, "C").state_code == "other_class"


def test_who_has_reached_the_most_turns_of_a_year_is_passed_over(
    snv: ActingUser, officer: ActingUser
) -> None:
    """mod_booking #1113: the limit per user was wrong where the waiting list moved up."""
    offered = full_class("ABCD", snv, officer)
    year_start = offered.starts_on
    for number in range(3):
        other = a_class(f"T{number}", programme=cast.another_programme(f"KN{number}"))
        day = year_start + timedelta(days=21 * (number + 1))
        same_year = (
            day if day.year == year_start.year else year_start - timedelta(days=21 * (number + 1))
        )
        OfferedClass.objects.filter(pk=other.pk).update(starts_on=same_year, ends_on=same_year)
        other.refresh_from_db()
        if same_year <= timezone.localdate():
            pytest.skip("the year is too young or too old for four classes in it")
        select(handed_in(other, "C", snv), acting_user=officer)
    withdraw(of(offered, "A"), "đi công tác", acting_user=snv)
    assert of(offered, "C").state_code == "most_turns"
    assert states(offered)["D"] == State.OFFERED


def test_nobody_moves_up_after_the_class_began(snv: ActingUser, officer: ActingUser) -> None:
    """mod_booking #937: people moved up after the course had begun."""
    offered = full_class("ABC", snv, officer)
    OfferedClass.objects.filter(pk=offered.pk).update(starts_on=timezone.localdate())
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    assert states(offered)["C"] == State.WAITING
    begin_class(offered, acting_user=officer)
    assert states(offered)["C"] == State.REFUSED
    assert of(offered, "C").state_code == "class_begun"
    assert fill_free_places(acting_user=SYSTEM, today=timezone.localdate()) == 0


def test_a_class_cannot_begin_before_its_day(snv: ActingUser, officer: ActingUser) -> None:
    with pytest.raises(RefusedError) as refusal:
        begin_class(a_class(), acting_user=officer)
    assert refusal.value.code == "class_not_begun"


def test_a_place_that_the_office_cancels_goes_to_the_next(
    snv: ActingUser, officer: ActingUser
) -> None:
    """mod_booking #986: cancelling in the office did not move the list up."""
    offered = full_class("ABC", snv, officer)
    withdraw(of(offered, "B"), "theo đề nghị của sở", acting_user=officer)
    assert states(offered)["C"] == State.OFFERED


def test_who_waits_but_whose_agency_has_no_seat_left_is_passed_over(
    snv: ActingUser, stc: ActingUser, officer: ActingUser
) -> None:
    cast.quota("SNV", 2)
    cast.quota("STC", 2)
    offered = a_class(capacity=3)
    for code in "ABC":
        person(code, due=100 + ord(code))
    for code in "XY":
        person(code, "STC", due=300 + ord(code))
    mine = handed_in(offered, "ABC", snv)
    theirs = handed_in(offered, "XY", stc)
    select([*mine[:2], theirs[0]], acting_user=officer)
    put_on_waiting_list([mine[2], theirs[1]], acting_user=officer)
    assert states(offered)["C"] == State.WAITING
    withdraw(of(offered, "X"), "ốm", acting_user=stc)
    assert [states(offered)[code] for code in "CY"] == [State.WAITING, State.OFFERED]
    assert of(offered, "C").state_code == "quota_used_up"


def test_nobody_jumps_the_queue(snv: ActingUser, officer: ActingUser) -> None:
    """mod_booking #693: others took the place that fell free."""
    offered = full_class("ABC", snv, officer)
    person("Z", force="overdue", due=-10)
    newcomer = handed_in(offered, "Z", snv)
    with pytest.raises(RefusedError) as refusal:
        select(newcomer, acting_user=officer)
    assert refusal.value.code == "waiting_list_first"
    put_on_waiting_list(newcomer, acting_user=officer)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    assert [states(offered)[code] for code in "CZ"] == [State.OFFERED, State.WAITING]


def test_a_declined_place_goes_to_the_next(snv: ActingUser, officer: ActingUser) -> None:
    offered = full_class("ABCD", snv, officer)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    with pytest.raises(RefusedError):
        decline_offer(of(offered, "C"), " ", acting_user=snv)
    decline_offer(of(offered, "C"), "bận việc", acting_user=snv)
    assert [states(offered)[code] for code in "CD"] == [State.WITHDRAWN, State.OFFERED]


def test_an_offer_that_is_not_answered_in_time_goes_to_the_next(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABCD", snv, officer)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    answer_by = of(offered, "C").answer_by
    assert answer_by is not None
    assert expire_offers(acting_user=SYSTEM, today=answer_by) == 0
    assert expire_offers(acting_user=SYSTEM, today=answer_by + timedelta(days=1)) == 1
    assert [states(offered)[code] for code in "CD"] == [State.WITHDRAWN, State.OFFERED]
    assert of(offered, "C").state_code == "offer_expired"


def test_an_offer_cannot_be_taken_after_its_time(snv: ActingUser, officer: ActingUser) -> None:
    offered = full_class("ABC", snv, officer)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    late = of(offered, "C")
    type(late).objects.filter(pk=late.pk).update(answer_by=in_days(-1))
    with pytest.raises(RefusedError) as refusal:
        accept_offer(late, acting_user=snv)
    assert refusal.value.code == "answer_time_over"


def test_the_time_to_answer_ends_before_the_class_starts(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABC", snv, officer, starts=2)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    assert of(offered, "C").answer_by == in_days(1)


def test_the_agency_and_nobody_else_is_told_of_an_offer(
    snv: ActingUser, stc: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABC", snv, officer)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    told = Notice.objects.filter(kind="nomination.offered")
    assert [notice.recipient for notice in told] == [snv.user]
    assert "Nguyễn Văn C" in str(told[0].figures)


def test_undoing_a_selection_moves_the_list_up(snv: ActingUser, officer: ActingUser) -> None:
    offered = full_class("ABC", snv, officer)
    take_back([of(offered, "A")], acting_user=officer)
    assert [states(offered)[code] for code in "AC"] == [State.SUBMITTED, State.OFFERED]


def test_when_a_class_is_cancelled_all_are_told_and_no_place_is_held(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABC", snv, officer)
    cancel_class(offered, "không đủ giảng viên", acting_user=officer)
    assert set(states(offered).values()) == {State.WITHDRAWN}
    assert Notice.objects.filter(kind="nomination.class_cancelled").count() == 3
    assert OfferedClass.objects.get(pk=offered.pk).taken == 0


def test_the_class_instead_takes_over_places_and_the_waiting_list_keeps_its_order(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABC", snv, officer)
    instead = a_class("L2", capacity=1, starts=90)
    cancel_class(offered, "dời lịch", acting_user=officer, instead=instead)
    assert states(instead) == {"A": State.SELECTED, "B": State.WAITING, "C": State.SUBMITTED}
    assert of(instead, "B").keeps_priority


def test_a_place_that_falls_free_by_a_mended_record_is_offered_at_night(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = full_class("ABC", snv, officer)
    rule = cast.rule_of_age(30)
    Person.objects.filter(pk="C").update(birth_date=in_days(-365 * 20))
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    rule.delete()
    assert fill_free_places(acting_user=SYSTEM, today=timezone.localdate()) == 1
    assert states(offered)["C"] == State.OFFERED
