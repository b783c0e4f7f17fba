"""Reads rounds: their steps, who is done and who is late, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, F, Prefetch, Q, QuerySet

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, has_words, page_of
from thuctien.people.models import Unit
from thuctien.sending.models import (
    Allotment,
    Nomination,
    NominationState,
    PlanComment,
    PlanRuling,
    Round,
    RoundStep,
    Stage,
    StepState,
    UnitTask,
)

DECIDED_ON = (NominationState.DECIDED, NominationState.JOINED, NominationState.NOT_JOINED)
NO_COUNTS = {"all": 0, "done": 0, "late": 0}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its agencies counted: all who have something to do, done, and late of them."""

    step: RoundStep
    all: int
    done: int
    late: int
    is_late: bool
    """The step itself is open after its deadline."""
    is_next: bool
    """The one step that is open, or could be opened now."""

    @property
    def label(self) -> str:
        """Return the name of the stage."""
        return str(Stage(self.step.stage).label)

    @property
    def tone(self) -> str:
        """Return the tone in which the step is drawn."""
        if self.is_late or self.late:
            return "overdue"
        return {StepState.DONE: "met", StepState.OPEN: "due"}.get(StepState(self.step.state), "")


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round with its steps in order; ``next`` is none once it is closed."""

    round: Round
    steps: tuple[StepRow, ...]
    programmes: int

    @property
    def next(self) -> StepRow | None:
        """Return the step that is open, or could be opened now."""
        return next((row for row in self.steps if row.is_next), None)

    @property
    def late(self) -> int:
        """Return how many tasks of agencies are late."""
        return sum(row.late for row in self.steps)


@dataclass(frozen=True, slots=True)
class AgencyStep:
    """A step as one agency sees it: with its task, where it has one."""

    row: StepRow
    task: UnitTask | None
    is_late: bool


def list_rounds(*, today: date, year: int | None = None) -> list[RoundCard]:
    """Return the rounds (of a year) with their steps, the youngest first. Four queries."""
    rows = Round.objects.annotate(programme_count=Count("programmes"))
    if year is not None:
        rows = rows.filter(year=year)
    found = list(rows.prefetch_related(_steps()).order_by("-year", F("closed_at").desc(), "-pk"))
    counts = _counts(Q(step__round__in=[round_.pk for round_ in found]), today)
    return [_card(round_, round_.programme_count, counts, today) for round_ in found]


def round_card(round_: Round, *, today: date) -> RoundCard:
    """Return one round with its steps. Three queries."""
    counts = _counts(Q(step__round=round_), today)
    found = Round.objects.prefetch_related(_steps()).select_related("plan", "approved_by")
    return _card(found.get(pk=round_.pk), round_.programmes.count(), counts, today)


def tasks_of_step(
    step: RoundStep, asked: Asked, *, which: str, today: date, acting_user: ActingUser
) -> Page[UnitTask]:
    """Return a page of a step's agencies: all, or those ``late``, ``open`` or ``done``.

    Late ones first, then by name. Only units that may be seen.
    """
    rows = visible(UnitTask.objects.all(), acting_user=acting_user).filter(step=step)
    chosen = {
        "late": Q(done_at=None, due_on__lt=today),
        "open": Q(done_at=None),
        "done": Q(done_at__isnull=False),
    }.get(which, Q())
    if asked.text:
        chosen &= has_words("unit__folded_name", asked.text)
    found = rows.filter(chosen).select_related("unit", "done_by")
    in_order = found.order_by(
        F("done_at").asc(nulls_first=True), "due_on", "unit__name_order", "pk"
    )
    return page_of(in_order, asked.page, asked.size)


def late_tasks(
    round_: Round, *, today: date, acting_user: ActingUser, most: int = 10
) -> list[UnitTask]:
    """Return the tasks of a round that are late, the longest first; at most ``most``."""
    rows = visible(UnitTask.objects.all(), acting_user=acting_user).filter(
        step__round=round_, step__state=StepState.OPEN, done_at=None, due_on__lt=today
    )
    return list(
        rows.select_related("unit", "step").order_by("due_on", "unit__name_order", "pk")[:most]
    )


def agency_steps(
    card: RoundCard, unit: Unit, *, today: date, acting_user: ActingUser
) -> list[AgencyStep]:
    """Return the steps of a round as one agency sees them. One query."""
    rows = visible(UnitTask.objects.all(), acting_user=acting_user)
    tasks = {task.step_id: task for task in rows.filter(step__round=card.round, unit=unit)}
    return [
        AgencyStep(row, task, bool(task and is_late(task, row.step, today)))
        for row in card.steps
        for task in [tasks.get(row.step.pk)]
    ]


def is_late(task: UnitTask, step: RoundStep, today: date) -> bool:
    """Say whether an agency is late with a step."""
    return task.done_at is None and step.state == StepState.OPEN and task.due_on < today


def own_agencies(round_: Round, *, acting_user: ActingUser, most: int = 20) -> list[Unit]:
    """Return the agencies of a round that the reader sees, by name; at most ``most``."""
    tasks = visible(UnitTask.objects.all(), acting_user=acting_user).filter(step__round=round_)
    units = Unit.objects.filter(pk__in=tasks.values("unit"))
    return list(units.order_by("name_order", "pk")[:most])


def quotas_of(round_: Round, unit: Unit, *, acting_user: ActingUser) -> list[Allotment]:
    """Return the quotas of an agency in a round, by programme."""
    rows = visible(Allotment.objects.all(), acting_user=acting_user)
    mine = rows.filter(round=round_, unit=unit).select_related("programme")
    return list(mine.order_by("programme__name", "group"))


def to_join(round_: Round, unit: Unit, *, acting_user: ActingUser) -> QuerySet[Nomination]:
    """Return the people of an agency on whom it was decided, by class and name."""
    rows = visible(Nomination.objects.all(), acting_user=acting_user).filter(
        offered_class__round=round_, unit__path__startswith=unit.path, state__in=DECIDED_ON
    )
    at_hand = rows.select_related("person", "offered_class__programme")
    return at_hand.order_by("offered_class__starts_on", "person__name_order", "pk")


def comments_of(
    round_: Round, *, acting_user: ActingUser, unit: Unit | None = None
) -> QuerySet[PlanComment]:
    """Return the comments on a round's plan that may be seen: unanswered first, oldest first."""
    rows = visible(PlanComment.objects.all(), acting_user=acting_user).filter(round=round_)
    if unit is not None:
        rows = rows.filter(unit=unit)
    at_hand = rows.select_related("unit", "planned_class", "person", "answered_by")
    return at_hand.order_by(F("answered_at").asc(nulls_first=True), "written_at", "pk")


