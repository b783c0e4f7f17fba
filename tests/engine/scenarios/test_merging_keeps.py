"""A merger, in any province: everybody stays in post, and in need of the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.needs.provinces import HORIZON, UNITS, Row, small_province
from tests.engine.needs.strategies import tables
from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.scenarios import apply_changes
from thuctien.engine.scenarios.changes import MergeUnits

ON = date(2027, 1, 1)
MERGERS = st.sampled_from(
    [
        MergeUnits(unit_ids=("phong", "xa"), into_id="phong", from_day=ON),
        MergeUnits(unit_ids=("phong", "xa"), into_id="moi", name="Mới", from_day=ON),
        MergeUnits(unit_ids=("so", "phong"), into_id="so", from_day=ON),
        MergeUnits(unit_ids=("xa", "so"), into_id="moi", name="Mới", from_day=ON),
    ]
)


def province_of(rows: dict[str, list[Row]]) -> Province:
    """Return a province in which nobody holds one post twice at once."""
    once = {(row["person_id"], row["post_id"]): row for row in rows["appointments"]}
    kinds = {str(row["kind"]) for row in UNITS}
    codes = [{"list": "unit_kind", "code": kind, "name": kind} for kind in sorted(kinds)]
    tables: dict[str, Sequence[Row]] = {**rows, "appointments": list(once.values())}
    return small_province(**{**tables, "codes": codes})


def asked_by_rules(of: Province) -> pl.DataFrame:
    """Return the needs that come from a requirement which names no kind of unit.

    Without unit and post, which are others after a merger.
    """
    anywhere = of.requirements.filter(pl.col("unit_kinds").list.len().fill_null(0) == 0)
    needs = compute_needs(of, ON, HORIZON).needs
    codes = anywhere["requirement_id"].implode()
    return needs.filter(pl.col("source_id").is_in(codes)).drop("unit_id", "post_id")


@given(tables(), MERGERS)
@settings(max_examples=15, deadline=None)
def test_needs_of_rules_for_everybody_are_the_same(
    rows: dict[str, list[Row]], merger: MergeUnits
) -> None:
    """The same needs of the same people, as pressing and due on the same day."""
    before = province_of(rows)
    after = apply_changes(before, [merger])
    assert compute_needs(after, ON, HORIZON).people == compute_needs(before, ON, HORIZON).people
    assert asked_by_rules(after).to_dicts() == asked_by_rules(before).to_dicts()


@given(tables(), MERGERS)
@settings(max_examples=15, deadline=None)
def test_what_units_asked_stays_asked(rows: dict[str, list[Row]], merger: MergeUnits) -> None:
    """Nobody of a merging unit loses what it, or the whole province, asked for its people."""
    before = province_of(rows)
    after = apply_changes(before, [merger])
    ended = set(merger.unit_ids) - {merger.into_id}
    of_units = before.stated_needs.filter(
        pl.col("unit_id").is_null() | pl.col("unit_id").is_in(sorted(ended))
    )
    asked = compute_needs(before, ON, HORIZON).needs.filter(
        pl.col("source_id").is_in(of_units["need_id"].implode())
    )
    left = compute_needs(after, ON, HORIZON).needs
    wanted = ["person_id", "qualification_id", "due_on", "binding"]
    assert asked.join(left, on=wanted, how="anti").is_empty()


@given(tables(), MERGERS)
@settings(max_examples=15, deadline=None)
def test_the_days_before_are_as_they_were(rows: dict[str, list[Row]], merger: MergeUnits) -> None:
    """Needs computed for a day before the merger are the same, row by row."""
    before = province_of(rows)
    after = apply_changes(before, [merger])
    eve, end = date(2026, 6, 30), date(2026, 12, 31)
    assert compute_needs(after, eve, end).needs.equals(compute_needs(before, eve, end).needs)
