"""A round is set up with its days in order, or copied into another year on working days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied

from tests.sending.nominations.cast import in_days
from tests.sending.rounds.cast import YEAR, a_round
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Programme
from thuctien.engine.calendar import public_holidays
from thuctien.sending.models import Stage
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds import AD_HOC, StepPlan, copy_round, create_round
from thuctien.sending.services.rounds.creating import proposed_steps


def test_the_proposed_calendar_runs_in_working_days_through_all_stages() -> None:
    steps = proposed_steps(date(2027, 1, 30))
    assert [step.stage for step in steps] == list(Stage)
    closed = public_holidays([2027])
    for before, after in pairwise(steps):
        assert before.starts_on <= before.due_on < after.starts_on
    for step in steps:
        for day in (step.starts_on, step.due_on):
            assert day.weekday() < 5
            assert day not in closed
    assert steps[0].starts_on == date(2027, 2, 1)


def test_several_rounds_run_side_by_side_but_not_under_one_name(officer: ActingUser) -> None:
    a_round(officer, name="Lý luận chính trị")
    a_round(officer, *AD_HOC, name="Kỹ năng số")
    with pytest.raises(RoundError) as refused:
        a_round(officer, name="Kỹ năng số")
    assert refused.value.code == "name_taken"


@pytest.mark.parametrize(
    ("programmes", "days", "code"),
    [
        (False, ((0, 5),), "no_programmes"),
        (True, (), "no_steps"),
        (True, ((5, 4),), "days_not_in_order"),
        (True, ((5, 9), (2, 4)), "days_not_in_order"),
    ],
)
def test_a_round_that_makes_no_sense_is_not_set_up(
    officer: ActingUser, programmes: bool, days: tuple[tuple[int, int], ...], code: str
) -> None:
    steps = [
        StepPlan(stage=stage, starts_on=in_days(first), due_on=in_days(last))
        for stage, (first, last) in zip(Stage, days, strict=False)
    ]
    chosen = Programme.objects.all() if programmes else Programme.objects.none()
    with pytest.raises(RoundError) as refused:
        create_round(name="x", year=YEAR, programmes=chosen, steps=steps, acting_user=officer)
    assert refused.value.code == code


def test_a_copy_has_the_same_days_of_the_next_year_moved_to_working_days(
    officer: ActingUser,
) -> None:
    source = create_round(
        name="Đợt",
        year=2027,
        programmes=Programme.objects.all(),
        steps=[
            StepPlan(
                stage=Stage.SURVEY,
                starts_on=date(2027, 9, 1),
                due_on=date(2027, 12, 31),
                owner=officer.user,
                remind_days=7,
            )
        ],
        acting_user=officer,
    )
    step = copy_round(source, name="Đợt", year=2028, acting_user=officer).steps.get()
    assert (step.starts_on, step.owner, step.remind_days) == (date(2028, 9, 5), officer.user, 7)
    assert step.due_on == date(2029, 1, 2)


def test_only_the_province_sets_rounds_up(snv: ActingUser, approver: ActingUser) -> None:
    for somebody in (snv, approver):
        with pytest.raises(PermissionDenied):
            a_round(somebody)
