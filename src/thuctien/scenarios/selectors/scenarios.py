"""Reads scenarios: the list, one with what it comes to, and whether that still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.models import Job
from thuctien.engine.scenarios import Change, Figure
from thuctien.engine.scenarios.reasons import BASES, FIGURES
from thuctien.engine.scenarios.wording import Names, change_text
from thuctien.scenarios.computing import digest_of
from thuctien.scenarios.models import Scenario, ScenarioResult, ScenarioState
from thuctien.scenarios.province import changed_since
from thuctien.scenarios.services.asking import NEEDS, PLAN
from thuctien.ui import formats

_PLACE = Case(
    When(state=ScenarioState.OPEN, then=Value(0)),
    When(state=ScenarioState.ADOPTED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
CARDS = (Figure.NEEDS, Figure.NEEDS_MET, Figure.PERSONS_SENT, Figure.CLASSES, Figure.COST)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a result: before, after, and what each was counted over."""

    figure: str
    label: str
    base_label: str
    before: int
    after: int
    base_before: int
    base_after: int

    @property
    def difference(self) -> int:
        """Return after minus before."""
        return self.after - self.before

    @property
    def shown(self) -> str:
        """Return the figure after, money in words of its size."""
        is_money = self.figure == Figure.COST
        return formats.money(self.after) if is_money else formats.number(self.after)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a result answers the scenario as it is, from the province as it is."""

    result: ScenarioResult | None
    is_of_these_changes: bool
    has_province_changed: bool
    running: Sequence[Job]

    @property
    def is_fresh(self) -> bool:
        """Say whether there is nothing to compute again."""
        return (
            self.result is not None
            and self.result.is_planned
            and self.is_of_these_changes
            and not self.has_province_changed
        )


def scenarios(*, acting_user: ActingUser) -> QuerySet[Scenario]:
    """Return the scenarios that may be seen, open ones first, the newest first: one query."""
    rows = visible(Scenario.objects.all(), acting_user=acting_user)
    return (
        rows.select_related("owner", "result")
        .annotate(change_count=Count("changes"), place=_PLACE)
        .order_by("place", "-created_at", "-pk")
    )


def scenario_by_key(pk: int, *, acting_user: ActingUser) -> Scenario | None:
    """Return a scenario that may be seen, with its result; None where there is none such."""
    rows = visible(Scenario.objects.all(), acting_user=acting_user)
    return rows.select_related("owner", "adopted_by", "result").filter(pk=pk).first()


def standing(scenario: Scenario, changes: Sequence[Change], *, acting_user: ActingUser) -> Standing:
    """Return where the result of a scenario stands: two queries."""
    result = result_of(scenario)
    running = [
        job
        for job in open_jobs(acting_user=acting_user)
        if job.kind in {NEEDS, PLAN} and job.arguments.get("scenario") == scenario.pk
    ]
    return Standing(
        result=result,
        is_of_these_changes=result is not None and result.changes_digest == digest_of(changes),
        has_province_changed=result is not None
        and scenario.is_open
        and changed_since(result.base_position),
        running=running,
    )


def result_of(scenario: Scenario) -> ScenarioResult | None:
    """Return the result of a scenario; None before the first."""
    return getattr(scenario, "result", None)


def figure_rows(result: ScenarioResult) -> list[FigureRow]:
    """Return the figures of a result; those of the plan only where it has one."""
    language = formats.language()
    of_needs = set(Figure) if result.is_planned else _OF_NEEDS
    return [
        FigureRow(
            label=FIGURES[Figure(total["figure"])].render(language, {}),
            base_label=BASES[Figure(total["figure"])].render(language, {}),
            **total,
        )
        for total in result.totals
        if Figure(total["figure"]) in of_needs
    ]


def cards(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Return the figures that stand at the top of a page."""
    return [row for row in rows if row.figure in CARDS]


def sentences(changes: Sequence[Change], names: Names) -> list[str]:
    """Return the changes as sentences in the language of the page."""
    return [change_text(change, names, formats.language()) for change in changes]


_OF_NEEDS = {
    Figure.PEOPLE_WITH_NEEDS,
    Figure.NEEDS,
    Figure.OVERDUE,
    Figure.DUE,
    Figure.RECOMMENDED,
    Figure.LATER,
}
