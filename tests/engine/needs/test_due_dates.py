"""When a requirement is due, and how strongly it presses."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.needs.provinces import (
    AS_OF,
    HORIZON,
    appointment,
    needs_of,
    only_need,
    requirement,
    small_province,
)
from thuctien.engine.needs import compute_needs


def test_before_appointment_is_overdue_since_the_appointment() -> None:
    """Who is in post without it has been late since the first day."""
    need = only_need(small_province(requirements=[requirement(timing="before_appointment")]))
    assert (need["due_on"], need["force"]) == (date(2020, 3, 1), "overdue")


def test_before_an_appointment_to_come_is_due_with_it() -> None:
    """A promotion on 01/09/2027 asks for the credential before that day."""
    need = only_need(
        small_province(
            appointments=[appointment(), appointment(post_id="gd", valid_from=date(2027, 9, 1))],
            requirements=[requirement(leadership_levels=["head"])],
        )
    )
    assert (need["due_on"], need["force"], need["post_id"]) == (date(2027, 9, 1), "due", "gd")


@pytest.mark.parametrize(("begins", "needs"), [(HORIZON, 1), (date(2028, 1, 1), 0)])
def test_appointments_to_come_count_up_to_the_horizon(begins: date, needs: int) -> None:
    """Its last day is included; later ones are for the next plan."""
    coming = appointment(post_id="gd", valid_from=begins)
    province = small_province(
        appointments=[appointment(), coming],
        requirements=[requirement(leadership_levels=["head"])],
    )
    assert len(needs_of(province)) == needs


def test_an_appointment_to_come_asks_nothing_of_who_holds_no_post() -> None:
    """A recruit who has not begun cannot be sent by anybody."""
    assert not needs_of(
        small_province(
            appointments=[appointment(valid_from=date(2027, 9, 1))], requirements=[requirement()]
        )
    )


@pytest.mark.parametrize("timing", ["within_months", "every_months"])
def test_other_timings_do_not_look_at_appointments_to_come(timing: str) -> None:
    """What may be met after the appointment is asked once it has begun."""
    assert not needs_of(
        small_province(
            appointments=[appointment(), appointment(post_id="gd", valid_from=date(2027, 2, 1))],
            requirements=[requirement(leadership_levels=["head"], timing=timing, months=6)],
        )
    )


@pytest.mark.parametrize(
    ("appointed", "months", "due_on", "force"),
    [
        (date(2025, 12, 31), 12, date(2026, 12, 31), "due"),
        (date(2025, 12, 30), 12, date(2026, 12, 30), "overdue"),
        (date(2026, 12, 31), 12, date(2027, 12, 31), "due"),
        (date(2026, 12, 31), 13, date(2028, 1, 31), "later"),
        (date(2026, 8, 31), 6, date(2027, 2, 28), "due"),
    ],
)
def test_within_months_counts_from_the_appointment(
    appointed: date, months: int, due_on: date, force: str
) -> None:
    """The day itself is still in time; a month that is too short ends with its last day."""
    need = only_need(
        small_province(
            appointments=[appointment(valid_from=appointed)],
            requirements=[requirement(timing="within_months", months=months)],
        )
    )
    assert (need["due_on"], need["force"]) == (due_on, force)


def test_what_is_recommended_never_becomes_overdue() -> None:
    """It stays recommended however long ago it was due."""
    need = only_need(small_province(requirements=[requirement(binding="recommended")]))
    assert (need["due_on"], need["force"]) == (date(2020, 3, 1), "recommended")


def test_a_rule_younger_than_the_appointment_starts_the_clock() -> None:
    """Nobody is late against a rule that did not exist."""
    need = only_need(
        small_province(
            requirements=[
                requirement(timing="within_months", months=18, valid_from=date(2026, 1, 1)),
            ]
        )
    )
    assert (need["due_on"], need["force"]) == (date(2027, 7, 1), "due")


def test_a_rule_older_than_the_appointment_does_not() -> None:
    """The clock of a later appointment starts with the appointment."""
    need = only_need(small_province(requirements=[requirement(valid_from=date(2015, 1, 1))]))
    assert need["due_on"] == date(2020, 3, 1)


@pytest.mark.parametrize(("as_of", "source"), [(date(2025, 12, 31), "old"), (AS_OF, "new")])
def test_of_two_versions_of_a_rule_the_date_decides(as_of: date, source: str) -> None:
    """The old version holds through its last day, its successor from the next."""
    versions = [
        requirement("old", qualification_id="llct1", valid_to=date(2025, 12, 31)),
        requirement("new", qualification_id="llct2", valid_from=date(2026, 1, 1)),
    ]
    assert only_need(small_province(requirements=versions), as_of)["source_id"] == source


def test_of_several_matching_posts_the_one_held_longest_counts() -> None:
    """One need a person and source, with the earliest due date."""
    need = only_need(
        small_province(
            appointments=[
                appointment(post_id="cv", valid_from=date(2024, 5, 1)),
                appointment(post_id="cv_xa", valid_from=date(2022, 5, 1)),
            ],
            requirements=[requirement(post_families=["staff"])],
        )
    )
    assert (need["post_id"], need["due_on"]) == ("cv_xa", date(2022, 5, 1))


def test_an_appointment_that_ended_asks_nothing() -> None:
    """The last day is included, the day after is not."""
    ended = [appointment(valid_to=date(2026, 12, 30))]
    assert not needs_of(small_province(appointments=ended, requirements=[requirement()]))
    until_today = [appointment(valid_to=AS_OF)]
    assert needs_of(small_province(appointments=until_today, requirements=[requirement()]))


def test_a_horizon_before_the_date_is_refused() -> None:
    """The caller mixed up its dates."""
    with pytest.raises(ValueError, match="horizon"):
        compute_needs(small_province(), HORIZON, AS_OF)


def test_progress_runs_from_nothing_to_all() -> None:
    """A progress bar can rely on it."""
    told: list[tuple[str, float]] = []
    compute_needs(small_province(), AS_OF, HORIZON, lambda *step: told.append(step))
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
