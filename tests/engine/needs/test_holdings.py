"""What a person holds: inclusion and equivalence, expiry, renewal, a level too low."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.needs.provinces import (
    AS_OF,
    HORIZON,
    Row,
    holding,
    inclusion,
    needs_of,
    only_need,
    requirement,
    small_province,
)

LADDER = [inclusion("llct3", "llct2"), inclusion("llct2", "llct1")]


def test_nothing_held() -> None:
    """The plainest gap."""
    need = only_need(small_province(requirements=[requirement()]))
    assert (need["gap"], need["held_id"], need["expired_on"]) == ("never_held", None, None)


def test_the_credential_itself_meets_it() -> None:
    """Nothing to do."""
    held = [holding("llct2", date(2019, 7, 1))]
    assert not needs_of(small_province(requirements=[requirement()], holdings=held))


def test_a_higher_level_meets_it_over_two_steps() -> None:
    """Cao cấp includes trung cấp, which includes sơ cấp."""
    held = [holding("llct3", date(2019, 7, 1))]
    asked = [requirement(qualification_id="llct1")]
    assert not needs_of(small_province(requirements=asked, holdings=held, inclusions=LADDER))


def test_a_lower_level_does_not_and_is_named() -> None:
    """Inclusion has a direction; the reader sees the highest level that is there."""
    held = [holding("llct1", date(2015, 7, 1)), holding("llct2", date(2019, 7, 1))]
    need = only_need(
        small_province(
            requirements=[requirement(qualification_id="llct3")], holdings=held, inclusions=LADDER
        )
    )
    assert (need["gap"], need["held_id"], need["held_on"]) == (
        "level_below",
        "llct2",
        date(2019, 7, 1),
    )


def test_the_highest_lower_level_is_named_even_if_it_is_older() -> None:
    """Sơ cấp awarded after trung cấp does not hide it."""
    held = [holding("llct2", date(2015, 7, 1)), holding("llct1", date(2019, 7, 1))]
    asked = [requirement(qualification_id="llct3")]
    need = only_need(small_province(requirements=asked, holdings=held))
    assert (need["held_id"], need["held_on"]) == ("llct2", date(2015, 7, 1))


@pytest.mark.parametrize(("held", "asked"), [("qpan", "llct2"), ("llct2", "qpan")])
def test_an_equivalence_works_both_ways(held: str, asked: str) -> None:
    """Each stands for the other."""
    assert not needs_of(
        small_province(
            requirements=[requirement(qualification_id=asked)],
            holdings=[holding(held, date(2019, 7, 1))],
            inclusions=[inclusion("qpan", "llct2", relation="equivalent")],
        )
    )


def test_a_circle_of_inclusions_ends() -> None:
    """Two qualifications that include each other are as good as equivalent."""
    assert not needs_of(
        small_province(
            requirements=[requirement()],
            holdings=[holding("qpan", date(2019, 7, 1))],
            inclusions=[inclusion("qpan", "llct2"), inclusion("llct2", "qpan")],
        )
    )


def test_an_inclusion_that_ended_counts_no_more() -> None:
    """Inclusions are dated rules too."""
    ended = [inclusion("llct3", "llct2", valid_to=date(2026, 12, 30))]
    held = [holding("llct3", date(2019, 7, 1))]
    need = only_need(small_province(requirements=[requirement()], holdings=held, inclusions=ended))
    assert need["gap"] == "never_held"


def test_an_award_after_the_date_is_not_there_yet() -> None:
    """Needs of a date look at what was held on that date."""
    held = [holding("llct2", date(2027, 1, 1))]
    assert (
        only_need(small_province(requirements=[requirement()], holdings=held))["gap"]
        == "never_held"
    )


@pytest.mark.parametrize(
    ("expires_on", "gap", "force"),
    [
        (date(2026, 12, 30), "expired", "overdue"),
        (AS_OF, "expiring", "due"),
        (date(2027, 8, 15), "expiring", "due"),
        (HORIZON, "expiring", "due"),
        (date(2028, 1, 1), None, None),
    ],
)
def test_an_expiry_before_within_and_after_the_horizon(
    expires_on: date, gap: str | None, force: str | None
) -> None:
    """It is due on its last day, which is still good; beyond the horizon it counts as met."""
    held = [holding("qpan", date(2024, 8, 15), expires_on=expires_on)]
    needs = needs_of(
        small_province(requirements=[requirement(qualification_id="qpan")], holdings=held)
    )
    assert [(n["gap"], n["force"]) for n in needs] == ([(gap, force)] if gap else [])
    assert all(n["due_on"] == n["expired_on"] == expires_on for n in needs)


def test_an_expiry_before_the_appointment_is_due_with_the_appointment() -> None:
    """Before there was a post nobody asked for it."""
    held = [holding("qpan", date(2014, 8, 15), expires_on=date(2017, 8, 15))]
    need = only_need(
        small_province(requirements=[requirement(qualification_id="qpan")], holdings=held)
    )
    assert (need["gap"], need["due_on"]) == ("expired", date(2020, 3, 1))


def test_of_several_holdings_the_best_counts() -> None:
    """One that never expires outweighs a younger one that has."""
    held = [
        holding("qpan", date(2015, 1, 1)),
        holding("qpan", date(2020, 1, 1), expires_on=date(2021, 1, 1)),
    ]
    assert not needs_of(
        small_province(requirements=[requirement(qualification_id="qpan")], holdings=held)
    )


def every_60_months() -> Row:
    """Return a requirement to renew qpan every five years."""
    return requirement(qualification_id="qpan", timing="every_months", months=60)


@pytest.mark.parametrize(
    ("awarded_on", "due_on", "force"),
    [
        (date(2021, 11, 30), date(2026, 11, 30), "overdue"),
        (date(2022, 2, 28), date(2027, 2, 28), "due"),
        (date(2022, 12, 31), HORIZON, "due"),
    ],
)
def test_renewal_counts_from_the_last_award(awarded_on: date, due_on: date, force: str) -> None:
    """An earlier award does not matter once there is a later one."""
    held = [holding("qpan", date(2016, 1, 1)), holding("qpan", awarded_on)]
    need = only_need(small_province(requirements=[every_60_months()], holdings=held))
    assert (need["gap"], need["due_on"], need["force"]) == ("renewal_due", due_on, force)
    assert need["held_on"] == awarded_on


def test_a_renewal_after_the_horizon_is_met() -> None:
    """Five years from 01/01/2023 end on 01/01/2028."""
    held = [holding("qpan", date(2023, 1, 1))]
    assert not needs_of(small_province(requirements=[every_60_months()], holdings=held))


def test_an_expiry_before_the_renewal_goes_first() -> None:
    """The card says 2027-06-30, the rule says 2028: the card decides."""
    held = [holding("qpan", date(2023, 7, 1), expires_on=date(2027, 6, 30))]
    need = only_need(small_province(requirements=[every_60_months()], holdings=held))
    assert (need["gap"], need["due_on"]) == ("expiring", date(2027, 6, 30))


def test_an_expiry_on_the_day_of_the_renewal_is_an_expiry() -> None:
    """Both say the same day; the card is what people look at."""
    held = [holding("qpan", date(2022, 6, 30), expires_on=date(2027, 6, 30))]
    need = only_need(small_province(requirements=[every_60_months()], holdings=held))
    assert (need["gap"], need["due_on"]) == ("expiring", date(2027, 6, 30))


def test_the_first_time_is_due_like_within_months() -> None:
    """Who never had it has as many months from the appointment."""
    need = only_need(small_province(requirements=[every_60_months()]))
    assert (need["gap"], need["due_on"]) == ("never_held", date(2025, 3, 1))
