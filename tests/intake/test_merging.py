"""Two people become one, and two again."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.conftest import holding
from tests.intake.fingerprint import fingerprint
from thuctien.base.acting import ActingUser
from thuctien.base.policy import Role
from thuctien.intake.images import followers_of_people
from thuctien.intake.models import PersonPair, Verdict
from thuctien.intake.services.merging import (
    MERGED,
    CannotMergeError,
    compare_people,
    merge_people,
    undo_merge,
)
from thuctien.intake.services.pairs import decide_pair
from thuctien.intake.services.undoing import CannotUndoError
from thuctien.people.models import Appointment, Holding, Person

pytestmark = pytest.mark.django_db


def test_every_model_that_refers_to_people_is_handled() -> None:
    """A new model is to be given its line: what becomes of its rows when two people are one?"""
    assert set(followers_of_people()) - {"people.person"} == set(MERGED)


def test_of_each_model_the_columns_are_those_that_must_be_unique() -> None:
    for label, columns in MERGED.items():
        model = apps.get_model(label)
        for constraint in model._meta.constraints:
            fields = getattr(constraint, "fields", ())
            if "person" in fields and constraint.condition is None:
                names = {model._meta.get_field(name).attname for name in fields}
                assert names == {"person_id", *(columns or ())}, label


def test_everything_of_both_is_of_the_one(people: list[Person], acting: ActingUser) -> None:
    keeper, loser = people[0], people[1]
    held = set(Holding.objects.filter(person__in=(keeper, loser)).values_list("pk", flat=True))
    compared = compare_people(keeper, loser, acting_user=acting)
    merge = merge_people(keeper, loser, acting_user=acting)
    assert not Person.objects.filter(pk=loser.pk).exists()
    went = {int(c.lost_key) for c in compared.clashes if c.label == "people.holding"}
    now = set(Holding.objects.filter(person=keeper).values_list("pk", flat=True))
    assert now == held - went
    assert Appointment.objects.filter(person=keeper).count() >= 2
    assert merge.moved["people.appointment"] >= 1


def test_undo_leaves_the_tables_byte_for_byte(people: list[Person], acting: ActingUser) -> None:
    before = fingerprint()
    merge = merge_people(people[0], people[1], fields=("full_name",), acting_user=acting)
    assert fingerprint() != before
    undo_merge(merge, acting_user=acting)
    assert fingerprint() == before


def test_a_field_is_taken_where_it_was_chosen(people: list[Person], acting: ActingUser) -> None:
    keeper, loser = people[0], people[1]
    merge_people(keeper, loser, fields=("full_name", "birth_date"), acting_user=acting)
    keeper.refresh_from_db()
    assert (keeper.full_name, keeper.birth_date) == (loser.full_name, loser.birth_date)
    assert keeper.folded_name == loser.folded_name


def test_of_two_rows_with_one_key_the_chosen_one_stays(
    people: list[Person], acting: ActingUser
) -> None:
    keeper, loser = people[0], people[1]
    held = Holding.objects.filter(person=keeper)[0]
    double = Holding.objects.create(
        person=loser,
        qualification=held.qualification,
        awarded_on=held.awarded_on,
        awarded_on_precision=held.awarded_on_precision,
        evidence="bản của người kia",
    )
    compared = compare_people(keeper, loser, acting_user=acting)
    (clash,) = (c for c in compared.clashes if c.label == "people.holding")
    merge_people(keeper, loser, rows=(clash.name,), acting_user=acting)
    kept = Holding.objects.get(
        person=keeper, qualification=held.qualification, awarded_on=held.awarded_on
    )
    assert kept.pk == double.pk


def test_a_later_change_keeps_a_merge(people: list[Person], acting: ActingUser) -> None:
    merge = merge_people(people[0], people[1], acting_user=acting)
    Person.objects.filter(pk=people[0].pk).update(note="sửa sau")
    with pytest.raises(CannotUndoError):
        undo_merge(merge, acting_user=acting)


def test_nobody_merges_people_of_another_unit(people: list[Person]) -> None:
    stranger = ActingUser(user=holding(Role.AGENCY_OFFICER, "xa", "CQ01"))
    with pytest.raises(PermissionDenied):
        merge_people(people[0], people[1], acting_user=stranger)


def test_nobody_is_merged_with_themselves(people: list[Person], acting: ActingUser) -> None:
    with pytest.raises(CannotMergeError):
        merge_people(people[0], people[0], acting_user=acting)


def test_nobody_decides_of_a_pair_of_which_one_is_in_another_unit(
    people: list[Person], acting: ActingUser
) -> None:
    stranger = Person.objects.exclude(pk__in=[person.pk for person in people])[0]
    now = timezone.now()
    mine = PersonPair.objects.create(first=people[0], second=people[1], score=1, found_at=now)
    half = PersonPair.objects.create(first=people[0], second=stranger, score=1, found_at=now)
    decide_pair(mine, Verdict.OTHER, acting_user=acting)
    with pytest.raises(PermissionDenied):
        decide_pair(half, Verdict.OTHER, acting_user=acting)
    half.refresh_from_db()
    assert half.verdict == ""
