"""Many act at once on one class: on PostgreSQL, where they really do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, of, person, states
from thuctien.base.acting import ActingUser
from thuctien.people.models import Unit
from thuctien.sending.models import Allotment, Nomination
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import (
    accept_offer,
    decline_offer,
    defer,
    put_on_waiting_list,
    select,
    submit,
    withdraw,
)
from thuctien.sending.services.quotas import transfer_seats

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MANY = 8


def at_once(acts: Iterable[Callable[[], object]]) -> list[str]:
    """Do acts in threads of their own; return the refusals of those that were refused."""

    def done(act: Callable[[], object]) -> str:
        try:
            act()
        except RefusedError as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(MANY) as threads:
        return [code for code in threads.map(done, acts) if code]


def test_many_withdraw_at_once_and_as_many_move_up_each_once(
    snv: ActingUser, officer: ActingUser
) -> None:
    codes = [f"N{number:02}" for number in range(2 * MANY + 2)]
    for code in codes:
        person(code)
    offered = a_class(capacity=MANY)
    rows = handed_in(offered, codes, snv)
    select(rows[:MANY], acting_user=officer)
    put_on_waiting_list(rows[MANY:], acting_user=officer)
    assert at_once(partial(withdraw, row, "ốm", acting_user=snv) for row in rows[:MANY]) == []
    found = states(offered)
    assert [found[code] for code in codes[MANY : 2 * MANY]] == [State.OFFERED] * MANY
    assert [found[code] for code in codes[2 * MANY :]] == [State.WAITING] * 2


def test_withdrawing_one_nomination_many_times_frees_one_place(
    snv: ActingUser, officer: ActingUser
) -> None:
    offered = a_class(capacity=1)
    for code in "ABC":
        person(code, due=100 + ord(code))
    rows = handed_in(offered, "ABC", snv)
    select(rows[:1], acting_user=officer)
    put_on_waiting_list(rows[1:], acting_user=officer)
    refused = at_once([lambda: withdraw(rows[0], "ốm", acting_user=snv)] * MANY)
    assert refused == ["wrong_state"] * (MANY - 1)
    assert states(offered) == {"A": State.WITHDRAWN, "B": State.OFFERED, "C": State.WAITING}


def test_an_offer_is_taken_or_left_but_not_both(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class(capacity=1)
    for code in "ABC":
        person(code, due=100 + ord(code))
    rows = handed_in(offered, "ABC", snv)
    select(rows[:1], acting_user=officer)
    put_on_waiting_list(rows[1:], acting_user=officer)
    withdraw(rows[0], "ốm", acting_user=snv)
    refused = at_once(
        [
            lambda: accept_offer(rows[1], acting_user=snv),
            lambda: decline_offer(rows[1], "bận", acting_user=snv),
        ]
        * 3
    )
    assert len(refused) >= 4
    assert states(offered)["B"] in {State.SELECTED, State.WITHDRAWN}


def test_nobody_is_selected_for_two_classes_at_the_same_time(
    snv: ActingUser, officer: ActingUser
) -> None:
    for code in "ABCD":
        person(code)
    offers = [a_class(f"L{number}", capacity=4) for number in range(4)]
    rows = [handed_in(offered, "ABCD", snv) for offered in offers]
    refused = at_once(partial(select, ours, acting_user=officer) for ours in rows)
    assert refused == ["in_conflict"] * 3
    assert Nomination.objects.filter(state=State.SELECTED).count() == 4


def test_a_quota_is_not_overdrawn_while_it_is_handed_on(
    snv: ActingUser, officer: ActingUser
) -> None:
    seats = cast.quota("SNV", 4)
    codes = [f"N{number}" for number in range(4)]
    for code in codes:
        person(code, due=100 + int(code[1]))
    offered = a_class(capacity=9)
    rows = handed_in(offered, codes, snv)
    stc = Unit.objects.get(pk="STC")
    acts: list[Callable[[], object]] = [
        partial(select, [row], acting_user=officer, reason="x") for row in rows
    ]
    acts += [lambda: transfer_seats(seats, stc, 1, "dư", acting_user=officer)] * 4
    at_once(acts)
    giver, receiver = Allotment.objects.order_by("pk")
    assert giver.seats + receiver.seats == 4
    assert giver.taken <= giver.seats


def test_deferring_to_and_fro_between_two_classes_never_locks_up(
    snv: ActingUser, officer: ActingUser
) -> None:
    first, second = a_class("L1", capacity=4), a_class("L2", capacity=4)
    for code in "ABCDEFGH":
        person(code)
    select(handed_in(first, "ABCD", snv), acting_user=officer)
    select(handed_in(second, "EFGH", snv), acting_user=officer)
    acts = [
        *(partial(defer, of(first, c), second, "x", acting_user=snv) for c in "ABCD"),
        *(partial(defer, of(second, c), first, "x", acting_user=snv) for c in "EFGH"),
    ]
    assert at_once(acts) == []
    assert Nomination.objects.filter(state=State.DEFERRED).count() == 8


def test_a_draft_handed_in_twice_at_once_goes_in_once(snv: ActingUser) -> None:
    offered = a_class()
    rows = handed_in(offered, [person("A")], snv)
    Nomination.objects.filter(pk=rows[0].pk).update(state=State.DRAFT)
    refused = at_once([lambda: submit(rows, acting_user=snv)] * MANY)
    assert refused == ["wrong_state"] * (MANY - 1)
