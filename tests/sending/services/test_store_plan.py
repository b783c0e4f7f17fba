"""A plan is kept with its answers, and its sums agree with its rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Sum

from tests.sending.planned import FULL_TIME, SESSIONS, STARTS, WEEKEND, plan_by_hand
from thuctien.base.acting import SYSTEM
from thuctien.catalogue.models import Closure
from thuctien.engine.calendar import public_holidays, week_of
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.result import Plan as PlanResult
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person
from thuctien.sending.models import Answer, AwayWeek, Plan, PlanMonth, PlannedClass, PlanUnit, Turn
from thuctien.sending.services.plan_summaries import class_weeks
from thuctien.sending.services.store_plan import store_plan

PEOPLE = 6


@pytest.fixture
def result(stored_province: Province, needs: Needs) -> PlanResult:
    return plan_by_hand(stored_province, needs, PEOPLE)


@pytest.fixture
def plan(result: PlanResult, needs_run: NeedsRun) -> Plan:
    return store_plan(result, needs_run, acting_user=SYSTEM, violations=0)


def test_turns_and_persons_are_counted_apart(plan: Plan) -> None:
    assert (plan.seats, plan.persons_sent) == (PEOPLE + PEOPLE // 2, PEOPLE)
    assert plan.classes == 2
    assert plan.cost == 90_000_000


def test_every_need_has_its_answer(plan: Plan, result: PlanResult, needs: Needs) -> None:
    stored = {
        need: (outcome, class_id, reason, figures)
        for need, outcome, class_id, reason, figures in Answer.objects.filter(
            plan=plan
        ).values_list("need__need_id", "outcome", "planned_class__class_id", "reason", "figures")
    }
    assert len(stored) == needs.needs.height
    sent = next(row for row in result.answers.iter_rows(named=True) if row["outcome"] == "sent")
    assert stored[sent["need_id"]] == ("sent", FULL_TIME, "", {})
    waits = next(row for row in result.answers.iter_rows(named=True) if row["outcome"] == "not_yet")
    assert stored[waits["need_id"]] == ("not_yet", None, "class_full", {"size": 6})


def test_needs_to_come_later_are_not_counted_as_planned(plan: Plan, needs: Needs) -> None:
    later = needs.needs.filter(force="later")
    met_later = Answer.objects.filter(plan=plan, need__force="later", outcome="sent").count()
    assert plan.needs_planned == needs.needs.height - later.height + met_later


def test_a_turn_is_of_the_unit_that_spares_the_person(plan: Plan) -> None:
    for turn in Turn.objects.filter(plan=plan).select_related("person"):
        assert turn.unit_id == turn.person.current_unit_id


def test_the_unit_of_somebody_without_a_post_is_that_of_the_need(
    result: PlanResult, needs_run: NeedsRun, needs: Needs
) -> None:
    person = result.turns["person_id"][0]
    Person.objects.filter(pk=person).update(current_unit=None)
    plan = store_plan(result, needs_run, acting_user=SYSTEM)
    expected = needs.needs.filter(person_id=person).sort("need_id")["unit_id"][0]
    assert set(Turn.objects.filter(plan=plan, person=person).values_list("unit", flat=True)) == {
        expected
    }


def test_months_and_units_add_up_to_the_plan(plan: Plan) -> None:
    months = PlanMonth.objects.filter(plan=plan).aggregate(Sum("turns"), Sum("classes"))
    assert months == {"turns__sum": plan.seats, "classes__sum": plan.classes}
    units = PlanUnit.objects.filter(plan=plan).aggregate(
        Sum("turns"), Sum("persons"), Sum("needs"), Sum("needs_met")
    )
    assert units["turns__sum"] == plan.seats
    assert units["persons__sum"] == plan.persons_sent
    assert units["needs__sum"] == plan.needs_planned
    assert units["needs_met__sum"] == plan.needs_met


def test_a_class_on_weekdays_takes_people_away_and_a_weekend_class_does_not(plan: Plan) -> None:
    away = AwayWeek.objects.filter(plan=plan)
    holidays = set(public_holidays([STARTS.year]))
    first_week = {STARTS + timedelta(days=i) for i in range(5)} - holidays
    second = STARTS + timedelta(weeks=1)
    weeks = {STARTS, second} if 2 * len(first_week) < SESSIONS else {STARTS}
    assert set(away.values_list("week", flat=True)) == weeks
    assert away.filter(week=STARTS).aggregate(Sum("persons"))["persons__sum"] == PEOPLE


def test_a_closed_week_takes_nobody_away(plan: Plan) -> None:
    planned = PlannedClass.objects.get(plan=plan, class_id=FULL_TIME)
    second = STARTS + timedelta(weeks=1)
    Closure.objects.create(first_day=second, last_day=second + timedelta(days=6), reason="lũ")
    weeks = class_weeks(plan)[planned.pk]
    assert second not in weeks
    assert week_of(STARTS) in weeks
    assert PlannedClass.objects.get(plan=plan, class_id=WEEKEND).pk not in class_weeks(plan)


def test_a_class_that_no_longer_fits_the_calendar_keeps_its_span(plan: Plan) -> None:
    Closure.objects.create(first_day=STARTS, last_day=date(2034, 1, 1), reason="đóng cửa")
    planned = PlannedClass.objects.get(plan=plan, class_id=FULL_TIME)
    assert class_weeks(plan)[planned.pk] == [STARTS, STARTS + timedelta(weeks=1)]


def test_tiers_keep_value_bound_and_gap(plan: Plan) -> None:
    tiers = [(t.position, t.name, t.value, t.bound) for t in plan.tiers.order_by("position")]
    assert tiers == [(1, "overdue", 5.0, 6.0), (2, "due", 3.0, 3.0)]
    assert [round(t.gap, 4) for t in plan.tiers.order_by("position")] == [0.1667, 0.0]


def test_the_last_plan_is_the_current_one_and_the_earlier_is_kept(
    plan: Plan, result: PlanResult, needs_run: NeedsRun
) -> None:
    second = store_plan(result, needs_run, acting_user=SYSTEM)
    assert list(Plan.objects.filter(is_current=True)) == [second]
    assert Turn.objects.filter(plan=plan).count() == plan.seats
