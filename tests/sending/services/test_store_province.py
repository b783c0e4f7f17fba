"""A province is stored wholly or not at all, and nothing that was entered is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from tests.conftest import SAMPLE
from tests.sending.planned import plan_by_hand
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry
from thuctien.catalogue.models import Programme
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.workbook import read_province
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Holding, Person, Unit
from thuctien.sending.models import Plan, Round, SurveyLine, UnitTask
from thuctien.sending.services.rounds import create_round, open_step, proposed_steps
from thuctien.sending.services.state import province_version
from thuctien.sending.services.store_plan import store_plan
from thuctien.sending.services.store_province import (
    Source,
    keep_present_province,
    must_replace,
    store_province,
)

DAY = date(2026, 11, 24)


def _as_province(province: Province, code: str) -> Province:
    is_code = pl.col("key") == "province_code"
    value = pl.when(is_code).then(pl.lit(code)).otherwise(pl.col("value"))
    return replace(province, parameters=province.parameters.with_columns(value.alias("value")))


def test_storing_fills_what_search_and_lists_need(stored_province: Province) -> None:
    assert not Person.objects.filter(folded_name="").exists()
    assert not Person.objects.filter(name_order="").exists()
    assert Person.objects.exclude(current_unit=None).exists()
    assert not Unit.objects.filter(path="").exists()


def test_the_trail_has_one_entry_with_counts_and_the_hash_of_the_file(
    province: Province, acting_officer: ActingUser
) -> None:
    source = Source(name="tinh.xlsx", sha256="ab" * 32, size=12)
    store_province(province, acting_user=acting_officer, source=source)
    entry = AuditEntry.objects.get(action="sending.province.store")
    assert entry.user == acting_officer.user
    assert entry.after["source"] == {"name": "tinh.xlsx", "sha256": "ab" * 32, "size": 12}
    assert entry.after["tables"]["people"]["inserted"] == province.people.height
    assert province_version() == entry.position


def test_the_same_province_keeps_needs_and_plan(
    stored_province: Province, needs: Needs, needs_run: NeedsRun
) -> None:
    store_plan(plan_by_hand(stored_province, needs), needs_run, acting_user=SYSTEM)
    stored = store_province(stored_province, acting_user=SYSTEM, source=SAMPLE)
    assert not stored.replaced
    assert Plan.objects.filter(is_current=True).exists()


def test_another_province_takes_the_place_of_the_rounds_too(
    stored_province: Province, needs_run: NeedsRun, home: Path, acting_officer: ActingUser
) -> None:
    found = create_round(
        name="Đợt 1",
        year=2027,
        programmes=Programme.objects.all(),
        steps=proposed_steps(DAY),
        acting_user=acting_officer,
    )
    open_step(found.steps.get(position=1), acting_user=acting_officer)
    assert SurveyLine.objects.exists()
    assert UnitTask.objects.exists()
    store_province(_as_province(stored_province, "38"), acting_user=SYSTEM, source=SAMPLE)
    assert not Round.objects.exists()
    entry = AuditEntry.objects.filter(action="sending.province.store").latest("position")
    assert entry.before["rounds"] == [found.pk]


def test_another_province_takes_the_place_of_everything(
    stored_province: Province, needs: Needs, needs_run: NeedsRun, home: Path
) -> None:
    store_plan(plan_by_hand(stored_province, needs), needs_run, acting_user=SYSTEM)
    other = _as_province(stored_province, "38")
    assert must_replace(other)
    stored = store_province(other, acting_user=SYSTEM, source=SAMPLE, today=DAY)
    assert stored.replaced
    assert not Plan.objects.exists()
    assert not Need.objects.exists()
    assert Person.objects.count() == other.people.height


def test_what_is_replaced_is_first_kept_as_a_workbook(
    stored_province: Province, home: Path
) -> None:
    stored = store_province(
        stored_province, acting_user=SYSTEM, source=SAMPLE, replace=True, today=DAY
    )
    kept = Path(stored.kept)
    assert kept.parent == home / "kept"
    assert kept.name.startswith("province-2026-11-24-")
    reading = read_province(kept)
    assert reading.province is not None
    assert reading.province.people.height == stored_province.people.height
    assert reading.province.holdings.height == stored_province.holdings.height


def test_keeping_twice_keeps_one_file(stored_province: Province, home: Path) -> None:
    assert keep_present_province(today=DAY) == keep_present_province(today=DAY)
    assert len(list((home / "kept").iterdir())) == 1


def test_nothing_is_kept_where_nothing_is_stored(db: None, home: Path) -> None:
    assert keep_present_province() == ""


@pytest.mark.django_db(transaction=True)
def test_rows_that_contradict_each_other_leave_nothing(province: Province) -> None:
    """The last table of all refers to nothing: every table before it goes back, too."""
    broken = replace(
        province, quotas=province.quotas.with_columns(pl.lit("no such").alias("programme_id"))
    )
    with pytest.raises(IntegrityError):
        store_province(broken, acting_user=SYSTEM, source=SAMPLE)
    assert not Person.objects.exists()
    assert not Holding.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_reader_may_store_nothing(province: Province, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        store_province(province, acting_user=acting_leader, source=SAMPLE)
    assert not Person.objects.exists()
