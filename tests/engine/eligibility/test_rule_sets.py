"""The generations of rules follow one another without a gap, each with its own rules."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.planning.provinces import rule
from thuctien.engine.eligibility import Rule, rule_from, rule_sets

FIRST = date(2020, 1, 1)
days = st.none() | st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
EMPTY = dict.fromkeys(
    ("modes", "sexes", "codes", "any_of", "on_failure", "decided_by", "source", "article"), ""
)


def _rules(periods: list[tuple[date | None, date | None]]) -> list[Rule]:
    return [
        rule_from(
            {
                **EMPTY,
                **rule("min_age", 30),
                "rule_id": f"dk{n}",
                "confirmed": None,
                "valid_from": begins,
                "valid_to": ends,
            }
        )
        for n, (begins, ends) in enumerate(periods)
        if begins is None or ends is None or begins <= ends
    ]


@given(st.lists(st.tuples(days, days), max_size=5))
def test_every_day_is_in_one_generation_with_the_rules_of_that_day(
    periods: list[tuple[date | None, date | None]],
) -> None:
    rules = _rules(periods)
    sets = rule_sets(rules)
    for n in range(-2, 65):
        day = FIRST + timedelta(days=n)
        (found,) = [one for one in sets if one.has(day)]
        assert found.rules == tuple(r for r in rules if r.is_in_force(day))


def test_rules_without_dates_are_one_generation_without_end() -> None:
    (only,) = rule_sets(_rules([(None, None), (None, None)]))
    assert (only.first, only.last, len(only.rules)) == (None, None, 2)


def test_a_day_between_two_generations_is_the_first_of_the_new_one() -> None:
    old, new = rule_sets(_rules([(None, date(2020, 1, 31)), (date(2020, 2, 1), None)]))
    assert (old.last, new.first) == (date(2020, 1, 31), date(2020, 2, 1))
