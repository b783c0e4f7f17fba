"""Hours that add up within a calendar year."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.needs.provinces import (
    Row,
    holding,
    inclusion,
    needs_of,
    only_need,
    requirement,
    small_province,
    stated,
)

MIDSUMMER, YEAR_END = date(2026, 6, 30), date(2026, 12, 31)


def forty_hours() -> Row:
    """Return the requirement of 40 hours a year."""
    return requirement(qualification_id="gio", hours=40.0, timing="yearly_hours")


def test_all_hours_are_missing_at_the_start_of_a_year() -> None:
    """Hours of the year before do not carry over."""
    held = [holding("gio", date(2026, 10, 1), hours=40.0)]
    need = only_need(small_province(requirements=[forty_hours()], holdings=held))
    assert (need["gap"], need["hours_held"], need["hours_needed"]) == ("hours_short", 0.0, 40.0)
    assert (need["due_on"], need["force"]) == (date(2027, 12, 31), "due")


def test_hours_add_up_over_what_includes_them() -> None:
    """Sixteen of the kind itself and eight of a kind that stands for it."""
    held = [
        holding("gio", date(2026, 1, 1), hours=16.0),
        holding("gio_so", date(2026, 6, 30), hours=8.0),
        holding("gio", date(2026, 7, 1), hours=8.0),
    ]
    need = only_need(
        small_province(
            requirements=[forty_hours()], holdings=held, inclusions=[inclusion("gio_so", "gio")]
        ),
        MIDSUMMER,
        YEAR_END,
    )
    assert need["hours_held"] == 24.0


@pytest.mark.parametrize(("hours", "gaps"), [(39.5, 1), (40.0, 0), (41.0, 0)])
def test_exactly_enough_hours_are_enough(hours: float, gaps: int) -> None:
    """The boundary belongs to the met."""
    held = [holding("gio", date(2026, 3, 1), hours=hours)]
    needs = needs_of(
        small_province(requirements=[forty_hours()], holdings=held), MIDSUMMER, YEAR_END
    )
    assert len(needs) == gaps


def test_an_award_known_only_by_its_year_counts_in_that_year() -> None:
    """Its earliest day stands for it."""
    held = [holding("gio", date(2026, 1, 1), hours=40.0, awarded_on_precision="year")]
    assert not needs_of(
        small_province(requirements=[forty_hours()], holdings=held), MIDSUMMER, YEAR_END
    )


def test_hours_past_a_horizon_within_the_year_are_for_later() -> None:
    """They are due with the year, and the year ends after the horizon."""
    need = only_need(small_province(requirements=[forty_hours()]), MIDSUMMER, date(2026, 9, 30))
    assert (need["due_on"], need["force"]) == (YEAR_END, "later")


def test_stated_hours_count_in_the_year_in_which_they_are_due() -> None:
    """Hours that were done in time for a request of last year meet that request."""
    asked = [stated(qualification_id="gio", hours=16.0, due_on=date(2026, 11, 30))]
    held = [holding("gio", date(2026, 10, 1), hours=16.0)]
    assert not needs_of(small_province(stated_needs=asked, holdings=held))


def test_stated_hours_that_were_done_late_still_count() -> None:
    """Late is better than never: the request is met in the end."""
    asked = [stated(qualification_id="gio", hours=16.0, due_on=date(2025, 11, 30))]
    held = [
        holding("gio", date(2025, 10, 1), hours=8.0),
        holding("gio", date(2026, 2, 1), hours=8.0),
    ]
    assert not needs_of(small_province(stated_needs=asked, holdings=held))


def test_stated_hours_of_an_earlier_year_do_not_count() -> None:
    """What was done before the year of the request answers another request."""
    asked = [stated(qualification_id="gio", hours=16.0, due_on=date(2026, 11, 30))]
    held = [holding("gio", date(2025, 10, 1), hours=16.0)]
    assert only_need(small_province(stated_needs=asked, holdings=held))["hours_held"] == 0.0


def test_stated_hours_that_were_not_done_are_overdue() -> None:
    """They do not vanish with the end of their year."""
    asked = [
        stated(qualification_id="gio", hours=16.0, due_on=date(2026, 11, 30), binding="mandatory")
    ]
    need = only_need(small_province(stated_needs=asked))
    assert (need["due_on"], need["force"]) == (date(2026, 11, 30), "overdue")
