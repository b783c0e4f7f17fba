"""The same event under the rules of 2018, of 2022 and of today: each day has its own answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.engine.eligibility.histories import appointment, holding, person, post, rating
from thuctien.engine.eligibility import Assessment, Verdict, assess
from thuctien.engine.model import TABLES, Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.sample import sample_province

DAYS = (date(2018, 10, 15), date(2022, 10, 17), date(2026, 10, 19))


@pytest.fixture(scope="module")
def sample() -> Province:
    """Return the rules of the sample province."""
    return sample_province(200)


def _with(sample: Province, **tables: Sequence[Mapping[str, Any]]) -> Province:
    """Return the rules of the sample over people of our own."""
    own = {
        "units": [{"unit_id": "so", "name": "so", "kind": "department"}],
        "posts": [post("pp", "so", leadership_level="deputy_division", rank="specialist")],
        "appointments": [appointment("p1", "pp", valid_from=date(2016, 1, 1))],
        **tables,
    }
    frames = {
        name: pl.DataFrame([dict(row) for row in rows], schema=TABLES[name].frame_schema)
        for name, rows in own.items()
    }
    about_people = {"people", "holdings", "ratings", "disciplines", "succession_plans"}
    return Province.from_frames(
        {**{k: v for k, v in sample.frames().items() if k not in about_people}, **frames}
    )


def _on(province: Province, programme_id: str, mode: Mode, on: date) -> Assessment:
    return assess(province, ["p1"], programme_id, mode, on)["p1"]


def _rated(*years: int) -> list[Mapping[str, Any]]:
    return [rating("p1", year) for year in years]


def test_the_same_event_of_2018_2022_and_2026_has_three_answers(sample: Province) -> None:
    """A man of 31, deputy head of a division, part-time intermediate theory: the same on each day.

    Refused at first, then for a committee to decide, and now simply eligible.
    """
    answers = []
    for day in DAYS:
        born = date(day.year - 31, 3, 1)
        province = _with(
            sample,
            people=[person("p1", sex="male", birth_date=born)],
            ratings=_rated(day.year - 1, day.year - 2),
            holdings=[holding("p1", "BANG-DH", date(2012, 7, 1))],
        )
        answers.append(_on(province, "CT-TCLL", Mode.MONTHLY, day))
    assert [found.verdict for found in answers] == [
        Verdict.NOT_MET,
        Verdict.SPECIAL_DECISION,
        Verdict.MET,
    ]
    assert answers[1].decided_by == ("province_standing_committee",)


def test_one_person_asked_on_three_days_has_three_answers_under_three_rule_sets(
    sample: Province,
) -> None:
    """Nothing on record changes in between but the years: the day picks the rules."""
    province = _with(
        sample,
        people=[person("p1", sex="male", birth_date=date(1990, 3, 1))],
        ratings=_rated(*range(2015, 2026)),
        holdings=[holding("p1", "BANG-DH", date(2012, 7, 1))],
    )
    answers = [_on(province, "CT-TCLL", Mode.MONTHLY, day) for day in DAYS]
    assert [str(found.verdict) for found in answers] == ["not_met", "special_decision", "met"]
    applied = [{item.rule.rule_id for item in found.items if item.rule} for found in answers]
    always = {"DK-TCLL-04", "DK-TCLL-13"}
    assert applied[0] & applied[1] == applied[1] & applied[2] == applied[0] & applied[2] == always


@pytest.mark.parametrize(
    ("age", "years_of_service", "verdicts"),
    [
        (39, 5, (Verdict.MET, Verdict.MET)),
        (39, 2, (Verdict.NOT_MET, Verdict.MET)),
        (43, 5, (Verdict.NOT_MET, Verdict.MET)),
        (47, 5, (Verdict.NOT_MET, Verdict.NOT_MET)),
    ],
)
def test_postgraduate_training_before_and_since_decree_171(
    sample: Province, age: int, years_of_service: int, verdicts: tuple[Verdict, Verdict]
) -> None:
    """Forty years of age and three of service under the old decree, forty-five under the new."""
    for day, verdict in zip((date(2022, 10, 17), date(2026, 10, 19)), verdicts, strict=True):
        province = _with(
            sample,
            people=[
                person(
                    "p1",
                    birth_date=date(day.year - age, 3, 1),
                    service_from=date(day.year - years_of_service, 3, 1),
                )
            ],
            ratings=_rated(day.year - 1, day.year - 2),
            holdings=[holding("p1", "BANG-DH", date(2012, 7, 1))],
        )
        assert _on(province, "CT-SDH", Mode.MONTHLY, day).verdict is verdict


def test_rules_that_nobody_confirmed_say_so(sample: Province) -> None:
    province = _with(sample, people=[person("p1")])
    for day in DAYS[:2]:
        found = _on(province, "CT-TCLL", Mode.MONTHLY, day)
        assert not any(item.rule.confirmed for item in found.items if item.rule)
    today = _on(province, "CT-TCLL", Mode.MONTHLY, DAYS[2])
    assert {item.rule.source for item in today.items if item.rule and item.rule.confirmed} == {
        "Quy định 350-QĐ/TW"
    }
