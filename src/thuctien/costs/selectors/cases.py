"""Reads compensations: where each stands, what it waits for, how it was computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.costs.models import (
    CaseCost,
    CasePayment,
    CaseStep,
    CompensationCase,
    CouncilMember,
)
from thuctien.costs.ruling import deadlines
from thuctien.engine.costs.compensation import Step
from thuctien.engine.costs.procedure import FOLLOWS, Next, State, next_step
from thuctien.engine.costs.wording import StepCode

ENDED = tuple(state for state, following in FOLLOWS.items() if not following)
ORDERS = {
    "since": ("since", "pk"),
    "name": ("person__name_order", "pk"),
    "amount": ("amount", "pk"),
    "state": ("state", "since", "pk"),
}
OPEN = "open"
_ISO_FIGURE = "on"
"""The one figure of a computation that is a day."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, what it waits for, and whether that is late."""

    case: CompensationCase
    next: Next | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases, and how many there are in each state."""

    page: Page[CompensationCase]
    rows: list[CaseRow]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class CaseParts:
    """All that hangs on a case, in order."""

    steps: list[CaseStep]
    costs: list[CaseCost]
    council: list[CouncilMember]
    payments: list[CasePayment]


def case_page(state: str, asked: Asked, on: date, *, acting_user: ActingUser) -> CasePage:
    """Return a page of cases that the acting user may see, those that wait longest on top.

    ``state`` is a state, «open» for all that have not ended, or empty for all.
    """
    seen = visible(CompensationCase.objects.all(), acting_user=acting_user)
    counts = dict(seen.values_list("state").annotate(Count("pk")).order_by("state"))
    rows = _whole(seen)
    if state == OPEN:
        rows = rows.exclude(state__in=ENDED)
    elif state:
        rows = rows.filter(state=state)
    if asked.text:
        rows = rows.filter(
            has_words("person__folded_name", asked.text) | Q(person=asked.text.strip())
        )
    page = page_of(ordered(rows, asked.sort, ORDERS, "since"), asked.page, asked.size)
    return CasePage(page, [row_of(case, on) for case in page.object_list], counts)


def one_case(case_id: int, *, acting_user: ActingUser) -> CompensationCase | None:
    """Return a case that the acting user may see."""
    rows = visible(CompensationCase.objects.all(), acting_user=acting_user)
    return _whole(rows).filter(pk=case_id).first()


def parts_of(case: CompensationCase, *, acting_user: ActingUser) -> CaseParts:
    """Return the steps, costs, council and payments of a case, by four queries."""
    steps = visible(CaseStep.objects.filter(case=case), acting_user=acting_user)
    costs = visible(CaseCost.objects.filter(case=case), acting_user=acting_user)
    council = visible(CouncilMember.objects.filter(case=case), acting_user=acting_user)
    payments = visible(CasePayment.objects.filter(case=case), acting_user=acting_user)
    return CaseParts(
        steps=list(steps.select_related("made_by").order_by("position")),
        costs=list(costs.select_related("item").order_by("item__position", "pk")),
        council=list(council.order_by("position")),
        payments=list(payments.order_by("paid_on", "pk")),
    )


def row_of(case: CompensationCase, on: date) -> CaseRow:
    """Return a case with what it waits for on a day."""
    waits_for = next_step(State(case.state), case.since, deadlines(case.rule))
    return CaseRow(case, waits_for, waits_for is not None and waits_for.is_late(on))


def computation_of(case: CompensationCase) -> Sequence[Step]:
    """Return the steps of the computation as they were kept with the case."""
    return [
        Step(
            StepCode(code),
            {
                name: date.fromisoformat(value) if name == _ISO_FIGURE else value
                for name, value in figures.items()
            },
        )
        for code, figures in case.computation
    ]


def _whole(rows: QuerySet[CompensationCase]) -> QuerySet[CompensationCase]:
    return rows.select_related(
        "person", "rule", "ground", "commitment__unit", "commitment__programme"
    )
