"""What differs between two years: the frames and figures that a comparison answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class NeedChange(StrEnum):
    """What became of a need."""

    APPEARS = "appears"
    VANISHES = "vanishes"
    CHANGES = "changes"
    """Another force or another due date."""


class NeedWhy(StrEnum):
    """Why a need appears, vanishes or changes."""

    NEW_RULE = "new_rule"
    """What asks for it did not hold before."""
    RULE_ENDED = "rule_ended"
    NEWLY_MEANT = "newly_meant"
    """The same rule means the person only now: another unit, another post."""
    NO_LONGER_MEANT = "no_longer_meant"
    OTHER_RULE = "other_rule"
    """Another rule, or the same with other terms, asks for it."""


class TurnChange(StrEnum):
    """What becomes of a person's turn in a programme."""

    GAINS = "gains"
    LOSES = "loses"
    MOVES = "moves"
    """Stays in the programme, in another class."""


class TurnWhy(StrEnum):
    """Why somebody gains or loses a seat, or changes class."""

    NEW_NEED = "new_need"
    NEED_GONE = "need_gone"
    ANSWER = "answer"
    """The plan's own answer for the need: after the change where a seat is lost, before it where
    one is gained; ``reason`` and ``figures`` have it."""
    OTHER_COURSE = "other_course"
    """The need is met by another course in the other plan."""
    CLASS_NOT_OPENED = "class_not_opened"
    OTHER_CLASS = "other_class"
    """The class is opened in both plans; the place in it went to somebody else."""
    FORCED = "forced"
    """What made the place impossible, or worth less than another use of it: a cause of
    replanning in ``reason``, with its figures."""
    REARRANGED = "rearranged"
    """The course is only a part of what meets a need, and the parts were put together anew."""


class ClassChange(StrEnum):
    """What becomes of a class: the same programme, form, site and week in both plans, or not."""

    OPENED = "opened"
    CLOSED = "closed"
    RESIZED = "resized"
    REPRICED = "repriced"


class Figure(StrEnum):
    """What is counted, or added up, in both years; each over a base."""

    PEOPLE_WITH_NEEDS = "people_with_needs"
    NEEDS = "needs"
    OVERDUE = "overdue"
    DUE = "due"
    RECOMMENDED = "recommended"
    LATER = "later"
    NEEDS_MET = "needs_met"
    PERSONS_SENT = "persons_sent"
    TURNS = "turns"
    CLASSES = "classes"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of the year before and after, and what each is counted over.

    The base of people with needs is everybody in post; of needs the pairs of a person and something
    that applies to them; of needs met, turns and classes the needs due within the year; of persons
    sent those with a need; of the cost the budgets of the year (đồng).
    """

    figure: Figure
    before: int
    after: int
    base_before: int
    base_after: int

    @property
    def difference(self) -> int:
        """Return after minus before."""
        return self.after - self.before


NEEDS_DIFFERING: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "qualification_id": pl.String(),
    "change": pl.String(),  # NeedChange
    "why": pl.String(),  # NeedWhy
    "unit_before": pl.String(),
    "unit_after": pl.String(),
    "source_before": pl.String(),
    "source_after": pl.String(),
    "force_before": pl.String(),
    "force_after": pl.String(),
    "due_before": pl.Date(),
    "due_after": pl.Date(),
}

NEEDS_COUNTED: dict[str, pl.DataType] = {
    "qualification_id": pl.String(),
    "force": pl.String(),
    "before": pl.Int64(),
    "after": pl.Int64(),
    "appears": pl.Int64(),  # is there only after, or had another force before
    "vanishes": pl.Int64(),
}

TURNS_DIFFERING: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "unit_before": pl.String(),
    "unit_after": pl.String(),
    "programme_id": pl.String(),
    "change": pl.String(),  # TurnChange
    "why": pl.String(),  # TurnWhy
    "qualification_id": pl.String(),  # of the need that decided, where one did
    "reason": pl.String(),  # planning.reasons.Reason or replanning.Cause, with its figures
    "figures": pl.String(),
    "class_before": pl.String(),
    "class_after": pl.String(),
    "site_before": pl.String(),
    "site_after": pl.String(),
    "starts_before": pl.Date(),
    "starts_after": pl.Date(),
}

CLASSES_DIFFERING: dict[str, pl.DataType] = {
    "programme_id": pl.String(),
    "mode": pl.String(),
    "site_id": pl.String(),
    "starts_on": pl.Date(),
    "change": pl.String(),  # ClassChange
    "class_before": pl.String(),
    "class_after": pl.String(),
    "size_before": pl.Int64(),
    "size_after": pl.Int64(),
    "cost_before": pl.Int64(),
    "cost_after": pl.Int64(),
}

BUDGETS_COMPARED: dict[str, pl.DataType] = {
    "budget_id": pl.String(),
    "amount_before": pl.Int64(),
    "amount_after": pl.Int64(),
    "cost_before": pl.Int64(),
    "cost_after": pl.Int64(),
}

UNITS_DIFFERING: dict[str, pl.DataType] = {
    "unit_id": pl.String(),
    "people_before": pl.Int64(),
    "people_after": pl.Int64(),
    "needs_before": pl.Int64(),
    "needs_after": pl.Int64(),
    "turns_before": pl.Int64(),
    "turns_after": pl.Int64(),
    "cost_before": pl.Int64(),  # đồng; a class is shared out evenly between its learners
    "cost_after": pl.Int64(),
}


@dataclass(frozen=True, slots=True)
class Differences:
    """How one year differs from another; rows that are alike in both are left out.

    Only ``needs_by`` and ``budgets`` have every row, so that they add up to the totals. Every frame
    is sorted; where no plan is made the frames of the plan are empty.
    """

    totals: tuple[Total, ...]
    needs: pl.DataFrame
    needs_by: pl.DataFrame
    turns: pl.DataFrame
    classes: pl.DataFrame
    budgets: pl.DataFrame
    units: pl.DataFrame

    @property
    def none(self) -> bool:
        """Tell whether the two years are alike."""
        apart = (self.needs, self.turns, self.classes, self.units)
        same_money = (self.budgets["amount_before"] == self.budgets["amount_after"]).all()
        figures = all(t.before == t.after and t.base_before == t.base_after for t in self.totals)
        return figures and same_money and all(frame.is_empty() for frame in apart)
