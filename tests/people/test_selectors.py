"""People are found by the exact number only they have, though it is kept sealed."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from thuctien.engine.model import Province
from thuctien.people.models import Appointment, Person
from thuctien.people.selectors import has_number


@pytest.fixture
def numbered(stored_province: Province) -> Person:
    """Somebody with a personal number and, as a learner from abroad has one, a passport."""
    person = Person.objects.exclude(personal_number="").order_by("pk")[0]
    person.passport_number = "P0123456"
    person.save()
    return person


def test_a_number_finds_its_person_written_in_any_way(numbered: Person) -> None:
    number = numbered.personal_number
    for text in (number, f" {number[:3]} {number[3:6]}.{number[6:]} ", "P0123456"):
        assert list(Person.objects.filter(has_number(text))) == [numbered]


def test_a_part_of_a_number_finds_nobody(numbered: Person) -> None:
    for text in (numbered.personal_number[:-1], numbered.personal_number[1:], "", "Nguyễn"):
        assert not Person.objects.filter(has_number(text)).exists()


def test_the_way_to_the_person_may_be_longer(numbered: Person) -> None:
    found = Appointment.objects.filter(has_number(numbered.personal_number, "person__"))
    assert set(found.values_list("person_id", flat=True)) == {numbered.pk}


def test_a_number_is_found_after_a_new_key_came(numbered: Person, settings: Settings) -> None:
    settings.DATA_KEYS = ["n" * 32, *settings.DATA_KEYS]
    assert list(Person.objects.filter(has_number(numbered.personal_number))) == [numbered]
