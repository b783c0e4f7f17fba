"""The page of a programme: the rules of any day, in words, and how they changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from thuctien.base.models import User
from thuctien.catalogue.conditions import Conditions, conditions_on
from thuctien.catalogue.models import Programme
from thuctien.catalogue.selectors import eligibility_names, eligibility_rules_of

pytestmark = pytest.mark.usefixtures("stored_province")

OLD, BETWEEN, NOW = date(2018, 10, 1), date(2022, 10, 1), date(2026, 10, 1)


def _conditions(programme_id: str, on: date) -> Conditions:
    programme = Programme.objects.get(pk=programme_id)
    with translation.override("en"):
        return conditions_on(eligibility_rules_of(programme), eligibility_names(), on=on, today=NOW)


def _demands(conditions: Conditions) -> list[str]:
    return [
        f"{condition.demand} ({condition.whom})"
        for group in conditions.groups
        for condition in group
    ]


def test_each_day_has_the_rules_of_its_generation() -> None:
    part_time = "weekend" in " ".join(_demands(_conditions("CT-TCLL", NOW)))
    assert part_time
    ages = {
        on: [d for d in _demands(_conditions("CT-TCLL", on)) if "years of age" in d and "man," in d]
        for on in (OLD, BETWEEN, NOW)
    }
    assert [found[0].split()[0] for found in ages.values()] == ["30", "30", "28"]


def test_alternatives_stand_together() -> None:
    choices = [group for group in _conditions("CT-TCLL", NOW).groups if len(group) > 1]
    assert [len(group) for group in choices] == [2, 2]
    assert {c.code for c in choices[0]} == {"DK-TCLL-01", "DK-TCLL-08"}


def test_what_is_new_and_what_is_asked_no_more_is_told() -> None:
    found = _conditions("CT-TCLL", NOW)
    new = {c.code for group in found.groups for c in group if c.is_new}
    assert "DK-TCLL-09" in new
    assert "DK-TCLL-04" not in new
    assert any("35 years" in demand for demand in found.ended)
    first = _conditions("CT-TCLL", date(1990, 1, 1))
    assert not any(c.is_new for group in first.groups for c in group)
    assert first.ended == []


def test_an_exception_names_who_may_decide() -> None:
    found = {c.code: c.otherwise for g in _conditions("CT-TCLL", BETWEEN).groups for c in g}
    assert "Standing committee" in found["DK-TCLL-06"]
    assert found["DK-TCLL-04"] == ""


def test_the_timeline_has_the_newest_first_and_says_what_is_unconfirmed() -> None:
    generations = _conditions("CT-TCLL", BETWEEN).generations
    assert [one.first for one in generations] == [date(2025, 8, 29), date(2022, 2, 8), None]
    assert [one.is_chosen for one in generations] == [False, True, False]
    assert [one.is_now for one in generations] == [True, False, False]
    assert generations[1].unconfirmed == generations[1].count
    assert generations[0].unconfirmed < generations[0].count


@pytest.mark.parametrize("programme_id", ["CT-PCTN", "CT-SDH"])
def test_a_programme_without_rules_on_a_day_says_so(programme_id: str) -> None:
    found = _conditions(programme_id, NOW)
    assert found.chosen.is_chosen
    assert bool(found.groups) is (programme_id == "CT-SDH")


def test_the_page_takes_few_queries_and_a_day_that_cannot_be_read_is_today(
    client: Client, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer)
    address = reverse("catalogue:programme", args=["CT-TCLL"])
    with django_assert_max_num_queries(15):
        page = client.get(address + "?on=01/10/2022")
    assert page.context["on"] == BETWEEN
    assert "57-QĐ/TW" in page.content.decode()
    assert client.get(address + "?on=hôm qua").context["on"] == timezone.localdate()
    assert client.get(reverse("catalogue:programme", args=["CT-KHONG-CO"])).status_code == 404
