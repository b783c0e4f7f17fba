"""Quotas, money, programmes, sites and rooms."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.planning.provinces import YEAR, budget
from tests.engine.scenarios.cases import BEFORE, FROM, province
from thuctien.engine.model.choices import SiteKind
from thuctien.engine.scenarios import Change, ScenarioError, apply_changes
from thuctien.engine.scenarios.changes import (
    AddRoom,
    AddSite,
    ChangeProgramme,
    CloseSite,
    EndRoom,
    EndSite,
    ScaleBudgets,
    SetBudget,
    SetQuota,
)
from thuctien.engine.wording import Language


def test_a_quota_that_is_there_gets_its_new_seats() -> None:
    """Programme, unit, levels and year name it; no second row limits the same people."""
    changed = apply_changes(province(), [SetQuota(year=YEAR, programme_id="ct", seats=1)])
    assert changed.quotas.select("quota_id", "seats").rows() == [("q5", 1)]


def test_a_quota_of_others_is_a_row_of_its_own() -> None:
    """A unit, a level or a year that has none gets one."""
    changes = [
        SetQuota(year=YEAR, programme_id="ct", seats=1, unit_id="xa1"),
        SetQuota(year=YEAR, programme_id="ct", seats=2, leadership_levels=("head",)),
        SetQuota(year=YEAR + 1, programme_id="ct", seats=3),
    ]
    changed = apply_changes(province(budgets=[budget(), budget(year=YEAR + 1)]), changes)
    assert changed.quotas.select("quota_id", "seats").rows() == [
        ("q5", 5),
        ("2027-ct-xa1", 1),
        ("2027-ct-head", 2),
        ("2028-ct", 3),
    ]


def test_budgets_are_set_and_scaled_in_whole_dong() -> None:
    """A third of 100 đồng is 33; other years stay as they are."""
    given = province(budgets=[budget(100), budget(100, year=YEAR + 1)])
    changed = apply_changes(given, [ScaleBudgets(year=YEAR, percent=100 / 3)])
    assert changed.budgets["amount"].to_list() == [33, 100]
    changed = apply_changes(changed, [SetBudget(budget_id="ns", year=YEAR + 2, amount=7)])
    assert changed.budgets.select("year", "amount").rows() == [(2027, 33), (2028, 100), (2029, 7)]


def test_a_programme_keeps_what_the_change_does_not_name() -> None:
    """Only the greatest size differs."""
    changed = apply_changes(province(), [ChangeProgramme(programme_id="ct", max_size=2)])
    row = changed.programmes.row(0, named=True)
    assert (row["min_size"], row["max_size"], row["cost_per_class"]) == (1, 2, 1_000_000)


def test_a_site_ends_with_its_rooms() -> None:
    """Both have their last day on the eve; a room given up before keeps its day."""
    ended = EndRoom(room_id="r1", from_day=date(2026, 7, 1))
    changed = apply_changes(province(), [ended, EndSite(site_id="truong", from_day=FROM)])
    assert changed.sites["valid_to"].to_list() == [BEFORE]
    assert changed.rooms["valid_to"].to_list() == [date(2026, 6, 30), BEFORE]


def test_a_new_site_has_room_from_its_day_on() -> None:
    """Site and room are two changes, the room after the site."""
    site = AddSite(site_id="tt", name="Trung tâm", kind=SiteKind.CENTRE, from_day=FROM)
    room = AddRoom(room_id="t1", site_id="tt", name="Một", capacity=30, from_day=FROM)
    changed = apply_changes(province(), [site, room])
    assert changed.sites.row(-1)[:3] == ("tt", "Trung tâm", "centre")
    assert changed.rooms.row(-1) == ("t1", "tt", "Một", 30, FROM, None)
    with pytest.raises(ScenarioError, match="«Sites» has no «tt»"):
        apply_changes(province(), [room])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (SetQuota(year=YEAR, programme_id="x", seats=1), "«Programmes» has no «x»"),
        (SetQuota(year=YEAR, programme_id="ct", seats=-1), "less than the least"),
        (SetBudget(budget_id="x", year=YEAR, amount=1), "«Budgets» has no «x»"),
        (ScaleBudgets(year=1999, percent=90.0), "«Budgets» has no «1999»"),
        (ChangeProgramme(programme_id="ct", min_size=9), "least size 9 is above"),
        (ChangeProgramme(programme_id="ct", expected_effect=2.0), "more than the most"),
        (ChangeProgramme(programme_id="ct", max_size=3), "are those that it has"),
        (CloseSite(site_id="truong", first_day=FROM, last_day=BEFORE), "ends on 31/12/2026"),
        (EndRoom(room_id="x", from_day=FROM), "«Rooms» has no «x»"),
    ],
)
def test_what_clashes_is_said_in_plain_words(change: Change, said: str) -> None:
    """Unknown codes and figures out of range."""
    with pytest.raises(ScenarioError) as caught:
        apply_changes(province(), [change])
    assert said in " ".join(caught.value.texts(Language.EN))
