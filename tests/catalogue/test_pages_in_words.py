"""Requirements and programmes in words, and their lists."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from thuctien.base.lists import Asked
from thuctien.catalogue import selectors
from thuctien.catalogue.models import Programme, Requirement
from thuctien.catalogue.presenting import programme_row, requirement_row
from thuctien.catalogue.selectors import RequirementFilter
from thuctien.engine.model import Province

pytestmark = pytest.mark.usefixtures("stored_province")


def test_a_requirement_says_of_whom_and_when() -> None:
    """Codes become names, an interval of months a sentence."""
    rule = Requirement.objects.select_related("qualification").get(pk="YC-QP-3")
    with translation.override("vi"):
        row = requirement_row(rule, selectors.code_names())
    assert "Trưởng phòng và tương đương" in row.of_whom
    assert row.when == "48 tháng một lần"
    assert not row.confirmed


def test_a_requirement_of_nobody_in_particular_is_of_everybody() -> None:
    """Empty selectors mean all."""
    rule = Requirement.objects.select_related("qualification").get(pk="YC-QP-3")
    rule.leadership_levels, rule.min_years_to_retirement = [], None
    with translation.override("en"):
        assert requirement_row(rule, selectors.code_names()).of_whom == ["everybody"]


def test_names_follow_the_language() -> None:
    """The English name where the page is English and there is one."""
    with translation.override("vi"):
        assert selectors.code_names().name("unit_kind", "ward") == "Phường"
    with translation.override("en"):
        assert selectors.code_names().name("unit_kind", "ward") == "Ward"
    assert selectors.code_names().name("unit_kind", "moon") == "moon"


def test_rules_no_longer_in_force_are_shown_on_demand() -> None:
    """The language certificate of 2017 ended in 2021."""
    on = RequirementFilter(on=date(2026, 12, 31))
    now = {rule.pk for rule in selectors.list_requirements(on, Asked())}
    ever = {rule.pk for rule in selectors.list_requirements(RequirementFilter(), Asked())}
    assert "YC-NN-CU" not in now
    assert "YC-NN-CU" in ever


def test_programmes_are_found_without_marks() -> None:
    """By name in either language, or by code."""
    for text in ("ly luan chinh tri trung cap", "intermediate political", "CT-TCLL"):
        assert "CT-TCLL" in selectors.programmes_named(text)
    assert selectors.programmes_named("khong co chuong trinh nay") == []


def test_a_programme_says_what_it_leads_to() -> None:
    """Grants, forms of study and half days come with the list."""
    page = selectors.list_programmes("political_theory", Asked(text="Trung cấp"))
    (programme,) = [row for row in page if row.pk == "CT-TCLL"]
    row = programme_row(programme, selectors.code_names())
    assert row.grants
    assert row.modes
    assert row.sessions == sum(programme.modules.values_list("sessions", flat=True))


def test_the_sample_is_known_as_such(province: Province) -> None:
    """The banner follows a parameter of the province."""
    assert selectors.is_sample_province()
    assert Programme.objects.count() == province.programmes.height
