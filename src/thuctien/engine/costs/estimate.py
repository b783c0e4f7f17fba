"""What classes cost by the norms, item by item, and for which agency's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.engine.costs.norms import (
    BY_LEARNER,
    NORMS_SCHEMA,
    Count,
    items_without_norm,
    norms_of_classes,
)
from thuctien.engine.costs.sharing import share_out
from thuctien.engine.model.choices import Mode

CLASSES_SCHEMA: dict[str, pl.DataType] = {
    "class_id": pl.String(),
    "starts_on": pl.Date(),
    "programme_kind": pl.String(),
    "mode": pl.String(),
    "site_kind": pl.String(),
    "sessions": pl.Int64(),
    "budget_id": pl.String(),
    "flat_cost": pl.Int64(),
}
"""One class a row; ``sessions`` in half days, ``flat_cost`` in đồng is what the plan counts."""

LEARNERS_SCHEMA: dict[str, pl.DataType] = {
    "class_id": pl.String(),
    "unit_id": pl.String(),
    "distance_km": pl.Float64(),
}
"""One learner of a class a row: the unit that sends, and the way from there; null is not known."""

TEACHING_SCHEMA: dict[str, pl.DataType] = {
    "class_id": pl.String(),
    "lecturer_kind": pl.String(),
    "sessions": pl.Int64(),
}
"""Half days of a class by kind of lecturer."""

HALF_DAYS_A_DAY = 2
HALF_DAYS_A_RUN = {Mode.FULL_TIME: 10, Mode.MONTHLY: 10, Mode.WEEKEND: 4}
"""Half days of study in a row, between two journeys home."""

_LINE = ["class_id", "item", "taught_by"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Money by class and item, and the same money by agency.

    ``lines``: ``class_id``, ``item``, ``taught_by``, ``norm_id``, ``count``, ``quantity``,
    ``unit_price``, ``amount``, ``budget_amount``, ``agency_amount``, ``budget_id``. ``units``:
    ``unit_id``, ``item``, ``amount``, ``budget_amount``, ``agency_amount``. ``classes``:
    ``class_id``, ``learners``, ``amount``, ``budget_amount``, ``agency_amount``, ``flat_cost``,
    ``difference``: what budget lines pay by the norms, minus what the plan counts against them.
    ``missing``: ``class_id``, ``item``: items that have norms for such a class, but none on its
    day. All amounts in whole đồng; the units of a class make up the class.
    """

    lines: pl.DataFrame
    units: pl.DataFrame
    classes: pl.DataFrame
    missing: pl.DataFrame


def estimate_classes(
    classes: pl.DataFrame, learners: pl.DataFrame, teaching: pl.DataFrame, norms: pl.DataFrame
) -> Estimate:
    """Return what classes cost, by the norms in force on the day on which each starts.

    Frames as the schemas of this module and :data:`NORMS_SCHEMA` say. A line is quantity × amount
    of the norm; items counted by class or session are shared among the agencies by heads, those
    counted by learners fall to whose learner it is. Distances count in whole kilometres; a learner
    whose distance is not known counts as near. A class without learners costs what does not depend
    on them, and no agency bears it.
    """
    facts = _with_days(classes)
    people = learners.select(
        "class_id",
        "unit_id",
        pl.col("distance_km").fill_null(0.0).round().cast(pl.Int64).alias("km"),
    )
    chosen = norms_of_classes(classes, teaching, norms).join(
        facts.select(
            "class_id", "sessions", "days", "runs", pl.col("budget_id").alias("own_budget")
        ),
        on="class_id",
    )
    by_unit = _learner_quantities(chosen, people)
    lines = _lines(chosen, by_unit)
    units = _units(lines, by_unit, people)
    return Estimate(
        lines=lines,
        units=units.group_by("unit_id", "item").agg(_SUMS).sort("unit_id", "item"),
        classes=_class_sums(classes, people, lines),
        missing=items_without_norm(classes, norms),
    )


_SUMS = [pl.col(name).sum() for name in ("amount", "budget_amount", "agency_amount")]


