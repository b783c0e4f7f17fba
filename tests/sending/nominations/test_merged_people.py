"""Two records of one person who are both nominated: nothing is lost, and no seat is miscounted."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, person
from thuctien.base.acting import ActingUser
from thuctien.intake.services.merging import CannotMergeError, merge_people, undo_merge
from thuctien.people.models import Person
from thuctien.sending.models import Nomination, NominationEvent, OfferedClass
from thuctien.sending.services.nominations import select, withdraw


def _both_selected(snv: ActingUser, officer: ActingUser) -> tuple[Person, Person]:
    cast.quota("SNV", 2)
    select(handed_in(a_class(capacity=2), [person("A"), person("B")], snv), acting_user=officer)
    return Person.objects.get(pk="A"), Person.objects.get(pk="B")


def _history() -> list[dict[str, object]]:
    return list(NominationEvent.objects.order_by("pk").values())


def test_both_on_the_way_to_one_class_are_not_merged(
    snv: ActingUser, officer: ActingUser, client: Client
) -> None:
    keeper, loser = _both_selected(snv, officer)
    with pytest.raises(CannotMergeError) as refused:
        merge_people(keeper, loser, acting_user=officer)
    assert refused.value.apart == ("sending.nomination",)
    assert Person.objects.filter(pk="B").exists()
    assert OfferedClass.objects.get().taken == 2
    client.force_login(officer.user)
    answer = client.get("/people/merge/A/B/", follow=True)
    assert "đề cử" in answer.content.decode()


def test_once_one_is_withdrawn_they_are_and_both_nominations_stay(
    snv: ActingUser, officer: ActingUser
) -> None:
    keeper, loser = _both_selected(snv, officer)
    withdraw(Nomination.objects.get(person=loser), reason="Trùng hồ sơ", acting_user=officer)
    before = _history()
    merge = merge_people(keeper, loser, acting_user=officer)
    states = Nomination.objects.filter(person=keeper).values_list("state", flat=True)
    assert sorted(states) == sorted([State.SELECTED, State.WITHDRAWN])
    assert _history() == before
    undo_merge(merge, acting_user=officer)
    assert Nomination.objects.filter(person=loser).count() == 1
    assert _history() == before


def test_in_different_classes_they_are(snv: ActingUser, officer: ActingUser) -> None:
    cast.quota("SNV", 2)
    handed_in(a_class("L1"), [person("A")], snv)
    handed_in(a_class("L2", starts=200), [person("B")], snv)
    merge_people(Person.objects.get(pk="A"), Person.objects.get(pk="B"), acting_user=officer)
    assert Nomination.objects.filter(person="A").count() == 2
