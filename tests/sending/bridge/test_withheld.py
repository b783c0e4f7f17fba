"""Succession plans that a province keeps to itself are nowhere: not stored, loaded or exported."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import polars as pl
import pytest

from tests.conftest import SAMPLE
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit.selectors import timeline
from thuctien.base.withheld import withheld
from thuctien.catalogue.models import Parameter
from thuctien.engine.eligibility import SUCCESSION_SWITCH, State
from thuctien.engine.model import Province
from thuctien.people.models import Person, SuccessionPlan
from thuctien.privacy.services.export import export_person
from thuctien.sending.bridge import load_province
from thuctien.sending.selectors.eligibility import assess_people
from thuctien.sending.services.store_province import store_province

pytestmark = pytest.mark.django_db

PAST = date(2026, 11, 2)


def _with_switch(province: Province, value: str) -> Province:
    is_switch = pl.col("key") == SUCCESSION_SWITCH
    switched = pl.when(is_switch).then(pl.lit(value)).otherwise("value").alias("value")
    return replace(province, parameters=province.parameters.with_columns(switched))


def _switch_off() -> None:
    row = Parameter.objects.get(key=SUCCESSION_SWITCH)
    Parameter.objects.filter(pk=row.pk).update(value="0")


@pytest.fixture
def planned(stored_province: Province) -> Person:
    """Somebody who is planned for an office."""
    return SuccessionPlan.objects.order_by("person_id")[0].person


def test_plans_are_kept_unless_the_province_says_no(planned: Person) -> None:
    assert withheld() == frozenset()
    assert not load_province().succession_plans.is_empty()


def test_the_youngest_switch_in_force_decides(planned: Person) -> None:
    Parameter.objects.create(key=SUCCESSION_SWITCH, value="0", valid_from=date(2026, 1, 1))
    assert withheld() == {"people.successionplan"}
    Parameter.objects.create(key=SUCCESSION_SWITCH, value="Có", valid_from=date(2026, 6, 1))
    assert withheld() == frozenset()
    Parameter.objects.create(key=SUCCESSION_SWITCH, value="chưa rõ", valid_from=date(2026, 9, 1))
    assert withheld() == {"people.successionplan"}


def test_what_is_switched_off_is_loaded_by_nobody(
    planned: Person, acting_officer: ActingUser
) -> None:
    _switch_off()
    assert load_province(with_identities=True).succession_plans.is_empty()
    (found,) = assess_people(
        [planned.pk], "CT-TCLL", "monthly", PAST, acting_user=acting_officer
    ).values()
    states = {item.state for item in found.items if item.predicate == "planned_levels"}
    assert states == {State.LEFT_OUT}


def test_what_is_switched_off_is_not_taken_in(stored_province: Province) -> None:
    SuccessionPlan.objects.all().delete()
    off = _with_switch(stored_province, "0")
    store_province(off, acting_user=SYSTEM, source=SAMPLE)
    assert not SuccessionPlan.objects.exists()
    store_province(stored_province, acting_user=SYSTEM, source=SAMPLE)
    assert SuccessionPlan.objects.count() == stored_province.succession_plans.height


def test_what_is_switched_off_is_neither_exported_nor_on_the_timeline(
    planned: Person, acting_officer: ActingUser
) -> None:
    def exported() -> set[str]:
        with zipfile.ZipFile(
            BytesIO(export_person(planned, reason="kiểm tra", acting_user=acting_officer))
        ) as content:
            return set(json.loads(content.read("data.json"))["data"])

    def told() -> int:
        _page, steps = timeline("people.person", planned.pk, 1, acting_user=acting_officer)
        return sum(len(step.changes) for step in steps)

    before = told()
    assert "people.successionplan" in exported()
    _switch_off()
    assert "people.successionplan" not in exported()
    assert told() < before