def _with_days(classes: pl.DataFrame) -> pl.DataFrame:
    """Add days of study and runs of days: a class of 14 half days in full time has 7 and 2."""
    run = pl.col("mode").replace_strict(
        {mode.value: half_days for mode, half_days in HALF_DAYS_A_RUN.items()},
        return_dtype=pl.Int64,
    )
    sessions = pl.col("sessions")
    return classes.with_columns(
        ((sessions + HALF_DAYS_A_DAY - 1) // HALF_DAYS_A_DAY).alias("days"),
        ((sessions + run - 1) // run).alias("runs"),
    )


def _learner_quantities(chosen: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return the quantity of each line that counts learners, for each agency that has some."""
    count = pl.col("count")
    each = (
        pl.when(count == Count.LEARNER)
        .then(1)
        .when(count == Count.LEARNER_DAY)
        .then(pl.col("days"))
        .when(count == Count.LEARNER_NIGHT)
        .then(pl.col("days") - pl.col("runs"))
        .otherwise(2 * pl.col("km") * pl.col("runs"))
    )
    return (
        chosen.filter(count.is_in([counted.value for counted in BY_LEARNER]))
        .select(*_LINE, "count", "days", "runs", "from_km")
        .join(people, on="class_id")
        .filter(pl.col("km") >= pl.col("from_km"))
        .with_columns(each.cast(pl.Int64).alias("quantity"))
        .group_by(*_LINE, "unit_id")
        .agg(pl.col("quantity").sum())
        .sort(*_LINE, "unit_id")
    )


def _lines(chosen: pl.DataFrame, by_unit: pl.DataFrame) -> pl.DataFrame:
    counted = by_unit.group_by(_LINE).agg(pl.col("quantity").sum().alias("of_learners"))
    count = pl.col("count")
    quantity = (
        pl.when(count == Count.CLASS)
        .then(1)
        .when(count == Count.SESSION)
        .then(pl.col("sessions"))
        .when(count == Count.LECTURER_SESSION)
        .then(pl.col("lecturer_sessions"))
        .otherwise(pl.col("of_learners").fill_null(0))
    )
    budget_id = pl.when(pl.col("budget_id") == "").then(pl.col("own_budget"))
    return (
        chosen.join(counted, on=_LINE, how="left")
        .with_columns(
            quantity.cast(pl.Int64).alias("quantity"),
            pl.col("amount").alias("unit_price"),
            budget_id.otherwise(pl.col("budget_id")).alias("budget_id"),
        )
        .filter(pl.col("quantity") > 0)
        .with_columns((pl.col("quantity") * pl.col("unit_price")).alias("amount"))
        .with_columns(_percent("amount", "budget_percent").alias("budget_amount"))
        .with_columns((pl.col("amount") - pl.col("budget_amount")).alias("agency_amount"))
        .select(
            *_LINE,
            "norm_id",
            "count",
            "quantity",
            "unit_price",
            "amount",
            "budget_amount",
            "agency_amount",
            "budget_id",
        )
        .sort(_LINE)
    )


def _percent(amount: str, percent: str) -> pl.Expr:
    """Return a share in whole per cent, half a đồng rounded up, by whole numbers only."""
    return (pl.col(amount) * pl.col(percent) + 50) // 100


def _units(lines: pl.DataFrame, by_unit: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return each line once for each agency, with its part of the money."""
    heads = people.group_by("class_id", "unit_id").len("weight").sort("class_id", "unit_id")
    by_head = lines.join(by_unit.select(_LINE).unique(), on=_LINE, how="anti").join(
        heads, on="class_id", maintain_order="left_right"
    )
    counted = lines.join(
        by_unit.rename({"quantity": "weight"}), on=_LINE, maintain_order="left_right"
    )
    parts = pl.concat(
        [by_head.with_columns(pl.col("weight").cast(pl.Int64)), counted.select(by_head.columns)]
    ).rename({"amount": "line_amount", "budget_amount": "line_budget"})
    shared = share_out(parts, "line_amount", "weight", _LINE, "amount")
    # The budget's part by amounts, not by heads: so no agency's own part is ever below nothing.
    shared = share_out(shared, "line_budget", "amount", _LINE, "budget_amount")
    return shared.with_columns((pl.col("amount") - pl.col("budget_amount")).alias("agency_amount"))


def _class_sums(classes: pl.DataFrame, people: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    sums = lines.group_by("class_id").agg(_SUMS)
    learners = people.group_by("class_id").len("learners")
    money = ("amount", "budget_amount", "agency_amount")
    return (
        classes.select("class_id", "flat_cost")
        .join(learners, on="class_id", how="left")
        .join(sums, on="class_id", how="left")
        .with_columns(pl.col("learners", *money).fill_null(0).cast(pl.Int64))
        .select(
            "class_id",
            "learners",
            *money,
            "flat_cost",
            (pl.col("budget_amount") - pl.col("flat_cost")).alias("difference"),
        )
        .sort("class_id")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFacts:
    """One class, to be estimated by itself; ``kilometres`` has one distance for each learner."""

    programme_kind: str
    mode: Mode
    site_kind: str
    sessions: int
    kilometres: tuple[int, ...]
    lecturer_sessions: dict[str, int]
    budget_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an estimate: quantity × price = amount, by the norm with that code."""

    item: str
    norm_id: str
    count: Count
    quantity: int
    unit_price: int
    amount: int
    budget_amount: int
    agency_amount: int


def estimate_class(facts: ClassFacts, norms: pl.DataFrame, on: date) -> list[Line]:
    """Return the lines of one class that starts on a day; see :func:`estimate_classes`."""
    one = {
        "class_id": "",
        "starts_on": on,
        "programme_kind": facts.programme_kind,
        "mode": facts.mode.value,
        "site_kind": facts.site_kind,
        "sessions": facts.sessions,
        "budget_id": facts.budget_id,
        "flat_cost": 0,
    }
    learners = [("", "", float(km)) for km in facts.kilometres]
    taught = [("", kind, sessions) for kind, sessions in facts.lecturer_sessions.items()]
    estimate = estimate_classes(
        pl.DataFrame([one], schema=CLASSES_SCHEMA),
        pl.DataFrame(learners, schema=LEARNERS_SCHEMA, orient="row"),
        pl.DataFrame(taught, schema=TEACHING_SCHEMA, orient="row"),
        norms.select(*NORMS_SCHEMA),
    )
    columns = [name for name in Line.__dataclass_fields__ if name != "count"]
    return [
        Line(count=Count(row["count"]), **{name: row[name] for name in columns})
        for row in estimate.lines.iter_rows(named=True)
    ]
