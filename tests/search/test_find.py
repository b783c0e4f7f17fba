"""Who finds what."""

from __future__ import annotations

import random

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.guard import guarded
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.engine.text.folding import fold
from thuctien.people.models import Person, Unit
from thuctien.search.selectors import find

pytestmark = pytest.mark.usefixtures("stored_province")

MOST_QUERIES = 15
EVERYBODY = 1_000


@pytest.fixture
def province_officer(officer: User) -> ActingUser:
    """Somebody who may see everybody."""
    return ActingUser(user=officer)


def _titles(text: str, acting_user: ActingUser, kind: str = "people", most: int = 8) -> list[str]:
    with guarded():
        groups = find(text, acting_user=acting_user, most=most)
    return [hit.title for group in groups if group.kind.name == kind for hit in group.hits]


def _mistyped(name: str, draw: random.Random) -> str:
    """Return a name with two neighbours swapped, a letter missing, or a wrong one, in one word."""
    words = fold(name).split()
    place = draw.choice([i for i, word in enumerate(words) if len(word) > 2])
    word = words[place]
    at = draw.randrange(len(word) - 1)
    words[place] = draw.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + draw.choice("aeioubcdghklmnt") + word[at + 1 :],
        ]
    )
    return " ".join(words)


def test_everybody_is_found_by_name_with_and_without_marks(province_officer: ActingUser) -> None:
    for name in Person.objects.order_by("pk").values_list("full_name", flat=True)[:40]:
        assert name in _titles(name, province_officer)
        assert name in _titles(fold(name), province_officer)


def test_everybody_is_found_with_a_slip_of_the_keyboard(province_officer: ActingUser) -> None:
    """A slip that spells another name may put others first, so a page of results is looked at."""
    draw = random.Random(4)  # noqa: S311 - slips made up for a test, no secret
    names = list(Person.objects.order_by("pk").values_list("full_name", flat=True)[:60])
    typed = {name: _mistyped(name, draw) for name in names}
    missed = [name for name in names if name not in _titles(typed[name], province_officer, most=20)]
    assert missed == []


def test_a_code_finds_its_person(province_officer: ActingUser) -> None:
    person = Person.objects.order_by("pk")[7]
    assert _titles(person.pk.lower(), province_officer) == [person.full_name]


def test_a_personal_number_finds_its_person_and_a_part_of_it_nobody(
    province_officer: ActingUser,
) -> None:
    person = Person.objects.exclude(personal_number="").order_by("pk")[7]
    number = person.personal_number
    for typed in (number, f"{number[:3]} {number[3:6]} {number[6:]}"):
        assert _titles(typed, province_officer) == [person.full_name]
    assert _titles(number[:-1], province_officer) == []


def test_marks_as_typed_come_before_other_marks(province_officer: ActingUser) -> None:
    """«Hoà» finds Hòa, in either style, before Hoa; the words whole before longer ones."""
    model = Person.objects.order_by("pk")[0]
    for place, name in enumerate(["Tạ Thị Hoa", "Tạ Thị Hòa", "Tạ Thị Hoài", "Tạ Thị Hoã"]):
        Person.objects.create(
            person_id=f"Z{place}",
            full_name=name,
            sex=model.sex,
            birth_date=model.birth_date,
            birth_date_precision="day",
            folded_name=fold(name),
            name_order=str(place),
        )
    assert _titles("tạ thị hoà", province_officer)[0] == "Tạ Thị Hòa"
    assert _titles("tạ thị hoã", province_officer)[0] == "Tạ Thị Hoã"
    assert _titles("ta thi hoa", province_officer)[-1] == "Tạ Thị Hoài"


def test_units_requirements_and_programmes_are_found(province_officer: ActingUser) -> None:
    unit = Unit.objects.filter(valid_to=None).order_by("pk")[3]
    assert unit.name in _titles(fold(unit.name), province_officer, "units")
    assert _titles("quan ly nha nuoc", province_officer, "programmes")
    assert _titles("quan ly nha nuoc", province_officer, "requirements")
    assert _titles("qaun lý nhà nươc", province_officer, "programmes")


def test_a_document_finds_the_rules_that_rest_on_it(province_officer: ActingUser) -> None:
    assert _titles("nghi dinh", province_officer, "requirements", most=EVERYBODY)


def test_an_officer_of_an_agency_finds_only_its_people() -> None:
    """By name, by code and by near names; also units: only its own."""
    unit = Unit.objects.filter(current_people__isnull=False).order_by("-depth", "pk")[0]
    inside = set(
        Person.objects.filter(current_unit__path__startswith=unit.path).values_list(
            "full_name", flat=True
        )
    )
    outside = Person.objects.exclude(full_name__in=inside).order_by("pk")
    who = ActingUser(user=holding(Role.AGENCY_OFFICER, "mai", unit.pk))
    for person in outside[:15]:
        for typed in (person.full_name, person.pk, person.full_name[:-1], "nguyen"):
            assert set(_titles(typed, who, most=EVERYBODY)) <= inside
    for name in inside:
        assert name in _titles(name, who, most=EVERYBODY)
    below = set(Unit.objects.filter(path__startswith=unit.path).values_list("name", flat=True))
    assert set(_titles("so", who, "units", EVERYBODY)) <= below


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CENTRE_OFFICER, Role.LECTURER])
def test_roles_without_people_find_none(role: Role, province: Province) -> None:
    who = ActingUser(user=holding(role, "ha"))
    for name in province.people["full_name"].to_list()[:20]:
        assert _titles(name, who) == []


def test_the_system_finds_everybody() -> None:
    assert _titles("nguyen", SYSTEM, most=EVERYBODY)


def test_what_was_just_stored_is_found(province_officer: ActingUser) -> None:
    """Nothing is kept between searches, so nothing can be out of date."""
    assert _titles("zuryk", province_officer) == []
    Person.objects.filter(pk=Person.objects.order_by("pk")[0].pk).update(
        full_name="Zyruk Văn An", folded_name="zyruk van an"
    )
    assert _titles("zuryk", province_officer) == ["Zyruk Văn An"]


@pytest.mark.parametrize("view", ["search:search", "search:hits"])
@pytest.mark.parametrize("text", ["nguyen", "ngyuen thi hoa", "zzzzzz", "", "100%_'\\"])
def test_a_search_asks_the_database_little(
    client: Client,
    officer: User,
    view: str,
    text: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(reverse(view), {"q": text})
    assert answer.status_code == 200


def test_what_was_typed_is_shown_as_text(client: Client, officer: User) -> None:
    client.force_login(officer)
    for view in ("search:search", "search:hits"):
        text = client.get(reverse(view), {"q": "<b>an</b>"}).content.decode()
        assert "<b>an" not in text
        assert "&lt;b&gt;an" in text
