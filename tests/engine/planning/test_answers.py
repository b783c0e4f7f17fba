"""The answers to why: true figures, sentences in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning import Plan, Reason, answer_texts, check_plan, make_plan
from thuctien.engine.sample import sample_province
from thuctien.engine.wording import Language

YEAR = 2027
STANDS_IN_THE_WAY = {
    Reason.QUOTA: lambda f: f["used"] >= f["seats"],
    Reason.MONEY: lambda f: f["left"] < f["needed"] and f["missing"] == f["needed"] - f["left"],
    Reason.NO_MONEY_FOR_CLASS: lambda f: f["left"] < f["needed"],
    Reason.MOST_TURNS: lambda f: f["turns"] >= f["most"],
    Reason.UNIT_AWAY: lambda f: f["away"] >= f["limit"],
    Reason.TOO_FEW: lambda f: f["waiting"] < f["least"],
    Reason.PARTLY: lambda f: f["given"] < f["lacking"],
    Reason.RETIRES: lambda f: f["retires_on"] < f["ends_on"],
    Reason.DUE_LATER: lambda f: f["due_on"] > f["horizon_on"],
}


@pytest.fixture(scope="module")
def province() -> Province:
    """A small sample."""
    return sample_province(1_500)


@pytest.fixture(scope="module")
def plan(province: Province) -> Plan:
    """The plan of that sample."""
    needs = compute_needs(province, date(YEAR - 1, 12, 31), date(YEAR, 12, 31))
    return make_plan(province, needs, year=YEAR)


def test_what_an_answer_names_does_stand_in_the_way(plan: Plan) -> None:
    """The figures of an answer show the limit as reached."""
    seen = set()
    for reason, figures in plan.answers.select("reason", "figures").iter_rows():
        if reason in STANDS_IN_THE_WAY:
            assert STANDS_IN_THE_WAY[Reason(reason)](json.loads(figures)), (reason, figures)
            seen.add(reason)
    assert {Reason.QUOTA, Reason.MONEY, Reason.DUE_LATER} <= seen


def test_full_classes_are_full(plan: Plan) -> None:
    """Where no single class is named, the seats are no more than those filled in the programme."""
    full = plan.answers.filter(pl.col("reason") == Reason.CLASSES_FULL)
    assert full.height
    capacity = plan.classes.filter(pl.col("size") == pl.col("max_size"))["max_size"].sum()
    for figures in full["figures"]:
        assert json.loads(figures)["seats"] <= capacity


def test_every_answer_is_a_sentence_in_both_languages(plan: Plan) -> None:
    """No place stays unfilled, and the two languages differ."""
    for reason, figures in plan.answers.select("reason", "figures").unique().iter_rows():
        vietnamese = answer_texts(reason, figures, Language.VI)
        english = answer_texts(reason, figures, Language.EN)
        assert vietnamese != english
        assert not any(mark in text for text in (*vietnamese, *english) for mark in "{}")


def test_a_record_without_date_of_service_says_so(province: Province) -> None:
    """Years of service that nobody knows are not called too few."""
    nobody_knows = province.people.with_columns(pl.lit(None, dtype=pl.Date).alias("service_from"))
    unknown = replace(province, people=nobody_knows)
    needs = compute_needs(unknown, date(YEAR - 1, 12, 31), date(YEAR, 12, 31))
    reasons = make_plan(unknown, needs, year=YEAR).answers["reason"].to_list()
    assert Reason.UNKNOWN_SERVICE in reasons


def test_a_plan_stopped_by_time_still_answers_truly(province: Province) -> None:
    """Stopped at once, it has used every seat that it could, so that a full class is full."""
    needs = compute_needs(province, date(YEAR - 1, 12, 31), date(YEAR, 12, 31))
    hasty = make_plan(province, needs, year=YEAR, time_limit=0.0)
    assert hasty.stopped_by == "time"
    assert check_plan(province, needs, hasty.classes, hasty.turns, year=YEAR) == ()
    test_what_an_answer_names_does_stand_in_the_way(hasty)
