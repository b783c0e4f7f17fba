"""Nominations are put into one order, by stated criteria, with a reason for each place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.selection import (
    CANDIDATES_SCHEMA,
    DEFAULT_ORDER,
    Criterion,
    Side,
    Tie,
    comparison_text,
    criterion_name,
    order_text,
    rank_candidates,
    read_order,
)
from thuctien.engine.wording import Language

MORNING = datetime(2027, 1, 4, 8, 0)  # noqa: DTZ001
EQUAL: dict[str, Any] = {
    "submitted": MORNING,
    "verdict": "met",
    "had_a_seat": False,
    "force": "due",
    "due_on": date(2027, 6, 1),
    "planned": False,
    "years_left": 10,
    "times_refused": 0,
}


def candidates(*rows: dict[str, Any]) -> pl.DataFrame:
    """Make candidates 1, 2, … who are equal but for what is said."""
    filled = [
        {"nomination_id": n, "person_id": f"P{n}", **EQUAL, **row} for n, row in enumerate(rows, 1)
    ]
    return pl.DataFrame(filled, schema=CANDIDATES_SCHEMA)


BETTER_FIRST = [
    (Criterion.VERDICT, "special_decision", "met"),
    (Criterion.HAD_A_SEAT, False, True),
    (Criterion.FORCE, "due", "overdue"),
    (Criterion.FORCE, "later", "recommended"),
    (Criterion.FORCE, None, "later"),
    (Criterion.DUE_ON, date(2027, 6, 2), date(2027, 6, 1)),
    (Criterion.DUE_ON, None, date(2099, 6, 1)),
    (Criterion.PLANNED, False, True),
    (Criterion.YEARS_LEFT, 3, 4),
    (Criterion.TIMES_REFUSED, 0, 1),
]


@pytest.mark.parametrize(("criterion", "worse", "better"), BETTER_FIRST)
def test_each_criterion_puts_the_better_first(
    criterion: Criterion, worse: object, better: object
) -> None:
    ranked = rank_candidates(candidates({criterion: worse}, {criterion: better}))
    assert ranked["nomination_id"].to_list() == [2, 1]
    assert ranked["rank"].to_list() == [1, 2]
    assert ranked["decided_by"].to_list() == [None, criterion]


def test_an_earlier_criterion_outweighs_all_later_ones() -> None:
    strong = {"force": "overdue", "years_left": 1, "due_on": date(2030, 1, 1)}
    ranked = rank_candidates(candidates({"years_left": 30, "planned": True}, strong))
    assert ranked["nomination_id"].to_list() == [2, 1]


def test_the_order_of_the_criteria_is_the_provinces_own() -> None:
    rows = candidates({"force": "overdue", "years_left": 1}, {"years_left": 30})
    assert rank_candidates(rows)["nomination_id"][0] == 1
    by_years = read_order("years_left; force")
    assert rank_candidates(rows, by_years)["nomination_id"][0] == 2


def test_two_people_equal_in_rank_share_it_and_the_tie_rule_is_named() -> None:
    later = MORNING + timedelta(minutes=1)
    ranked = rank_candidates(candidates({"submitted": later}, {}, {"force": "recommended"}))
    assert ranked["nomination_id"].to_list() == [2, 1, 3]
    assert ranked["rank"].to_list() == [1, 1, 3]
    assert ranked["place"].to_list() == [1, 2, 3]
    assert ranked["decided_by"].to_list() == [None, Tie.SUBMITTED, Criterion.FORCE]


def test_the_code_decides_where_even_the_time_is_equal() -> None:
    ranked = rank_candidates(candidates({"person_id": "Z"}, {"person_id": "A"}))
    assert ranked["nomination_id"].to_list() == [2, 1]
    assert ranked["decided_by"].to_list() == [None, Tie.CODE]


def test_a_reason_has_both_values() -> None:
    row = rank_candidates(candidates({}, {"due_on": date(2027, 7, 2)})).row(1, named=True)
    assert (row["above"], row["own"], row["other"]) == (1, "2027-07-02", "2027-06-01")


def test_nobody_is_ranked_in_an_empty_class() -> None:
    assert rank_candidates(candidates()).is_empty()


def test_an_order_names_known_criteria_once() -> None:
    assert read_order("force, due_on") == (Criterion.FORCE, Criterion.DUE_ON)
    with pytest.raises(ValueError, match="age"):
        read_order("age")
    with pytest.raises(ValueError, match="twice"):
        read_order("force; force")


people = st.fixed_dictionaries(
    {
        "person_id": st.sampled_from("ABCDE"),
        "submitted": st.sampled_from([MORNING, MORNING + timedelta(hours=1)]),
        "verdict": st.sampled_from(["met", "special_decision", "not_met", ""]),
        "had_a_seat": st.booleans(),
        "force": st.sampled_from(["overdue", "due", "recommended", "later", None]),
        "due_on": st.sampled_from([None, date(2027, 1, 1), date(2028, 1, 1)]),
        "planned": st.booleans(),
        "years_left": st.sampled_from([None, 0, 5]),
        "times_refused": st.integers(0, 2),
    }
)


@given(st.lists(people, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(
    rows: list[dict[str, Any]], chance: Any
) -> None:
    frame = candidates(*rows)
    places = list(range(frame.height))
    chance.shuffle(places)
    assert rank_candidates(frame).equals(rank_candidates(frame[places]))


@given(st.lists(people, min_size=1, max_size=12))
def test_the_order_is_total_and_ranks_never_fall(rows: list[dict[str, Any]]) -> None:
    ranked = rank_candidates(candidates(*rows))
    assert ranked["place"].to_list() == list(range(1, len(rows) + 1))
    assert sorted(ranked["nomination_id"]) == list(range(1, len(rows) + 1))
    assert ranked["rank"].is_sorted()
    assert (ranked["rank"] <= ranked["place"]).all()


@given(st.lists(people, min_size=2, max_size=8))
def test_leaving_somebody_out_turns_nobody_round(rows: list[dict[str, Any]]) -> None:
    everybody = rank_candidates(candidates(*rows))["nomination_id"].to_list()
    without = candidates(*rows).filter(pl.col("nomination_id") != 1)
    kept = rank_candidates(without)["nomination_id"].to_list()
    assert kept == [one for one in everybody if one != 1]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("decided_by", [*Criterion, *Tie])
def test_every_comparison_has_a_sentence(
    language: Language, side: Side, decided_by: Criterion | Tie
) -> None:
    text = comparison_text(side, decided_by, None, None, language, "Nguyễn Thị Lan")
    assert "Nguyễn Thị Lan" in text
    assert "{" not in text
    assert criterion_name(decided_by, language)


def test_a_sentence_says_days_as_they_are_written_here() -> None:
    text = comparison_text(Side.BEFORE, Criterion.DUE_ON, "2027-06-01", "2027-07-02", Language.VI)
    assert text == (
        "Xếp trước người kế tiếp vì nhu cầu đến hạn sớm hơn (01/06/2027, bên kia 02/07/2027)."
    )


def test_how_a_class_is_ranked_is_said_with_its_tie_rule() -> None:
    text = order_text(DEFAULT_ORDER, Language.EN)
    assert "1) Meets the conditions; 2)" in text
    assert "submitted earlier" in text
