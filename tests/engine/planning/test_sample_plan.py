"""The plan of a sample province: carried out as it stands, and an answer for everybody."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from thuctien.engine.model import Province
from thuctien.engine.needs import Force, Needs, compute_needs
from thuctien.engine.planning import check_plan, count_met
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.reasons import answer_texts
from thuctien.engine.planning.result import (
    ANSWERS_SCHEMA,
    CLASSES_SCHEMA,
    TURNS_SCHEMA,
    Outcome,
    Plan,
)
from thuctien.engine.sample import sample_province
from thuctien.engine.wording import Language

YEAR = 2027
PEOPLE = 1_500
UNLIMITED = 3_600.0
"""Seconds: a plan that is stopped by time may differ on another machine."""


@pytest.fixture(scope="module")
def province() -> Province:
    """A small sample province."""
    return sample_province(PEOPLE, year=YEAR)


@pytest.fixture(scope="module")
def needs(province: Province) -> Needs:
    """Its needs on the last day before the year."""
    return compute_needs(province, date(YEAR - 1, 12, 31), date(YEAR, 12, 31))


@pytest.fixture(scope="module")
def plan(province: Province, needs: Needs) -> Plan:
    """Its plan."""
    return make_plan(province, needs, year=YEAR, time_limit=UNLIMITED)


def test_the_plan_has_its_columns_and_is_not_empty(plan: Plan) -> None:
    """Hundreds of people go to about ten classes."""
    assert dict(plan.classes.schema) == CLASSES_SCHEMA
    assert dict(plan.turns.schema) == TURNS_SCHEMA
    assert plan.persons_sent > PEOPLE / 10


def test_the_plan_breaks_no_rule(province: Province, needs: Needs, plan: Plan) -> None:
    """The judge finds nothing."""
    assert check_plan(province, needs, plan.classes, plan.turns, year=YEAR) == ()


def test_the_needs_met_are_as_claimed(province: Province, needs: Needs, plan: Plan) -> None:
    """Counted again from the turns alone, and not above the bounds."""
    counted = count_met(province, needs, plan.turns, plan.classes)
    assert counted == {tier.name: tier.value for tier in plan.tiers[: len(counted)]}
    assert all(tier.value <= tier.bound for tier in plan.tiers[: len(counted)])


def test_every_need_has_exactly_one_answer(needs: Needs, plan: Plan) -> None:
    """No need without an answer, no answer without a need."""
    assert dict(plan.answers.schema) == ANSWERS_SCHEMA
    assert plan.answers["need_id"].is_unique().all()
    assert set(plan.answers["need_id"]) == set(needs.needs["need_id"])


def test_answers_agree_with_turns(plan: Plan) -> None:
    """Who is sent is in that class, and every turn answers a need or adds hours to one."""
    sent = plan.answers.filter(pl.col("outcome") == Outcome.SENT)
    assert sent.join(plan.turns, on=["person_id", "class_id"], how="anti").is_empty()
    assert sent.height == sum(int(tier.value) for tier in plan.tiers[:3])
    assert set(plan.turns["person_id"]) == set(sent["person_id"])
    assert plan.answers.filter(pl.col("outcome") != Outcome.SENT)["class_id"].null_count() == (
        plan.answers.height - sent.height
    )


def test_later_needs_are_answered_as_later(needs: Needs, plan: Plan) -> None:
    """What is due after the horizon, and nothing else."""
    later = needs.needs.filter(pl.col("force") == Force.LATER)["need_id"].to_list()
    answered = plan.answers.filter(pl.col("outcome") == Outcome.LATER)["need_id"].to_list()
    assert sorted(answered) == sorted(later)


@pytest.mark.parametrize("language", list(Language))
def test_every_answer_is_a_sentence(plan: Plan, language: Language) -> None:
    """Why, and what would change it, without an empty place."""
    different = plan.answers.unique(["reason", "figures"], maintain_order=True)
    for reason, figures in different.select("reason", "figures").iter_rows():
        for text in answer_texts(reason, figures, language):
            assert text.endswith(".")
            assert "{" not in text
            assert "None" not in text


def test_the_same_seed_gives_the_same_plan(province: Province, needs: Needs, plan: Plan) -> None:
    """Classes, turns and answers, row by row."""
    again = make_plan(province, needs, year=YEAR, time_limit=UNLIMITED)
    assert again.classes.equals(plan.classes)
    assert again.turns.equals(plan.turns)
    assert again.answers.equals(plan.answers)
    assert again.tiers == plan.tiers


def test_another_seed_breaks_no_rule_either(province: Province, needs: Needs) -> None:
    """The seed only breaks ties between weeks."""
    other = make_plan(province, needs, year=YEAR, seed=1, time_limit=UNLIMITED)
    assert check_plan(province, needs, other.classes, other.turns, year=YEAR) == ()
