"""What a class costs by the norms, and what falls to which agency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.costs import (
    CLASSES_SCHEMA,
    LEARNERS_SCHEMA,
    NORMS_SCHEMA,
    TEACHING_SCHEMA,
    ClassFacts,
    Count,
    Estimate,
    estimate_class,
    estimate_classes,
)
from thuctien.engine.costs.sharing import share_out
from thuctien.engine.model.choices import Mode

ON = date(2027, 3, 1)
FACTS = ClassFacts(
    programme_kind="leadership",
    mode=Mode.FULL_TIME,
    site_kind="school",
    sessions=14,
    kilometres=(3, 40, 100),
    lecturer_sessions={"permanent": 12, "visiting": 2},
    budget_id="NS",
)


def norms(*rows: Mapping[str, object]) -> pl.DataFrame:
    """Return norms; what a row does not say is all, nothing, or without end."""
    usual: dict[str, object] = {
        "item": "X",
        "count": "class",
        "amount": 1000,
        "programme_kind": "",
        "mode": "",
        "site_kind": "",
        "lecturer_kind": "",
        "from_km": 0,
        "budget_percent": 100,
        "budget_id": "",
        "valid_from": None,
        "valid_to": None,
    }
    full = [{"norm_id": f"N{i}", **usual, **row} for i, row in enumerate(rows)]
    return pl.DataFrame(full, schema=NORMS_SCHEMA)


@pytest.mark.parametrize(
    ("count", "from_km", "quantity"),
    [
        (Count.CLASS, 0, 1),
        (Count.SESSION, 0, 14),
        (Count.LEARNER, 0, 3),
        (Count.LEARNER, 40, 2),
        (Count.LEARNER_DAY, 0, 3 * 7),
        (Count.LEARNER_NIGHT, 30, 2 * 5),
        (Count.LEARNER_KM, 30, 2 * 2 * 140),
    ],
)
def test_each_count_multiplies_by_its_own_quantity(
    count: Count, from_km: int, quantity: int
) -> None:
    (line,) = estimate_class(FACTS, norms({"count": count.value, "from_km": from_km}), ON)
    assert (line.quantity, line.amount) == (quantity, quantity * 1000)


def test_lecturers_are_paid_by_their_kind() -> None:
    rules = norms(
        {"count": "lecturer_session", "amount": 500},
        {"count": "lecturer_session", "amount": 900, "lecturer_kind": "visiting"},
    )
    found = {line.norm_id: line.amount for line in estimate_class(FACTS, rules, ON)}
    assert found == {"N0": 12 * 500, "N1": 2 * 900}


def test_the_day_of_the_class_chooses_the_norm() -> None:
    rules = norms(
        {"valid_to": date(2026, 12, 31)}, {"amount": 2000, "valid_from": date(2027, 1, 1)}
    )
    prices = [
        estimate_class(FACTS, rules, on)[0].unit_price
        for on in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert prices == [1000, 2000]


def test_the_narrower_norm_stands_then_the_newer() -> None:
    rules = norms(
        {"valid_from": date(2026, 1, 1)},
        {"mode": "full_time"},
        {"mode": "full_time", "valid_from": date(2020, 1, 1)},
        {"mode": "weekend"},
        {"site_kind": "academy"},
    )
    assert [line.norm_id for line in estimate_class(FACTS, rules, ON)] == ["N2"]


def test_a_class_at_weekends_has_a_night_a_week() -> None:
    weekend = ClassFacts(
        programme_kind="leadership",
        mode=Mode.WEEKEND,
        site_kind="school",
        sessions=10,
        kilometres=(50,),
        lecturer_sessions={},
    )
    (nights,) = estimate_class(weekend, norms({"count": "learner_night"}), ON)
    assert nights.quantity == 5 - 3


def test_the_agency_pays_what_the_budget_does_not() -> None:
    (line,) = estimate_class(FACTS, norms({"amount": 1001, "budget_percent": 50}), ON)
    assert (line.budget_amount, line.agency_amount) == (501, 500)


def test_an_item_without_a_norm_on_the_day_is_missing() -> None:
    rules = norms(
        {"item": "A", "valid_to": date(2020, 1, 1)},
        {"item": "B", "valid_to": date(2020, 1, 1), "mode": "weekend"},
        {"item": "C"},
    )
    found = _estimate([("L1", 14)], [("L1", "U1", 1.0)], rules)
    assert found.missing.rows() == [("L1", "A")]


def test_a_norm_for_lecturers_who_do_not_teach_the_class_is_not_missing() -> None:
    rules = norms({"item": "A", "count": "lecturer_session", "lecturer_kind": "visiting"})
    found = _estimate([("L1", 14)], [("L1", "U1", 1.0)], rules)
    assert found.missing.is_empty()
    assert found.lines.is_empty()


def test_what_the_plan_counts_stands_beside_the_estimate() -> None:
    found = _estimate([("L1", 14)], [("L1", "U1", 1.0)], norms({"amount": 900}))
    row = found.classes.row(0, named=True)
    assert (row["amount"], row["flat_cost"], row["difference"]) == (900, 5000, -4100)


def test_items_of_the_class_are_shared_by_heads_those_of_learners_by_whose_they_are() -> None:
    rules = norms(
        {"item": "room", "count": "session", "amount": 100},
        {"item": "travel", "count": "learner_km", "amount": 10, "from_km": 15},
    )
    people = [("L1", "U1", 1.0), ("L1", "U1", None), ("L1", "U2", 20.4)]
    found = _estimate([("L1", 14)], people, rules)
    units = {(u, i): a for u, i, a in found.units.select("unit_id", "item", "amount").iter_rows()}
    assert units == {
        ("U1", "room"): 933,
        ("U2", "room"): 467,
        ("U2", "travel"): 2 * 2 * 20 * 10,
    }


def test_a_class_without_learners_has_no_line_that_counts_them() -> None:
    rules = norms({"item": "A"}, {"item": "B", "count": "learner"})
    found = _estimate([("L1", 14)], [], rules)
    assert found.lines["item"].to_list() == ["A"]
    assert found.units.is_empty()


@given(
    people=st.lists(
        st.tuples(
            st.sampled_from(["L1", "L2"]), st.sampled_from("ABCDE"), st.integers(0, 90).map(float)
        ),
        min_size=1,
        max_size=30,
    ),
    amounts=st.lists(st.integers(1, 4_000_000_000), min_size=7, max_size=7),
    percent=st.integers(0, 100),
)
def test_agencies_bear_together_what_their_classes_cost(
    people: list[tuple[str, str, float]], amounts: list[int], percent: int
) -> None:
    rules = norms(
        *(
            {
                "item": count.value,
                "count": count.value,
                "amount": amount,
                "budget_percent": percent,
            }
            for count, amount in zip(Count, amounts, strict=True)
        )
    )
    found = _estimate([("L1", 14), ("L2", 3)], people, rules)
    with_people = found.classes.filter(pl.col("learners") > 0)
    for money in ("amount", "budget_amount", "agency_amount"):
        assert found.units[money].sum() == with_people[money].sum()
        assert found.units[money].min() >= 0  # type: ignore[operator]


@given(
    st.integers(0, 10**12),
    st.lists(st.integers(0, 10**12), min_size=1, max_size=12),
)
def test_parts_make_up_the_sum_and_are_fair_to_the_dong(total: int, weights: list[int]) -> None:
    rows = pl.DataFrame({"g": 1, "total": total, "weight": weights})
    parts = share_out(rows, "total", "weight", ["g"], "part")["part"].to_list()
    assert sum(parts) == total
    if whole := sum(weights):
        assert all(
            abs(part * whole - total * weight) < whole
            for part, weight in zip(parts, weights, strict=True)
        )


def _estimate(
    classes: list[tuple[str, int]],
    people: list[tuple[str, str, float | None]] | list[tuple[str, str, float]],
    rules: pl.DataFrame,
) -> Estimate:
    rows = [
        (code, ON, "leadership", "full_time", "school", sessions, "NS", 5000)
        for code, sessions in classes
    ]
    teaching = [(code, "permanent", sessions) for code, sessions in classes]
    return estimate_classes(
        pl.DataFrame(rows, schema=CLASSES_SCHEMA, orient="row"),
        pl.DataFrame(people, schema=LEARNERS_SCHEMA, orient="row"),
        pl.DataFrame(teaching, schema=TEACHING_SCHEMA, orient="row"),
        rules,
    )
