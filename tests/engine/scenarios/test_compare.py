"""Two years side by side, in provinces small enough to say what must come out."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tests.engine.planning.provinces import YEAR, appointment, budget, person, post
from tests.engine.scenarios.cases import FROM, outcome, province
from thuctien.engine.model import Province
from thuctien.engine.planning.reasons import Reason
from thuctien.engine.scenarios import Change, Differences, Figure, Total, apply_changes, compare
from thuctien.engine.scenarios.changes import (
    ChangeProgramme,
    CloseSite,
    EndRequirement,
    MergeUnits,
    ScaleBudgets,
    SetQuota,
)
from thuctien.engine.scenarios.reasons import turn_why
from thuctien.engine.wording import Language


def differences(given: Province, *changes: Change) -> Differences:
    """Return what changes come to, plan included."""
    after = apply_changes(given, changes)
    return compare(outcome(given, planned=True), outcome(after, planned=True))


def total(found: Differences, figure: Figure) -> Total:
    """Return one figure."""
    return next(total for total in found.totals if total.figure is figure)


def test_one_seat_less_says_who_loses_it_and_why() -> None:
    """A quota of two leaves one of three out; the plan's own reason is told."""
    found = differences(province(), SetQuota(year=YEAR, programme_id="ct", seats=2))
    (row,) = found.turns.to_dicts()
    assert (row["programme_id"], row["change"], row["why"]) == ("ct", "loses", "answer")
    assert (row["reason"], row["qualification_id"]) == (Reason.QUOTA, "llct")
    why = turn_why(row["change"], row["why"], row["reason"], row["figures"], Language.EN)
    assert "used up: 2 of 2 turns" in why
    turns = total(found, Figure.TURNS)
    assert (turns.before, turns.after, turns.base_before, turns.base_after) == (3, 2, 3, 3)
    assert turns.difference == -1
    assert found.needs.is_empty()


def test_the_same_change_backwards_gains_what_it_lost() -> None:
    """Who gains a seat is told why there was none before."""
    tight = apply_changes(province(), [SetQuota(year=YEAR, programme_id="ct", seats=2)])
    found = differences(tight, SetQuota(year=YEAR, programme_id="ct", seats=3))
    (row,) = found.turns.to_dicts()
    assert (row["change"], row["why"], row["reason"]) == ("gains", "answer", Reason.QUOTA)
    why = turn_why(row["change"], row["why"], row["reason"], row["figures"], Language.VI)
    assert why.startswith("Trước đó chưa được cử: ")


def test_money_is_counted_by_source_and_shared_out_by_unit() -> None:
    """A class of three costs 1.6 million đồng; each of three units bears a third."""
    found = differences(province(budgets=[budget(10_000_000)]), ScaleBudgets(year=YEAR, percent=1))
    assert found.budgets.rows() == [("ns", 10_000_000, 100_000, 1_600_000, 0)]
    cost = total(found, Figure.COST)
    assert (cost.before, cost.after) == (1_600_000, 0)
    assert (cost.base_before, cost.base_after) == (10_000_000, 100_000)
    assert found.units.select("unit_id", "turns_before", "cost_before", "cost_after").rows() == [
        ("huyen", 1, 533_333, 0),
        ("xa1", 1, 533_333, 0),
        ("xa2", 1, 533_333, 0),
    ]
    assert found.classes.select("change", "size_before", "cost_after").rows() == [
        ("closed", 3, None)
    ]


def test_another_price_is_no_other_class() -> None:
    """The class is the same for its learners; only its cost differs."""
    found = differences(province(), ChangeProgramme(programme_id="ct", cost_per_class=2_000_000))
    assert found.turns.is_empty()
    assert found.classes.select("change", "cost_before", "cost_after").rows() == [
        ("repriced", 1_600_000, 2_600_000)
    ]


def test_learners_of_a_class_that_cannot_be_held_change_class() -> None:
    """The week of the class is closed: all three are told that it is not opened."""
    given = province()
    starts = outcome(given, planned=True).plan
    assert starts is not None
    first = starts.classes["starts_on"][0]
    closed = CloseSite(site_id="truong", first_day=first, last_day=date(YEAR, 12, 31))
    found = differences(given, closed)
    assert found.turns["change"].to_list() in (["moves"] * 3, ["loses"] * 3)
    week = CloseSite(site_id="truong", first_day=first, last_day=first + timedelta(days=6))
    moved = differences(given, week).turns
    assert moved.select("change", "why").unique().rows() == [("moves", "class_not_opened")]
    assert (moved["starts_before"] != moved["starts_after"]).all()


def test_a_rule_that_ends_takes_need_and_seat_away() -> None:
    """Nobody is sent where nothing is asked for."""
    found = differences(province(), EndRequirement(requirement_id="yc", from_day=FROM))
    assert found.turns.select("change", "why").unique().rows() == [("loses", "need_gone")]
    assert found.needs.select("change", "why").unique().rows() == [("vanishes", "rule_ended")]
    assert total(found, Figure.NEEDS_MET).base_after == 0


def test_who_moves_with_a_unit_is_counted_where_he_is() -> None:
    """The people, needs and turns of two communes are those of their successor."""
    merger = MergeUnits(unit_ids=("xa1", "xa2"), into_id="xa3", name="Xã Ba", from_day=FROM)
    found = differences(province(), merger)
    communes = found.units.filter(pl.col("unit_id").str.starts_with("xa"))
    people = communes.select("unit_id", "people_before", "people_after").rows()
    assert people == [("xa1", 1, 0), ("xa2", 1, 0), ("xa3", 0, 2)]
    assert communes["needs_after"].to_list() == [0, 0, 2]
    assert total(found, Figure.PEOPLE_WITH_NEEDS).difference == 0


def test_needs_alone_can_be_compared_before_there_is_a_plan() -> None:
    """The quick answer: figures of the plan are 0 on both sides."""
    given = province()
    after = apply_changes(given, [EndRequirement(requirement_id="yc", from_day=FROM)])
    found = compare(outcome(given, planned=True), outcome(after))
    assert total(found, Figure.NEEDS).difference == -3
    assert total(found, Figure.TURNS).before == 0
    assert found.turns.is_empty()


def test_the_counts_of_needs_add_up_to_the_totals() -> None:
    """By qualification and force, before and after."""
    many = [f"p{n}" for n in range(6)]
    given = province(
        people=[person(code) for code in many],
        posts=[post("cv_xa1", "xa1"), post("cv_huyen", "huyen")],
        appointments=[appointment(code, "cv_xa1") for code in many],
    )
    found = differences(given, EndRequirement(requirement_id="yc", from_day=FROM))
    needs = total(found, Figure.NEEDS)
    assert found.needs_by["before"].sum() == needs.before == 6
    assert found.needs_by["after"].sum() == needs.after == 0
