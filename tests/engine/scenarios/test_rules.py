"""Requirements and conditions: new rows follow old ones, nothing is overwritten."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.scenarios.cases import (
    BEFORE,
    FROM,
    LONG_AGO,
    outcome,
    province,
    requirement,
    terms,
)
from thuctien.engine.model.choices import Predicate, Timing
from thuctien.engine.scenarios import ScenarioError, apply_changes, compare
from thuctien.engine.scenarios.changes import (
    AddEligibilityRule,
    AddRequirement,
    ChangeRequirement,
    EndEligibilityRule,
    EndRequirement,
)
from thuctien.engine.wording import Language


def test_a_changed_requirement_ends_and_another_row_follows() -> None:
    """Both rows stand, one after the other; what was asked before can still be read."""
    change = ChangeRequirement(
        requirement_id="yc",
        new_id="yc-2",
        terms=terms(timing=Timing.WITHIN_MONTHS, months=12),
        from_day=FROM,
    )
    rows = apply_changes(province(), [change]).requirements.to_dicts()
    dates = [(row["requirement_id"], row["valid_from"], row["valid_to"]) for row in rows]
    assert dates == [("yc", LONG_AGO, BEFORE), ("yc-2", FROM, None)]
    assert (rows[1]["timing"], rows[1]["months"], rows[1]["confirmed"]) == (
        "within_months",
        12,
        False,
    )


def test_a_rule_for_communes_only_leaves_the_others_in_peace() -> None:
    """Of three people in need, the one in the district is no longer meant."""
    change = ChangeRequirement(
        requirement_id="yc", new_id="yc-2", terms=terms(unit_kinds=("commune",)), from_day=FROM
    )
    before = province()
    found = compare(outcome(before), outcome(apply_changes(before, [change])))
    rows = found.needs.select("person_id", "change", "why").rows()
    assert ("p3", "vanishes", "rule_ended") in rows
    assert {row[0] for row in rows if row[1] == "vanishes"} == {"p3"}


def test_a_new_requirement_brings_needs_that_say_so() -> None:
    """Everybody gains a need of the new rule, each over those asked."""
    change = AddRequirement(
        requirement_id="moi", terms=terms(name="moi", qualification_id="qpan"), from_day=FROM
    )
    before = province()
    found = compare(outcome(before), outcome(apply_changes(before, [change])))
    assert found.needs.select("person_id", "change", "why", "force_after").rows() == [
        (person, "appears", "new_rule", "due") for person in ("p1", "p2", "p3")
    ]
    needs = next(total for total in found.totals if total.figure == "needs")
    assert (needs.before, needs.after, needs.base_before, needs.base_after) == (3, 6, 3, 6)
    counted = found.needs_by.filter(qualification_id="qpan").row(0)
    assert counted == ("qpan", "due", 0, 3, 3, 0)


def test_a_rule_that_begins_later_than_the_day_looked_at_is_not_seen() -> None:
    """The day to look is not a detail: on the eve nothing has changed."""
    before = province()
    after = apply_changes(before, [EndRequirement(requirement_id="yc", from_day=FROM)])
    assert compare(outcome(before, on=BEFORE), outcome(after, on=BEFORE)).none
    assert outcome(after).needs.is_empty()


def test_an_eligibility_rule_is_dated_and_unconfirmed() -> None:
    """It begins on its day, and says that nobody has confirmed it."""
    change = AddEligibilityRule(
        rule_id="moi", programme_id="ct", predicate=Predicate.MAX_AGE, number=45.0, from_day=FROM
    )
    row = apply_changes(province(), [change]).eligibility_rules.row(-1, named=True)
    assert (row["rule_id"], row["predicate"], row["number"]) == ("moi", "max_age", 45.0)
    assert (row["valid_from"], row["valid_to"], row["confirmed"]) == (FROM, None, False)


def test_an_ended_condition_has_its_last_day_on_the_eve() -> None:
    """The row stays, with an end."""
    changed = apply_changes(province(), [EndEligibilityRule(rule_id="dk", from_day=FROM)])
    assert changed.eligibility_rules["valid_to"].to_list() == [BEFORE]


def _adding(code: str = "moi", **facts: Any) -> AddRequirement:
    return AddRequirement(requirement_id=code, terms=terms(**facts), from_day=FROM)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (EndRequirement(requirement_id="khong", from_day=FROM), "has no «khong»"),
        (EndRequirement(requirement_id="yc", from_day=LONG_AGO), "begins only on 01/01/2010"),
        (_adding("yc"), "has a «yc» already"),
        (_adding(qualification_id="khong"), "«Qualifications» has no «khong»"),
        (_adding(timing=Timing.WITHIN_MONTHS), "needs a number of months"),
        (_adding(min_age=40, max_age=30), "from 40 is above the age to 30"),
        (_adding(hours=8.0), "has no hours"),
        (_adding(binding="must"), "none of the values allowed"),
        (_adding(name=""), "must have a value"),
        (_adding(binding="recommended"), "contradicts yc"),
        (
            ChangeRequirement(requirement_id="yc", new_id="2", terms=terms(), from_day=FROM),
            "are those that it has",
        ),
    ],
)
def test_what_clashes_is_said_in_plain_words(change: AddRequirement, said: str) -> None:
    """The checks are those of a workbook, and their sentences too."""
    with pytest.raises(ScenarioError) as caught:
        apply_changes(province(), [change])
    assert said in " ".join(caught.value.texts(Language.EN))
    assert all(text.strip() for text in caught.value.texts(Language.VI))


def test_what_was_wrong_before_keeps_no_change_out() -> None:
    """A province with two contradicting requirements may still end one of them."""
    given = province(requirements=[requirement(), requirement("yc2", binding="recommended")])
    changed = apply_changes(given, [EndRequirement(requirement_id="yc2", from_day=FROM)])
    assert changed.requirements["valid_to"].to_list() == [None, BEFORE]
