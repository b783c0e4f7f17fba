"""One row for each turn that a report can count, with what it is told apart by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import Q, QuerySet

from thuctien.base.access import unscoped
from thuctien.people.models import Person, SensitiveFacts, Unit
from thuctien.reports.closed_sets import Progress
from thuctien.reports.returns import ONLY_FIGURES
from thuctien.reports.returns.as_of import units_now, with_posts
from thuctien.reports.returns.money import shared_cost
from thuctien.sending.models import Nomination, NominationState, Plan, Round, Turn

NOT_COUNTED = (NominationState.DRAFT, NominationState.DEFERRED, NominationState.SUBSTITUTED)
"""Drafts are not yet put forward; of who was deferred or replaced, the one who follows counts."""
DECIDED = (NominationState.DECIDED, NominationState.JOINED, NominationState.NOT_JOINED)
MAJORITY = "kinh"
YES, NO = "yes", "no"

_TURNS = {
    "class_key": pl.String,
    "person_id": pl.String,
    "sex": pl.String,
    "birth_date": pl.Date,
    "given_unit": pl.String,
    "starts_on": pl.Date,
    "programme": pl.String,
    "programme_kind": pl.String,
    "budget": pl.String,
    "mode": pl.String,
    "site_kind": pl.String,
    "class_cost": pl.Int64,
    "learner_cost": pl.Int64,
    "needs": pl.Int64,
    Progress.PLANNED.value: pl.Boolean,
    Progress.NOMINATED.value: pl.Boolean,
    Progress.DECIDED.value: pl.Boolean,
    Progress.JOINED.value: pl.Boolean,
}
_OF_A_CLASS = ("starts_on", "programme_id", "programme__kind", "programme__budget_id", "mode")
_OF_A_PERSON = ("person_id", "person__sex", "person__birth_date", "unit_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Of what a report is: whole years, a unit with all below it, under names of then or of now."""

    years: Sequence[int]
    unit: Unit
    names_now: bool
    today: date


@dataclass(frozen=True, slots=True)
class Facts:
    """The turns, and the years for which no plan was approved, so that a draft was counted."""

    turns: pl.DataFrame
    draft_years: Sequence[int]


def read_facts(extent: Extent, *, sensitive: bool) -> Facts:
    """Return the turns of the years asked for in the unit asked for, by a fixed number of queries.

    Columns: ``class_key``, ``person_id``, ``starts_on``, ``needs``, ``money`` (whole đồng), one
    truth by :class:`Progress`, ``years_old``, ``path`` of the unit, and a code for each
    dimension that the turn or the post of that day has. ``sensitive`` asks for the two dimensions
    that are sealed, which take long to open; without it they are left out.
    """
    plans, drafts = _plans(extent.years)
    planned, named = _planned(plans, drafts, extent.years), _nominated(extent.years)
    rows = [*_rows_of_turns(planned), *_rows_of_nominations(named)]
    turns = pl.DataFrame(rows, schema=_TURNS, orient="row")
    turns = _once_in_a_class(turns)
    everybody = unscoped(Person.objects.all(), reason=ONLY_FIGURES)
    people = everybody.filter(Q(pk__in=planned.values("person")) | Q(pk__in=named.values("person")))
    turns = shared_cost(turns).with_row_index("row")
    turns = _with_units(with_posts(turns, people), extent).with_columns(
        _age().alias("years_old"),
        pl.col("starts_on").dt.year().cast(pl.String).alias("year"),
        pl.col("starts_on").dt.quarter().cast(pl.String).alias("quarter"),
    )
    if sensitive:
        turns = _with_sensitive(turns, people)
    return Facts(turns.drop("birth_date"), [plan.year for plan in drafts])


def _once_in_a_class(turns: pl.DataFrame) -> pl.DataFrame:
    """Keep the row that went furthest of who was put forward for the same class again."""
    furthest = [Progress.JOINED.value, Progress.DECIDED.value]
    return turns.sort(furthest, descending=True, maintain_order=True).unique(
        ["class_key", "person_id"], keep="first", maintain_order=True
    )


