"""Withdrawn, deferred, replaced, decided, joined: each with what follows for its place."""

from __future__ import annotations

import pytest

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, in_days, of, person, states
from thuctien.base.acting import ActingUser
from thuctien.people.models import Person
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import (
    cancel_class,
    defer,
    mark_decided,
    mark_joined,
    mark_not_joined,
    mark_undecided,
    put_on_waiting_list,
    select,
    substitute,
    withdraw,
)


def selected(offered: OfferedClass, codes: str, by: ActingUser, officer: ActingUser) -> None:
    """Have people of a class selected."""
    select(handed_in(offered, codes, by), acting_user=officer)


def test_withdrawing_needs_a_reason_but_not_for_a_draft(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class()
    handed_in(offered, [person("A")], snv)
    with pytest.raises(RefusedError) as refusal:
        withdraw(of(offered, "A"), "", acting_user=snv)
    assert refusal.value.code == "say_why"
    assert withdraw(of(offered, "A"), "ốm", acting_user=snv).state_reason == "ốm"


def test_what_is_over_cannot_be_withdrawn_again(snv: ActingUser) -> None:
    offered = a_class()
    handed_in(offered, [person("A")], snv)
    withdraw(of(offered, "A"), "ốm", acting_user=snv)
    with pytest.raises(RefusedError) as refusal:
        withdraw(of(offered, "A"), "ốm", acting_user=snv)
    assert refusal.value.code == "wrong_state"


def test_who_is_deferred_has_a_place_in_the_later_class_where_one_is_free(
    snv: ActingUser, officer: ActingUser
) -> None:
    first, later = a_class("L1", capacity=1), a_class("L2", starts=120)
    for code in "AB":
        person(code, due=100 + ord(code))
    a, b = handed_in(first, "AB", snv)
    select([a], acting_user=officer)
    put_on_waiting_list([b], acting_user=officer)
    new = defer(a, later, "nghỉ thai sản", acting_user=snv)
    assert (new.state, new.follows_id) == (State.SELECTED, a.pk)
    assert states(first) == {"A": State.DEFERRED, "B": State.OFFERED}
    assert of(first, "A").state_reason == "nghỉ thai sản"


def test_who_is_deferred_to_a_full_class_waits_before_all_others(
    snv: ActingUser, officer: ActingUser
) -> None:
    first, later = a_class("L1", capacity=1), a_class("L2", capacity=1, starts=120)
    for code in "ABC":
        person(code, due=100 + ord(code))
    selected(first, "A", snv, officer)
    selected(later, "B", snv, officer)
    put_on_waiting_list(handed_in(later, "C", snv), acting_user=officer)
    defer(of(first, "A"), later, "công tác", acting_user=snv)
    assert states(later) == {"B": State.SELECTED, "C": State.WAITING, "A": State.WAITING}
    withdraw(of(later, "B"), "ốm", acting_user=snv)
    assert states(later)["A"] == State.OFFERED


def test_who_had_no_place_is_handed_in_as_early_as_before(
    snv: ActingUser, officer: ActingUser
) -> None:
    first, later = a_class("L1"), a_class("L2", starts=120)
    handed_in(first, [person("A")], snv)
    old = of(first, "A")
    new = defer(old, later, "công tác", acting_user=snv)
    assert (new.state, new.submitted_at) == (State.SUBMITTED, old.submitted_at)


def test_an_earlier_class_or_another_programme_is_no_class_to_defer_to(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class("L1")
    handed_in(offered, [person("A")], snv)
    for target in (a_class("L0", starts=20), offered):
        with pytest.raises(RefusedError) as refusal:
            defer(of(offered, "A"), target, "công tác", acting_user=snv)
        assert refusal.value.code == "not_a_later_class"


def test_after_a_class_was_cancelled_another_can_be_chosen(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered, other = a_class("L1"), a_class("L2", starts=30)
    selected(offered, person("A"), snv, officer)
    cancel_class(offered, "dời lịch", acting_user=officer)
    new = defer(of(offered, "A"), other, "lớp cũ bị hủy", acting_user=snv)
    assert new.state == State.SELECTED


def test_a_substitute_takes_the_place_without_its_being_free_for_others(
    snv: ActingUser, officer: ActingUser
) -> None:
    cast.quota("SNV", 1)
    offered = a_class(capacity=1)
    for code in "ABC":
        person(code, due=100 + ord(code))
    selected(offered, "A", snv, officer)
    put_on_waiting_list(handed_in(offered, "C", snv), acting_user=officer)
    taker = substitute(of(offered, "A"), "B", "chuyển công tác", acting_user=snv)
    assert states(offered) == {"A": State.SUBSTITUTED, "C": State.WAITING, "B": State.SELECTED}
    assert taker.follows == of(offered, "A")
    assert OfferedClass.objects.get(pk=offered.pk).taken == 1


def test_a_substitute_for_somebody_decided_needs_a_new_decision(
    snv: ActingUser, officer: ActingUser, approver: ActingUser
) -> None:
    offered = a_class()
    selected(offered, person("A"), snv, officer)
    mark_decided([of(offered, "A")], "7/QĐ", acting_user=approver)
    taker = substitute(of(offered, "A"), person("B"), "ốm", acting_user=snv)
    assert (taker.state, taker.decision_no) == (State.SELECTED, "")


def test_who_waits_can_be_the_substitute_of_a_colleague(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class(capacity=1)
    for code in "AB":
        person(code, due=100 + ord(code))
    selected(offered, "A", snv, officer)
    put_on_waiting_list(handed_in(offered, "B", snv), acting_user=officer)
    substitute(of(offered, "A"), "B", "ốm", acting_user=snv)
    assert states(offered) == {"A": State.SUBSTITUTED, "B": State.SELECTED}
    assert Nomination.objects.filter(person="B").count() == 1


def test_a_substitute_is_of_the_same_agency_and_eligible(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class()
    selected(offered, person("A"), snv, officer)
    person("X", "STC")
    with pytest.raises(RefusedError) as refusal:
        substitute(of(offered, "A"), "X", "ốm", acting_user=officer)
    assert refusal.value.code == "another_agency"
    cast.rule_of_age(30)
    Person.objects.filter(pk=person("B")).update(birth_date=in_days(-365 * 20))
    with pytest.raises(RefusedError) as refusal:
        substitute(of(offered, "A"), "B", "ốm", acting_user=snv)
    assert refusal.value.code == "not_met"
    assert states(offered) == {"A": State.SELECTED}


def test_from_selected_to_joined(
    snv: ActingUser, officer: ActingUser, approver: ActingUser
) -> None:
    offered = a_class()
    selected(offered, person("A"), snv, officer)
    rows = [of(offered, "A")]
    with pytest.raises(RefusedError):
        mark_joined(rows, acting_user=snv)
    (decided,) = mark_decided(rows, "7/QĐ-SNV", acting_user=approver)
    assert (decided.state, decided.decision_no) == (State.DECIDED, "7/QĐ-SNV")
    with pytest.raises(RefusedError) as refusal:
        mark_joined(rows, acting_user=snv)
    assert refusal.value.code == "class_not_begun"
    OfferedClass.objects.filter(pk=offered.pk).update(starts_on=in_days(0))
    assert mark_joined(rows, acting_user=snv)[0].state == State.JOINED


def test_a_cancelled_decision_leaves_people_selected(
    snv: ActingUser, officer: ActingUser, approver: ActingUser
) -> None:
    offered = a_class()
    selected(offered, person("A"), snv, officer)
    mark_decided([of(offered, "A")], "7/QĐ", acting_user=approver)
    (row,) = mark_undecided([of(offered, "A")], acting_user=approver)
    assert (row.state, row.decision_no) == (State.SELECTED, "")


def test_who_does_not_come_gives_the_place_back_with_a_reason(
    snv: ActingUser, officer: ActingUser, approver: ActingUser
) -> None:
    offered = a_class(capacity=1)
    for code in "AB":
        person(code, due=100 + ord(code))
    selected(offered, "A", snv, officer)
    put_on_waiting_list(handed_in(offered, "B", snv), acting_user=officer)
    mark_decided([of(offered, "A")], "7/QĐ", acting_user=approver)
    mark_not_joined([of(offered, "A")], "ốm", acting_user=snv)
    assert states(offered) == {"A": State.NOT_JOINED, "B": State.OFFERED}