def rulings_of(round_: Round) -> list[PlanRuling]:
    """Return how the plan of a round was ruled on, the last first."""
    return list(round_.rulings.select_related("by", "plan").order_by("-at", "-pk"))


def _steps() -> Prefetch[str, QuerySet[RoundStep], str]:
    steps = RoundStep.objects.select_related("owner", "escalates_to").order_by("position")
    return Prefetch("steps", steps, to_attr="in_order")


def _counts(which: Q, today: date) -> dict[int, Mapping[str, int]]:
    is_open = Q(done_at=None)
    rows = (
        UnitTask.objects.filter(which)
        .values("step")
        .annotate(
            all=Count("pk"),
            done=Count("pk", filter=~is_open),
            late=Count("pk", filter=is_open & Q(due_on__lt=today, step__state=StepState.OPEN)),
        )
    )
    return {
        row["step"]: {name: row[name] for name in ("all", "done", "late")}
        for row in rows.order_by()
    }


def _card(
    round_: Round, programmes: int, counts: Mapping[int, Mapping[str, int]], today: date
) -> RoundCard:
    steps: Iterable[RoundStep] = round_.in_order  # type: ignore[attr-defined]  # prefetched
    rows = []
    found_next = False
    for step in steps:
        step.round = round_
        is_next = not found_next and step.state != StepState.DONE
        found_next = found_next or is_next
        counted = counts.get(step.pk, NO_COUNTS)
        rows.append(
            StepRow(
                step=step,
                all=counted["all"],
                done=counted["done"],
                late=counted["late"],
                is_late=step.state == StepState.OPEN and step.due_on < today,
                is_next=is_next,
            )
        )
    return RoundCard(round_, tuple(rows), programmes)