def _plans(years: Sequence[int]) -> tuple[list[tuple[int, str]], list[Plan]]:
    """Return which programmes of which plans were approved; current plans of the other years."""
    approved = Round.objects.filter(
        year__in=years, approved_at__isnull=False, plan__isnull=False
    ).values_list("plan_id", "programmes__programme_id", "year")
    rows = list(approved)
    missing = set(years) - {year for _plan, _programme, year in rows}
    drafts = Plan.objects.filter(is_current=True, year__in=missing)
    return [(plan, programme or "") for plan, programme, _year in rows], list(drafts)


def _planned(
    approved: Sequence[tuple[int, str]], drafts: Sequence[Plan], years: Sequence[int]
) -> QuerySet[Turn]:
    chosen = Q(plan__in=drafts)
    for plan in sorted({plan for plan, _programme in approved}):
        codes = [programme for one, programme in approved if one == plan]
        chosen |= Q(plan=plan, planned_class__programme__in=codes)
    rows = unscoped(Turn.objects.filter(chosen), reason=ONLY_FIGURES)
    return rows.filter(planned_class__starts_on__range=_days(years))


def _nominated(years: Sequence[int]) -> QuerySet[Nomination]:
    rows = Nomination.objects.filter(offered_class__starts_on__range=_days(years))
    return unscoped(rows.exclude(state__in=NOT_COUNTED), reason=ONLY_FIGURES)


def _days(years: Sequence[int]) -> tuple[date, date]:
    return date(min(years), 1, 1), date(max(years), 12, 31)


def _rows_of_turns(turns: QuerySet[Turn]) -> Iterator[tuple[object, ...]]:
    columns = [f"planned_class__{name}" for name in (*_OF_A_CLASS, "site__kind", "cost")]
    found = turns.order_by("pk").values_list(
        "planned_class_id", *_OF_A_PERSON, *columns, "needs_met"
    )
    for class_id, *parts, cost, needs in found:
        yield (f"p{class_id}", *parts, cost, 0, needs, True, False, False, False)


def _rows_of_nominations(nominations: QuerySet[Nomination]) -> Iterator[tuple[object, ...]]:
    names = (*_OF_A_CLASS, "site__kind", "programme__cost_per_class", "programme__cost_per_learner")
    columns = [f"offered_class__{name}" for name in names]
    found = nominations.order_by("pk").values_list(
        "offered_class_id", *_OF_A_PERSON, *columns, "answers", "state"
    )
    for class_id, *parts, answers, state in found:
        reached = (False, True, state in DECIDED, state == NominationState.JOINED)
        yield (f"o{class_id}", *parts, len(answers), *reached)


def _with_units(turns: pl.DataFrame, extent: Extent) -> pl.DataFrame:
    """Keep turns of the unit and below; name the unit of the day, or what it is today."""
    if extent.names_now:
        turns = turns.with_columns(pl.col("unit_id").replace(units_now(extent.today)))
    units = pl.DataFrame(
        list(Unit.objects.values_list("unit_id", "path", "kind")),
        schema={"unit_id": pl.String, "path": pl.String, "unit_kind": pl.String},
        orient="row",
    )
    return turns.join(units, on="unit_id", maintain_order="left").filter(
        pl.col("path").str.starts_with(extent.unit.path)
    )


def _age() -> pl.Expr:
    born, day = pl.col("birth_date").dt, pl.col("starts_on").dt
    before_birthday = (day.month() < born.month()) | (
        (day.month() == born.month()) & (day.day() < born.day())
    )
    return day.year() - born.year() - before_birthday.cast(pl.Int32)


def _with_sensitive(turns: pl.DataFrame, people: QuerySet[Person]) -> pl.DataFrame:
    facts = unscoped(SensitiveFacts.objects.filter(person__in=people), reason=ONLY_FIGURES)
    known = pl.DataFrame(
        list(facts.values_list("person_id", "ethnic_group", "party_joined_on")),
        schema={"person_id": pl.String, "group": pl.String, "party_since": pl.Date},
        orient="row",
    )
    minority = (pl.col("group").fill_null("") != "") & (pl.col("group") != MAJORITY)
    member = (pl.col("party_since") <= pl.col("starts_on")).fill_null(value=False)
    return (
        turns.join(known, on="person_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(minority).then(pl.lit(YES)).otherwise(pl.lit(NO)).alias("ethnic_minority"),
            pl.when(member).then(pl.lit(YES)).otherwise(pl.lit(NO)).alias("party_member"),
        )
        .drop("group", "party_since")
    )
