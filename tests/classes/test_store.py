"""A timetable is kept with what could not be placed, and no double booking gets in."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from tests.sending.planned import SESSIONS, plan_by_hand, timetable_by_hand
from thuctien.base.acting import SYSTEM
from thuctien.classes.models import Session, Timetable
from thuctien.classes.services.store import store_timetable
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.result import Plan as PlanResult
from thuctien.engine.timetabling.result import Timetable as TimetableResult
from thuctien.needs.models import NeedsRun
from thuctien.sending.models import Plan
from thuctien.sending.services.store_plan import store_plan


@pytest.fixture
def planned(stored_province: Province, needs: Needs) -> PlanResult:
    return plan_by_hand(stored_province, needs)


@pytest.fixture
def plan(planned: PlanResult, needs_run: NeedsRun) -> Plan:
    return store_plan(planned, needs_run, acting_user=SYSTEM)


@pytest.fixture
def result(stored_province: Province, planned: PlanResult) -> TimetableResult:
    return timetable_by_hand(stored_province, planned)


def test_every_session_is_kept_and_the_unplaced_say_why(
    plan: Plan, result: TimetableResult
) -> None:
    timetable = store_timetable(result, plan, acting_user=SYSTEM)
    assert (timetable.sessions, timetable.unplaced) == (SESSIONS, 1)
    last = Session.objects.get(timetable=timetable, session_no=SESSIONS)
    assert (last.room, last.lecturer) == (None, None)
    assert (last.reason, last.figures) == ("no_lecturer", {"topic": "x"})
    first = Session.objects.get(timetable=timetable, session_no=1)
    assert first.room_id == result.sessions["room_id"][0]
    assert first.reason == ""


def test_a_new_timetable_of_a_plan_is_its_current_one(plan: Plan, result: TimetableResult) -> None:
    first = store_timetable(result, plan, acting_user=SYSTEM)
    second = store_timetable(result, plan, acting_user=SYSTEM)
    assert list(Timetable.objects.filter(plan=plan, is_current=True)) == [second]
    assert Session.objects.filter(timetable=first).count() == SESSIONS


@pytest.mark.parametrize("resource", ["room_id", "lecturer_id"])
def test_a_double_booking_is_refused_whole(
    plan: Plan, result: TimetableResult, resource: str
) -> None:
    other = "lecturer_id" if resource == "room_id" else "room_id"
    twin = result.sessions.head(1).with_columns(
        pl.lit("2027-002").alias("class_id"), pl.lit(None, pl.String).alias(other)
    )
    doubled = replace(result, sessions=pl.concat([result.sessions, twin]))

    def store() -> None:
        with transaction.atomic():
            store_timetable(doubled, plan, acting_user=SYSTEM)

    with pytest.raises(IntegrityError):
        store()
    assert not Session.objects.exists()
