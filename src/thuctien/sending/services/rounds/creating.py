"""Set up a round: new, or as a copy of an earlier one with its days shifted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.base.models import User
from thuctien.catalogue.models import Programme
from thuctien.engine.calendar import after_working_days
from thuctien.sending.models import Round, RoundStep, Stage
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds.telling import stage_words

USUAL_DAYS: Mapping[Stage, int] = {
    Stage.SURVEY: 20,
    Stage.DRAFT_PLAN: 10,
    Stage.COMMENTS: 10,
    Stage.APPROVAL: 5,
    Stage.QUOTAS: 3,
    Stage.NOMINATION: 20,
    Stage.SELECTION: 10,
    Stage.DECISION: 10,
    Stage.JOINING: 20,
}
"""Working days that each step usually takes: a proposal, changed freely when a round is set up."""

AD_HOC = (Stage.NOMINATION, Stage.SELECTION, Stage.DECISION, Stage.JOINING)
"""The steps that a single course in between needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlan:
    """A step of a round that is being set up; owners may be named later."""

    stage: Stage
    starts_on: date
    due_on: date
    owner: User | None = None
    escalates_to: User | None = None
    remind_days: int = 3
    escalate_days: int = 2


def proposed_steps(first_day: date, stages: Iterable[Stage] = tuple(Stage)) -> list[StepPlan]:
    """Return the usual calendar of stages, one after the other, in working days."""
    found = []
    start = _working_day(first_day)
    for stage in stages:
        due = after_working_days(start, USUAL_DAYS[stage] - 1)
        found.append(StepPlan(stage=stage, starts_on=start, due_on=due))
        start = after_working_days(due, 1)
    return found


@transaction.atomic
def create_round(
    *,
    name: str,
    year: int,
    programmes: Iterable[Programme],
    steps: Sequence[StepPlan],
    is_ad_hoc: bool = False,
    acting_user: ActingUser,
) -> Round:
    """Set up a round with its steps, none of which is open yet.

    Raises ``PermissionDenied``, or :class:`RoundError` where the year has a round of that name, no
    programme or step is given, or the days are not in order.
    """
    require(acting_user, Action.MAKE_ROUND)
    chosen = list(programmes)
    if not chosen:
        raise RoundError("no_programmes")
    if Round.objects.filter(year=year, name=name).exists():
        raise RoundError("name_taken", name=name, year=str(year))
    in_order = _in_order(steps)
    made = Round.objects.create(
        name=name,
        year=year,
        is_ad_hoc=is_ad_hoc,
        created_at=timezone.now(),
        created_by=acting_user.user,
    )
    made.programmes.set(chosen)
    rows = RoundStep.objects.bulk_create(
        RoundStep(
            round=made,
            stage=step.stage,
            position=position,
            starts_on=step.starts_on,
            due_on=step.due_on,
            owner=step.owner,
            escalates_to=step.escalates_to,
            remind_days=step.remind_days,
            escalate_days=step.escalate_days,
        )
        for position, step in enumerate(in_order, 1)
    )
    record(
        "sending.round.create",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(made.pk),
        after={"programmes": sorted(programme.pk for programme in chosen)},
        changes=[created(made), *(created(row) for row in rows)],
    )
    return made


@transaction.atomic
def copy_round(source: Round, *, name: str, year: int, acting_user: ActingUser) -> Round:
    """Set up a round like another one, in another year: the same days, moved to working days.

    Raises what :func:`create_round` raises.
    """
    shift = year - source.year
    old = list(source.steps.select_related("owner", "escalates_to").order_by("position"))
    return create_round(
        name=name,
        year=year,
        programmes=list(source.programmes.all()),
        is_ad_hoc=source.is_ad_hoc,
        steps=[
            StepPlan(
                stage=Stage(step.stage),
                starts_on=_shifted(step.starts_on, shift),
                due_on=_shifted(step.due_on, shift),
                owner=step.owner,
                escalates_to=step.escalates_to,
                remind_days=step.remind_days,
                escalate_days=step.escalate_days,
            )
            for step in old
        ],
        acting_user=acting_user,
    )


def _shifted(day: date, years: int) -> date:
    """Return the same day so many years later, or the first working day after it."""
    last = monthrange(day.year + years, day.month)[1]
    return _working_day(day.replace(year=day.year + years, day=min(day.day, last)))


def _working_day(day: date) -> date:
    """Return a day, or the first working day after it."""
    return after_working_days(day - timedelta(days=1), 1)


def _in_order(steps: Sequence[StepPlan]) -> list[StepPlan]:
    """Return steps in the order of their stages; raises :class:`RoundError` where days are not."""
    if not steps:
        raise RoundError("no_steps")
    order = list(Stage)
    found = sorted(steps, key=lambda step: order.index(step.stage))
    earliest = date.min
    for step in found:
        if step.due_on < step.starts_on or step.starts_on < earliest:
            raise RoundError("days_not_in_order", stage=stage_words(step.stage))
        earliest = step.starts_on
    return found
