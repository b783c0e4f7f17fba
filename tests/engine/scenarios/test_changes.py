"""What must hold for changes of every kind."""

from __future__ import annotations

import json
from itertools import combinations
from typing import get_args

import pytest

from tests.engine.scenarios.cases import FROM, HORIZON, outcome, province
from tests.engine.scenarios.examples import EXAMPLES
from thuctien.engine.model import Province
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.engine.scenarios import (
    Change,
    ScenarioError,
    UnreadableChangeError,
    apply_changes,
    compare,
    day_to_look,
    from_json,
    to_json,
)
from thuctien.engine.scenarios.changes import EndRequirement, ScaleBudgets
from thuctien.engine.scenarios.wording import SENTENCES, change_text, names_of
from thuctien.engine.wording import Language


def same_rows(of: Province) -> str:
    """Return a fingerprint of a province that does not see the order of rows."""
    frames = of.frames().values()
    return fingerprint(*(frame.sort(frame.columns, nulls_last=True) for frame in frames))


def touched(change: Change) -> set[str]:
    """Return the tables that a change touches in the small province."""
    before = province()
    after = apply_changes(before, [change]).frames()
    return {
        name
        for name, frame in before.frames().items()
        if not frame.equals(after[name], null_equal=True)
    }


def test_every_kind_has_an_example_and_a_sentence() -> None:
    """No kind is left out of the tests below, nor of what users read."""
    assert {type(change) for change in EXAMPLES} == set(get_args(Change)) == set(SENTENCES)


@pytest.mark.parametrize("change", EXAMPLES, ids=lambda change: type(change).__name__)
def test_a_change_is_the_same_after_json(change: Change) -> None:
    """What is kept as JSON text is read as the same change."""
    assert from_json(json.loads(json.dumps(to_json(change)))) == change


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"change": "Province"},
        {"change": "EndRequirement", "requirement_id": "yc"},
        {"change": "EndRequirement", "requirement_id": "yc", "from_day": "mai"},
        {"change": "EndRequirement", "requirement_id": "yc", "from_day": "2027-01-01", "x": 1},
        {"change": "SetQuota", "year": True, "programme_id": "ct", "seats": 1},
        {"change": "EndLevel", "kind": "x", "from_day": "2027-01-01", "successors": [["a"]]},
    ],
)
def test_what_is_no_change_is_refused(kept: dict[str, object]) -> None:
    """Unknown kinds, missing, odd and extra fields do not pass."""
    with pytest.raises(UnreadableChangeError):
        from_json(kept)


@pytest.mark.parametrize("change", EXAMPLES, ids=lambda change: type(change).__name__)
def test_a_change_is_a_sentence_in_both_languages(change: Change) -> None:
    """Every place is filled, by names and not by codes of Python."""
    names = names_of(province())
    for language in Language:
        text = change_text(change, names, language)
        assert text.endswith(".")
        assert not {"{", "}", "None", "<"} & set(text.split())
        assert "None" not in text


@pytest.mark.parametrize("change", EXAMPLES, ids=lambda change: type(change).__name__)
def test_a_change_touches_a_table_and_leaves_the_given_province(change: Change) -> None:
    """A change changes something, in a new province only."""
    given = province()
    kept = same_rows(given)
    assert same_rows(apply_changes(given, [change])) != kept
    assert same_rows(given) == kept


def test_no_change_changes_nothing() -> None:
    """The very frames come back, and a comparison finds nothing."""
    given = province()
    assert apply_changes(given, []) is given
    assert compare(outcome(given, planned=True), outcome(given, planned=True)).none


def test_changes_of_different_tables_may_be_made_in_any_order() -> None:
    """Every eighth pair of examples that touch no table in common."""
    tables = [(change, touched(change)) for change in EXAMPLES]
    apart = [
        (one, other)
        for (one, own), (other, others) in combinations(tables, 2)
        if not own & others and not {"units", "sites"} & own
    ]
    pairs = apart[::8]
    assert len(pairs) > 8
    for one, other in pairs:
        given = province()
        assert same_rows(apply_changes(given, [one, other])) == same_rows(
            apply_changes(given, [other, one])
        )


def test_a_clash_says_which_change_it_is() -> None:
    """The second ending of a requirement has nothing left to end."""
    end = EndRequirement(requirement_id="yc", from_day=FROM)
    with pytest.raises(ScenarioError) as caught:
        apply_changes(province(), [end, end])
    assert caught.value.position == 1
    assert caught.value.texts(Language.EN) == ["«yc» has ended before 01/01/2027."]


def test_both_years_are_looked_at_when_all_changes_have_begun() -> None:
    """A rule of July is seen in July; one after the year, or of the year's money, moves no day."""
    end = EndRequirement(requirement_id="yc", from_day=FROM.replace(month=7))
    late = EndRequirement(requirement_id="yc", from_day=FROM.replace(year=2028))
    money = ScaleBudgets(year=2027, percent=90.0)
    assert day_to_look((end, money), FROM, HORIZON) == FROM.replace(month=7)
    assert day_to_look((late, money), FROM, HORIZON) == FROM
