"""The set-based needs agree, row by row, with a plain person-by-person computation."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given, settings

from tests.engine.needs.provinces import AS_OF, HORIZON, Row, small_province
from tests.engine.needs.reference import reference_needs
from tests.engine.needs.strategies import tables
from thuctien.engine.model import Province
from thuctien.engine.needs import COVERAGE_SCHEMA, NEEDS_SCHEMA, assess_people, compute_needs


@given(tables())
@settings(max_examples=150, deadline=None)
def test_needs_and_coverage_agree_row_by_row(rows: dict[str, list[Row]]) -> None:
    """Every column of every row, and the order of the rows, is that of the reference."""
    province = small_province(**rows)
    computed = compute_needs(province, AS_OF, HORIZON)
    expected = reference_needs(province, AS_OF, HORIZON)
    assert computed.needs.to_dicts() == expected.needs
    assert computed.coverage.to_dicts() == expected.coverage
    assert computed.people == expected.people


@given(tables())
@settings(max_examples=50, deadline=None)
def test_a_horizon_within_the_year_agrees_too(rows: dict[str, list[Row]]) -> None:
    """With a computation in the middle of the year the hours of that year count so far."""
    province = small_province(**rows)
    as_of, horizon = date(2026, 6, 30), date(2026, 11, 30)
    computed = compute_needs(province, as_of, horizon)
    assert computed.needs.to_dicts() == reference_needs(province, as_of, horizon).needs


@given(tables())
@settings(max_examples=50, deadline=None)
def test_assessing_keeps_the_met_and_changes_nothing_else(rows: dict[str, list[Row]]) -> None:
    """What is assessed and not met is exactly the needs; each coverage row adds up."""
    province = small_province(**rows)
    assessed = assess_people(province, AS_OF, HORIZON)
    computed = compute_needs(province, AS_OF, HORIZON)
    assert assessed.filter(~pl.col("met")).drop("met").equals(computed.needs)
    assert assessed.height == computed.coverage["subject"].sum()
    parts = computed.coverage.select(pl.sum_horizontal(*list(COVERAGE_SCHEMA)[3:]))
    assert parts.to_series().to_list() == computed.coverage["subject"].to_list()


@given(tables())
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_input_does_not_matter(rows: dict[str, list[Row]]) -> None:
    """Rows of the workbook may stand in any order."""
    province = small_province(**rows)
    turned = Province.from_frames(
        {name: frame.reverse() for name, frame in province.frames().items()}
    )
    here, there = compute_needs(province, AS_OF, HORIZON), compute_needs(turned, AS_OF, HORIZON)
    assert here.needs.equals(there.needs)
    assert here.coverage.equals(there.coverage)


@given(tables())
@settings(max_examples=20, deadline=None)
def test_frames_have_the_promised_columns(rows: dict[str, list[Row]]) -> None:
    """Also where nothing is asked of anybody."""
    province = small_province(**rows)
    computed = compute_needs(province, AS_OF, HORIZON)
    assert dict(computed.needs.schema) == NEEDS_SCHEMA
    assert dict(computed.coverage.schema) == COVERAGE_SCHEMA
