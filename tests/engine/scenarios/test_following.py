"""The plan of a changed year keeps to the plan that there is, unless something forces it."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest

from tests.engine.planning.provinces import YEAR, budget, quota
from tests.engine.planning.strategies import small_case
from tests.engine.scenarios.cases import FROM, HORIZON, outcome, province
from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning import check_plan, count_met
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.result import Outcome as Answered
from thuctien.engine.scenarios import (
    Change,
    Differences,
    PlanFrames,
    apply_changes,
    compare,
    following_plan,
    outcome_of,
)
from thuctien.engine.scenarios.changes import (
    EndRequirement,
    MergeUnits,
    ScaleBudgets,
    SetQuota,
)
from thuctien.engine.scenarios.following import answers_of
from thuctien.engine.scenarios.reasons import turn_why
from thuctien.engine.wording import Language


def followed(given: Province, *changes: Change) -> Differences:
    """Return what changes come to where the plan keeps to the one that there is."""
    before = outcome(given, planned=True)
    assert before.plan is not None
    after = apply_changes(given, changes)
    needs = compute_needs(after, FROM, HORIZON)
    plan = following_plan(after, needs, before.plan, year=YEAR)
    assert check_plan(after, needs, plan.classes, plan.turns, year=YEAR) == ()
    return compare(before, outcome_of(after, needs, plan))


def test_without_a_change_every_seat_stays() -> None:
    """Nothing forces anything, and nothing more can be met."""
    assert followed(province()).none


def test_a_merger_moves_nobody_out_of_a_class() -> None:
    """Only units differ; who had a seat has it."""
    merger = MergeUnits(unit_ids=("xa1", "xa2"), into_id="xa1", from_day=FROM)
    given = province(
        units=[{**row, "away_share": 1.0} for row in province().units.to_dicts()],
    )
    assert followed(given, merger).turns.is_empty()


def test_what_forces_somebody_out_is_said() -> None:
    """Of three one must go, and the sentence says that the quota is used up."""
    found = followed(province(), SetQuota(year=YEAR, programme_id="ct", seats=2))
    (row,) = found.turns.to_dicts()
    assert (row["change"], row["why"], row["reason"]) == ("loses", "forced", "quota")
    for language in Language:
        why = turn_why(row["change"], row["why"], row["reason"], row["figures"], language)
        assert why.endswith(".")
        assert "{" not in why


def test_no_money_at_all_closes_the_class() -> None:
    """All three lose their seats, for want of money."""
    found = followed(province(budgets=[budget(10_000_000)]), ScaleBudgets(year=YEAR, percent=1.0))
    assert found.turns.select("change", "why", "reason").unique().rows() == [
        ("loses", "forced", "budget")
    ]


def test_a_need_that_is_gone_is_said_first() -> None:
    """Nothing had to force it."""
    found = followed(province(), EndRequirement(requirement_id="yc", from_day=FROM))
    assert found.turns.select("change", "why").unique().rows() == [("loses", "need_gone")]


def test_who_gains_a_seat_is_told_why_there_was_none() -> None:
    """The others stay where they are."""
    given = province(quotas=[quota(2)])
    found = followed(given, SetQuota(year=YEAR, programme_id="ct", seats=3))
    assert found.turns.select("change", "why", "reason").rows() == [("gains", "answer", "quota")]


@pytest.mark.parametrize("seed", range(12))
def test_answers_agree_with_the_independent_count(seed: int) -> None:
    """What is met is what the checker counts, in small provinces with hours and inclusions."""
    case = small_case(Random(seed))  # noqa: S311 - provinces, not secrets
    plan = make_plan(case.province, case.needs, year=YEAR)
    frames = PlanFrames(plan.classes, plan.turns, plan.answers)
    answers = answers_of(case.province, case.needs, frames.classes, frames.turns)
    counted = count_met(case.province, case.needs, plan.turns, plan.classes)
    sent = answers.filter(pl.col("outcome") == Answered.SENT)
    assert sent.height == sum(counted.values())
    assert set(sent["need_id"]) == set(
        plan.answers.filter(pl.col("outcome") == Answered.SENT)["need_id"]
    )
