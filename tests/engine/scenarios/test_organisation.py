"""Units that merge, end or split."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tests.engine.planning.provinces import appointment, post, quota, unit
from tests.engine.scenarios.cases import BEFORE, FROM, outcome, province, requirement
from thuctien.engine.model import Province
from thuctien.engine.needs.profile import posts_held
from thuctien.engine.scenarios import Change, ScenarioError, apply_changes, compare
from thuctien.engine.scenarios.changes import EndLevel, MergeUnits, SplitUnit, UnitPart
from thuctien.engine.wording import Language

MERGER = MergeUnits(unit_ids=("xa1", "xa2"), into_id="xa3", name="Xã Ba", from_day=FROM)
NO_DISTRICT = EndLevel(kind="district", from_day=FROM, document="Nghị quyết 202/2025/QH15")


def where(of: Province, on: date) -> dict[str, str]:
    """Return in which unit everybody works on a day."""
    return dict(posts_held(of, on).filter(pl.col("main")).select("person_id", "unit_id").rows())


def test_a_merger_takes_everybody_along_and_forgets_nothing() -> None:
    """On the eve all is as it was; on the day people of both communes are in the new one."""
    changed = apply_changes(province(), [MERGER])
    assert where(changed, BEFORE) == {"p1": "xa1", "p2": "xa2", "p3": "huyen"}
    assert where(changed, FROM) == {"p1": "xa3", "p2": "xa3", "p3": "huyen"}
    successor = changed.units.row(-1, named=True)
    assert (successor["unit_id"], successor["parent_id"], successor["kind"]) == (
        "xa3",
        "huyen",
        "commune",
    )
    assert changed.unit_successions.rows() == [
        ("xa1", "xa3", "merge", FROM, None),
        ("xa2", "xa3", "merge", FROM, None),
    ]


def test_a_unit_may_take_over_another_and_keeps_its_own_people() -> None:
    """Into one of the two: that one does not end."""
    merger = MergeUnits(unit_ids=("xa1", "xa2"), into_id="xa1", from_day=FROM)
    changed = apply_changes(province(), [merger])
    assert where(changed, FROM) == {"p1": "xa1", "p2": "xa1", "p3": "huyen"}
    ends = dict(changed.units.select("unit_id", "valid_to").rows())
    assert (ends["xa1"], ends["xa2"]) == (None, BEFORE)


def test_the_end_of_the_districts_sends_their_people_up_and_their_communes_too() -> None:
    """The model case of 01/07/2025: communes stand directly below the province."""
    changed = apply_changes(province(), [NO_DISTRICT])
    assert where(changed, FROM) == {"p1": "xa1", "p2": "xa2", "p3": "tinh"}
    parents = dict(changed.units.select("unit_id", "parent_id").rows())
    assert (parents["xa1"], parents["xa2"]) == ("tinh", "tinh")
    assert changed.unit_successions["document"].to_list() == ["Nghị quyết 202/2025/QH15"]


def test_a_commune_may_take_over_the_district_above_it() -> None:
    """It rises to the place of the district; the others stand below it, as they are told."""
    ends = EndLevel(kind="district", from_day=FROM, successors=(("huyen", "xa1"),))
    changed = apply_changes(province(), [ends])
    parents = dict(changed.units.select("unit_id", "parent_id").rows())
    assert (parents["xa1"], parents["xa2"]) == ("tinh", "xa1")
    assert where(changed, FROM)["p3"] == "xa1"


def test_a_split_goes_by_the_lists_and_the_rest_to_the_first_part() -> None:
    """One person is on a list, a vacant post goes with the rest."""
    given = province(
        posts=[post("cv_xa1", "xa1"), post("ld_xa1", "xa1")],
        appointments=[appointment("p1", "cv_xa1"), appointment("p2", "cv_xa1")],
    )
    split = SplitUnit(
        unit_id="xa1",
        parts=(
            UnitPart(unit_id="a", name="A"),
            UnitPart(unit_id="b", name="B", person_ids=("p2",)),
        ),
        from_day=FROM,
    )
    changed = apply_changes(given, [split])
    assert where(changed, FROM) == {"p1": "a", "p2": "b"}
    new = changed.posts.filter(pl.col("valid_from") == FROM)
    assert sorted(new["post_id"]) == ["a-cv_xa1", "a-ld_xa1", "b-cv_xa1"]
    assert changed.unit_successions["to_unit_id"].to_list() == ["a", "b"]


def test_what_has_not_begun_goes_to_the_successor_as_it_stands() -> None:
    """An appointment of next spring leaves no row of a day behind in a unit that is gone."""
    spring = date(2027, 3, 1)
    given = province(
        appointments=[appointment("p1", "cv_xa1"), appointment("p2", "cv_xa2", valid_from=spring)],
    )
    changed = apply_changes(given, [MERGER])
    rows = changed.appointments.filter(person_id="p2").rows()
    assert rows == [("p2", "xa3-cv_xa2", spring, None)]


def test_needs_stay_unless_a_rule_names_the_kind_of_unit() -> None:
    """The appointment ends and another follows it, but the time to meet goes on."""
    kinds = requirement("yc2", "qpan", unit_kinds=["district"])
    given = province(requirements=[requirement(), kinds])
    changed = apply_changes(given, [NO_DISTRICT])
    found = compare(outcome(given), outcome(changed))
    assert found.needs.select("person_id", "qualification_id", "change", "why").rows() == [
        ("p3", "qpan", "vanishes", "no_longer_meant"),
    ]


def test_the_first_reorganisation_says_that_appointments_go_on() -> None:
    """As a parameter with its day; a later one finds it said already."""
    later = MergeUnits(unit_ids=("xa3", "so"), into_id="xa4", name="Bốn", from_day=date(2027, 7, 1))
    changed = apply_changes(province(), [MERGER, later])
    assert changed.parameters.select("key", "value").rows() == [
        ("appointments_continue_since", "01/01/2027")
    ]
    assert set(outcome(changed, on=date(2027, 7, 1)).needs["due_on"]) == {date(2020, 3, 1)}


def test_what_a_unit_asked_for_its_people_stays_asked_of_them_alone() -> None:
    """The stated need of one commune does not spread to the people of the other."""
    need = {
        "need_id": "n1",
        "origin": "unit_request",
        "unit_id": "xa1",
        "qualification_id": "qpan",
        "binding": "recommended",
        "due_on": date(2027, 6, 30),
    }
    given = province(stated_needs=[need])
    changed = apply_changes(given, [MERGER])
    asked = outcome(changed).needs.filter(pl.col("qualification_id") == "qpan")
    assert asked.select("person_id", "unit_id", "due_on").rows() == [
        ("p1", "xa3", date(2027, 6, 30))
    ]
    assert changed.stated_needs["valid_to"].to_list() == [BEFORE, None]


def test_seats_go_to_the_successor_only_where_all_had_some() -> None:
    """Those whom no quota limited are not limited by the seats of others; old rows stay."""
    both = [quota(2, unit_id="xa1"), quota(3, unit_id="xa2")]
    of_one = quota(4, programme_id="qp", unit_id="xa1")
    changed = apply_changes(province(quotas=[*both, of_one]), [MERGER])
    assert changed.quotas.select("programme_id", "unit_id", "seats").rows() == [
        ("ct", "xa1", 2),
        ("ct", "xa2", 3),
        ("qp", "xa1", 4),
        ("ct", "xa3", 5),
    ]


def test_a_unit_above_has_the_seats_of_those_below_already() -> None:
    """The province's seats are not raised by those of the district that ends."""
    given = province(quotas=[quota(9, unit_id="tinh"), quota(2, unit_id="huyen")])
    changed = apply_changes(given, [NO_DISTRICT])
    assert changed.quotas.select("unit_id", "seats").rows() == [("tinh", 9), ("huyen", 2)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (MergeUnits(unit_ids=("xa1",), into_id="xa1", from_day=FROM), "two different units"),
        (MergeUnits(unit_ids=("x",), into_id="y", name="Y", from_day=FROM), "has no «x»"),
        (MergeUnits(unit_ids=("xa1",), into_id="y", from_day=FROM), "has no «y»"),
        (MergeUnits(unit_ids=("xa1",), into_id="so", name="Sở", from_day=FROM), "«so» already"),
        (EndLevel(kind="ward", from_day=FROM), "no unit of the kind «ward»"),
        (EndLevel(kind="province", from_day=FROM), "name a successor"),
        (
            EndLevel(kind="commune", from_day=FROM, successors=(("xa1", "xa2"),)),
            "«xa2» does not exist from",
        ),
        (
            SplitUnit(unit_id="xa1", parts=(UnitPart(unit_id="a", name="A"),), from_day=FROM),
            "two different units",
        ),
        (
            SplitUnit(
                unit_id="xa1",
                parts=(
                    UnitPart(unit_id="a", name="A", person_ids=("p1", "p2")),
                    UnitPart(unit_id="b", name="B", person_ids=("p1",)),
                ),
                from_day=FROM,
            ),
            "«p2» does not work in the unit that is split on 01/01/2027.; «p1» is on two lists",
        ),
    ],
)
def test_what_clashes_is_said_in_plain_words(change: Change, said: str) -> None:
    """Units that are not there, or no longer, or named twice."""
    with pytest.raises(ScenarioError) as caught:
        apply_changes(province(), [change])
    assert said in "; ".join(caught.value.texts(Language.EN))


def test_a_unit_that_has_ended_does_not_merge_again() -> None:
    """The second merger finds nothing left."""
    with pytest.raises(ScenarioError, match="«xa1» has ended before"):
        apply_changes(province(), [MERGER, replace(MERGER, into_id="xa4")])


def test_successors_are_units_of_the_tree() -> None:
    """A merged unit with units below it hands these over."""
    given = province(
        units=[
            unit("tinh", "province", None),
            unit("huyen", "district"),
            unit("xa1", "commune", "huyen"),
            unit("xa2", "commune", "huyen"),
            unit("thon", "commune", "xa1"),
        ],
        posts=[post("cv_thon", "thon")],
        appointments=[appointment("p1", "cv_thon")],
    )
    changed = apply_changes(given, [MERGER])
    assert dict(changed.units.select("unit_id", "parent_id").rows())["thon"] == "xa3"
    assert where(changed, FROM) == {"p1": "thon"}
