"""Small provinces to which something happens: no rule broken, and no more changes than needed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from tests.engine.planning.provinces import YEAR
from tests.engine.replanning.cases import Happened, happened
from tests.engine.replanning.exact import ExactReplan
from tests.engine.replanning.undo import needless
from thuctien.engine.planning import check_plan, count_met
from thuctien.engine.replanning import Frontier, complete_plan, replan

SEEDS = range(40)
"""About half of the provinces have a plan of which somebody was told. ``python -m bench
replan-small`` measures the same over 400 seeds."""


@cache
def cases() -> list[tuple[Happened, Frontier]]:
    """Return the cases of fixed seeds in which somebody was told of something, replanned."""
    found = [happened(Random(seed)) for seed in SEEDS]  # noqa: S311 - provinces, not secrets
    return [(case, case.replanned()) for case in found if case.told]


def test_there_are_cases_in_which_somebody_must_be_told_anew() -> None:
    """The measure itself: enough cases with forced changes, and enough with several points."""
    forced = [frontier for _, frontier in cases() if frontier.points[0].changes]
    assert len(cases()) > len(SEEDS) / 3
    assert len(forced) > len(cases()) / 4


def test_every_plan_keeps_every_rule_and_claims_what_is_true() -> None:
    """The judge agrees with every point of every frontier."""
    for case, frontier in cases():
        province, needs = case.after.province, case.after.needs
        for point in frontier.points:
            counted = count_met(province, needs, point.turns, point.classes)
            assert check_plan(province, needs, point.classes, point.turns, YEAR) == ()
            assert tuple(counted.values()) == point.met


def test_the_first_plan_has_the_fewest_changes_of_all_plans() -> None:
    """Equal to the exact search over all plans, and proven by the planner itself."""
    for case, frontier in cases():
        fewest = ExactReplan(case).fewest()
        assert frontier.points[0].changes == fewest
        assert frontier.points[0].least_changes == fewest


def test_no_single_change_is_needless() -> None:
    """Undoing any one change by itself breaks a rule or costs needs that are worth it."""
    for case, frontier in cases():
        for point in frontier.points:
            assert list(needless(case, point)) == []


def test_points_meet_more_with_every_further_change() -> None:
    """A frontier has no point that another surpasses."""
    for _, frontier in cases():
        changes = [point.changes for point in frontier.points]
        assert changes == sorted(set(changes))
        assert [p.met for p in frontier.points] == sorted(p.met for p in frontier.points)


def test_the_same_input_gives_the_same_plans() -> None:
    """Two runs agree in every row."""
    case, frontier = next(pair for pair in cases() if pair[1].points[0].changes)
    again = case.replanned()
    for one, other in zip(frontier.points, again.points, strict=True):
        assert one.turns.equals(other.turns)
        assert one.classes.equals(other.classes)
        assert one.touched.equals(other.touched)


def test_who_was_told_and_is_touched_is_named_with_a_cause() -> None:
    """The rows of people touched are just the turns that changed."""
    for case, frontier in cases():
        for point in frontier.points:
            there = set(point.turns.select("person_id", "class_id").iter_rows())
            moved = {m.class_id for m in case.events.moved}
            rows = {
                (row["person_id"], row["class_id"]) for row in point.touched.iter_rows(named=True)
            }
            assert point.changes == len(rows)
            assert all(pair not in there or pair[1] in moved for pair in rows)


def test_stopping_by_the_callback_ends_the_work() -> None:
    """An exception of the callback reaches the caller."""
    case, _ = cases()[0]

    def stop(_stage: str, _fraction: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replan(
            case.before.province,
            case.before.needs,
            case.plan.classes,
            case.plan.turns,
            case.plan.turns.select("person_id", "class_id"),
            replace(case.events),
            year=YEAR,
            progress=stop,
        )


def test_a_point_completed_is_the_same_plan_with_an_answer_for_every_need() -> None:
    """Classes, turns and counts of needs stay; needs that are met are answered «sent»."""
    for case, frontier in cases()[:8]:
        province, needs = case.after.province, case.after.needs
        for point in frontier.points:
            plan = complete_plan(province, needs, point.classes, point.turns, year=YEAR)
            assert plan.turns.equals(point.turns)
            assert tuple(int(tier.value) for tier in plan.tiers[:3]) == point.met
            assert plan.answers.height == needs.needs.height
            sent = plan.answers.filter(plan.answers["outcome"] == "sent")
            assert sent.height == sum(point.met)
