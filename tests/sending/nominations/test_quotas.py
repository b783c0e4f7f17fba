"""Quotas: given from above, shared out, handed on; never below what is in use."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, person, states
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry
from thuctien.catalogue.models import Programme
from thuctien.notices.models import Notice
from thuctien.people.models import Unit
from thuctien.sending.models import Allotment, AllotmentTransfer, Quota, Round
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import put_on_waiting_list, select
from thuctien.sending.services.quotas import allot_seats, set_quota_from_above, transfer_seats


def unit(code: str) -> Unit:
    return Unit.objects.get(pk=code)


def programme() -> Programme:
    return Programme.objects.get(pk=cast.PROGRAMME)


def test_a_number_from_above_may_come_and_grow_during_the_year(officer: ActingUser) -> None:
    found = Round.objects.get()
    allot_seats(found, programme(), unit("SNV"), 4, acting_user=officer)
    with pytest.raises(RefusedError) as refusal:
        set_quota_from_above(found.year, programme(), 3, "CV 1", acting_user=officer)
    assert refusal.value.code == "quota_below_allotted"
    set_quota_from_above(found.year, programme(), 5, "CV 1", acting_user=officer)
    set_quota_from_above(found.year, programme(), 9, "CV 2", acting_user=officer)
    quota = Quota.objects.get()
    assert (quota.seats, quota.source) == (9, "CV 2")


def test_a_number_from_above_rests_on_a_document(officer: ActingUser) -> None:
    with pytest.raises(RefusedError) as refusal:
        set_quota_from_above(2027, programme(), 3, " ", acting_user=officer)
    assert refusal.value.code == "say_why"


def test_agencies_are_not_given_more_than_came_from_above(officer: ActingUser) -> None:
    found = Round.objects.get()
    set_quota_from_above(found.year, programme(), 5, "CV 1", acting_user=officer)
    allot_seats(found, programme(), unit("SNV"), 3, acting_user=officer)
    with pytest.raises(RefusedError) as refusal:
        allot_seats(found, programme(), unit("STC"), 3, acting_user=officer)
    assert refusal.value.code == "above_quota"
    allot_seats(found, programme(), unit("STC"), 2, acting_user=officer)


def test_an_agency_keeps_the_seats_that_it_uses(snv: ActingUser, officer: ActingUser) -> None:
    seats = cast.quota("SNV", 2)
    select(handed_in(a_class(), [person("A")], snv), acting_user=officer)
    with pytest.raises(RefusedError) as refusal:
        allot_seats(seats.round, seats.programme, unit("SNV"), 0, acting_user=officer)
    assert refusal.value.code == "seats_below_taken"
    with pytest.raises(RefusedError) as refusal:
        transfer_seats(seats, unit("STC"), 2, "dư", acting_user=officer)
    assert refusal.value.code == "seats_below_taken"
    assert Allotment.objects.get().seats == 2


def test_who_waits_at_the_receiver_moves_up(
    snv: ActingUser, stc: ActingUser, officer: ActingUser
) -> None:
    giver = cast.quota("SNV", 2)
    cast.quota("STC", 0)
    offered = a_class()
    put_on_waiting_list(handed_in(offered, [person("X", "STC")], stc), acting_user=officer)
    assert states(offered) == {"X": State.WAITING}
    transfer_seats(giver, unit("STC"), 1, "không có người đi", acting_user=officer)
    assert states(offered) == {"X": State.OFFERED}
    assert {notice.kind for notice in Notice.objects.filter(recipient=snv.user)} == {"quota.given"}
    assert "quota.received" in {n.kind for n in Notice.objects.filter(recipient=stc.user)}


def test_a_transfer_leaves_its_trail(officer: ActingUser) -> None:
    giver = cast.quota("SNV", 2)
    transfer_seats(giver, unit("STC"), 2, "không có người đi", acting_user=officer)
    transfer = AllotmentTransfer.objects.get()
    assert (transfer.seats, transfer.reason, transfer.by) == (2, "không có người đi", officer.user)
    entry = AuditEntry.objects.get(action="sending.allotment.transfer")
    assert entry.reason == "không có người đi"


@pytest.mark.parametrize(
    ("receiver", "seats", "reason", "code"),
    [
        ("STC", 1, " ", "say_why"),
        ("STC", 0, "dư", "nothing_to_transfer"),
        ("SNV", 1, "dư", "not_the_same_programme"),
    ],
)
def test_a_transfer_that_is_none_is_refused(
    officer: ActingUser, receiver: str, seats: int, reason: str, code: str
) -> None:
    giver = cast.quota("SNV", 2)
    with pytest.raises(RefusedError) as refusal:
        transfer_seats(giver, unit(receiver), seats, reason, acting_user=officer)
    assert refusal.value.code == code


def test_only_the_province_shares_seats_out(snv: ActingUser) -> None:
    giver = cast.quota("SNV", 2)
    for who in (snv, SYSTEM):
        with pytest.raises(PermissionDenied):
            transfer_seats(giver, unit("STC"), 1, "dư", acting_user=who)
    with pytest.raises(PermissionDenied):
        allot_seats(giver.round, giver.programme, unit("SNV"), 9, acting_user=snv)
    with pytest.raises(PermissionDenied):
        set_quota_from_above(2027, giver.programme, 9, "CV", acting_user=snv)
