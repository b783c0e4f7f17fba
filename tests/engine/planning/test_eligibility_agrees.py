"""Planner, judge and assessment read the same rules apart from one another, and agree.

The judge says of each day of the year whether somebody may go; the planner's window must be the
longest run of such days, and the assessment must say «met» on just these days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.eligibility.histories import discipline, plan, province_of, rating
from tests.engine.planning.provinces import (
    AS_OF,
    DEFAULTS,
    YEAR,
    Row,
    appointment,
    holding,
    parameter,
    person,
    post,
    rule,
)
from thuctien.engine.eligibility import Verdict, assess, gather_facts
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.check_eligibility import Records, failed_rules
from thuctien.engine.planning.check_facts import people_in_post
from thuctien.engine.planning.eligibility import start_windows

FIRST = date(YEAR, 1, 1)
YEAR_DAYS = [FIRST + timedelta(days=n) for n in range(365)]
PEOPLE = ("p1", "p2", "p3")
MODES = (Mode.FULL_TIME, Mode.WEEKEND)
DAY = timedelta(days=1)
CHANGES = (
    (None, date(YEAR, 4, 30)),
    (date(YEAR, 5, 1), None),
    (date(YEAR, 3, 1), date(YEAR, 9, 1)),
)
"""Rules that end, begin, or do both within the year."""

days_around = st.integers(-40, 400).map(lambda n: FIRST + timedelta(days=n))
births = st.integers(0, 500).map(lambda n: date(1986, 10, 1) + timedelta(days=n))
conditions = st.sampled_from(
    [
        rule("min_age", 40),
        rule("max_age", 39),
        rule("min_service_years", 3.5),
        rule("min_years_to_retirement", 20),
        rule("leadership_levels", codes=["head"]),
        rule("unit_kinds", codes=["commune"]),
        rule("holds", codes=["llct"]),
        rule("holds_not", codes=["llct"]),
        rule("rated_at_least", 2, codes=["good"]),
        rule("no_discipline"),
        rule("min_months_since_training", 6),
        rule("min_months_since_kind", 9, codes=["llct"]),
        rule("planned_levels", codes=["head"]),
        rule("documented", codes=["party_member"]),
    ]
)


@st.composite
def rule_sets(draw: st.DrawFn) -> list[Row]:
    """Return up to four conditions: some dated, some for one form or sex, some alternatives."""
    rules = []
    for number, condition in enumerate(draw(st.lists(conditions, min_size=1, max_size=4))):
        begins, ends = draw(st.sampled_from(((None, None), (None, None), *CHANGES)))
        rules.append(
            {
                **condition,
                "rule_id": f"dk{number}",
                "valid_from": begins,
                "valid_to": ends,
                "modes": draw(st.sampled_from([[], [], ["weekend"]])),
                "sexes": draw(st.sampled_from([[], [], ["male"], ["female"]])),
                "any_of": draw(st.sampled_from([None, None, "a", "b"])),
                "on_failure": draw(st.sampled_from([None, "special_decision"])),
            }
        )
    return rules


@st.composite
def provinces(draw: st.DrawFn) -> Province:
    """Return three people with a past that may be long or short, and rules for «ct»."""
    some = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4)
    return province_of(
        eligibility_rules=draw(rule_sets()),
        people=[
            person(
                code,
                birth_date=draw(births),
                sex=draw(st.sampled_from(["female", "male"])),
                service_from=draw(st.none() | st.just(date(2023, 7, 1))),
            )
            for code in PEOPLE
        ],
        posts=[*DEFAULTS["posts"], post("gd", "so", leadership_level="head")],
        appointments=[
            appointment(code, draw(st.sampled_from(["cv_so", "cv_xa", "gd"]))) for code in PEOPLE
        ],
        holdings=[
            holding(code, "llct", draw(days_around) - timedelta(days=200))
            for code in dict.fromkeys(draw(some))
        ],
        ratings=[
            rating(code, year, draw(st.sampled_from(["good", "done"])))
            for code in PEOPLE
            for year in draw(st.sampled_from([(), (2025,), (2025, 2026)]))
        ],
        disciplines=_periods(draw, some, discipline),
        succession_plans=_periods(draw, some, plan),
        retirement_ages=[{"sex": "female", "year": 2021, "age_years": 60, "age_months": 3}],
        parameters=[parameter("use_succession_plans", draw(st.sampled_from(["1", "1", "0"])))],
    )


def _periods(draw: st.DrawFn, some: st.SearchStrategy[list[str]], make: Any) -> list[Row]:
    rows = {}
    for code in draw(some):
        begins = draw(days_around)
        ends = draw(st.none() | st.integers(0, 150).map(lambda n: begins + timedelta(days=n)))  # noqa: B023
        rows[code, begins] = make(code, begins, ends)
    return list(rows.values())


@settings(max_examples=60, deadline=None)
@given(provinces())
def test_planner_judge_and_assessment_agree_on_every_day(province: Province) -> None:
    pairs = pl.DataFrame(
        [(code, "ct", str(mode)) for code in PEOPLE for mode in MODES],
        schema=["person_id", "programme_id", "mode"],
        orient="row",
    )
    windows = start_windows(province, pairs, gather_facts(province, AS_OF), YEAR)
    for number, row in enumerate(windows.iter_rows(named=True)):
        free = set(_free_days(province, row["person_id"], row["mode"]))
        longest = _longest_run(free)
        window = None if row["barred_by"] else (row["start_from"], row["start_to"])
        assert window == longest
        if number % 3 == 0:
            _assessments_agree(province, row, free, longest)


def _free_days(province: Province, person_id: str, mode: str) -> Iterator[date]:
    """Yield the days on which the judge lets somebody go."""
    record = Records(province, AS_OF).of(people_in_post(province, AS_OF)[person_id])
    rules = list(province.eligibility_rules.sort("rule_id").iter_rows(named=True))
    for day in YEAR_DAYS:
        if not any(True for _ in failed_rules(rules, record, mode, day)):
            yield day


def _longest_run(days: set[date]) -> tuple[date, date] | None:
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and runs[-1][1] + DAY == day:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return max(runs, key=lambda run: run[1] - run[0], default=None)


def _assessments_agree(
    province: Province, row: dict[str, Any], free: set[date], window: tuple[date, date] | None
) -> None:
    """Ask on the days around which the answer could change."""
    for day in _telling_days(window):
        (found,) = assess(
            province, [row["person_id"]], "ct", Mode(row["mode"]), day, as_of=AS_OF
        ).values()
        assert (found.verdict is Verdict.MET) is (day in free)


def _telling_days(window: tuple[date, date] | None) -> Sequence[date]:
    first, last = window or (YEAR_DAYS[100], YEAR_DAYS[200])
    around = {first - DAY, first, last, last + DAY}
    return sorted(around & set(YEAR_DAYS))
