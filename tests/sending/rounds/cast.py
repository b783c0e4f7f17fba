"""A round by hand over the small province of the nominations: two agencies and their people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils import timezone

from tests.sending.nominations.cast import PROGRAMME, in_days
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Programme
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person
from thuctien.sending.models import Plan, PlannedClass, Round, RoundStep, Stage, Turn, UnitTask
from thuctien.sending.services.rounds import (
    StepPlan,
    attach_plan,
    create_round,
    finish_step,
    open_step,
)

YEAR = timezone.localdate().year


def a_round(
    by: ActingUser,
    *stages: Stage,
    name: str = "Lý luận chính trị",
    starts: int = 0,
    days: int = 10,
) -> Round:
    """Set up a round whose steps begin so many days from now, each ``days`` long."""
    chosen: Sequence[Stage] = stages or tuple(Stage)
    return create_round(
        name=name,
        year=YEAR,
        programmes=Programme.objects.all(),
        steps=[
            StepPlan(
                stage=stage,
                starts_on=in_days(starts + days * number),
                due_on=in_days(starts + days * number + days - 1),
                owner=by.user,
            )
            for number, stage in enumerate(chosen)
        ],
        acting_user=by,
    )


def step(round_: Round, stage: Stage) -> RoundStep:
    """Return a step of a round as it is now."""
    return RoundStep.objects.select_related("round").get(round=round_, stage=stage)


def task(round_: Round, stage: Stage, agency: str) -> UnitTask:
    """Return the task of an agency in a step as it is now."""
    tasks = UnitTask.objects.select_related("step__round", "unit")
    return tasks.get(step__round=round_, step__stage=stage, unit=agency)


def a_plan(people: Iterable[str], year: int = YEAR) -> Plan:
    """Store a plan that sends people to one class of the programme."""
    plan = Plan.objects.create(
        year=year,
        seed=1,
        needs_run=NeedsRun.objects.get(),
        created_at=timezone.now(),
        objective=0,
        bound=0,
        gap=0,
        stopped_by="rounds",
    )
    planned = PlannedClass.objects.create(
        plan=plan,
        class_id=f"{year}-001",
        programme_id=PROGRAMME,
        mode="full_time",
        site_id="TRUONG",
        starts_on=in_days(200),
        ends_on=in_days(210),
        sessions=10,
        size=10,
        min_size=1,
        max_size=50,
        cost=0,
    )
    for code in people:
        unit = Person.objects.get(pk=code).current_unit_id
        Turn.objects.create(
            plan=plan, planned_class=planned, person_id=code, unit_id=unit, needs_met=1
        )
    return plan


def brought_to(
    round_: Round, stage: Stage, by: ActingUser, *, plan: Plan | None = None
) -> RoundStep:
    """Open the steps of a round one after the other up to a stage, and return that one."""
    for one in round_.steps.order_by("position"):
        if one.state == "waiting":
            open_step(one, acting_user=by)
        if one.stage == stage:
            break
        if one.stage == Stage.DRAFT_PLAN and plan is not None:
            attach_plan(round_, plan, acting_user=by)
        finish_step(step(round_, Stage(one.stage)), despite_open=True, acting_user=by)
    return step(round_, stage)


def make_late(round_: Round, stage: Stage, days: int = 1) -> None:
    """Let the deadline of a step, and of its agencies, have passed so many days ago."""
    due = timezone.localdate() - timedelta(days=days)
    begun = due - timedelta(days=10)
    RoundStep.objects.filter(round=round_, stage=stage).update(starts_on=begun, due_on=due)
    UnitTask.objects.filter(step__round=round_, step__stage=stage).update(due_on=due)
