"""Reminders come before the deadline, on it and after it, never twice, never to who is done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sending.nominations.cast import person
from tests.sending.rounds.cast import a_round, brought_to, step, task
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.notices.models import Notice
from thuctien.sending.models import Round, RoundStep, Stage
from thuctien.sending.services.rounds import extend_deadline, finish_task, remind


@pytest.fixture
def asked(officer: ActingUser, approver: ActingUser) -> Round:
    """A step that goes to the approver when it is two days late; both agencies have to answer."""
    person("A", "SNV")
    person("B", "STC")
    found = a_round(officer, Stage.COMMENTS)
    RoundStep.objects.update(escalates_to=approver.user)
    brought_to(found, Stage.COMMENTS, officer)
    Notice.objects.all().delete()
    return found


def on(found: Round, days: int) -> None:
    """Let the night of so many days after the deadline come, twice."""
    day = step(found, Stage.COMMENTS).due_on + timedelta(days=days)
    remind(acting_user=SYSTEM, today=day)
    remind(acting_user=SYSTEM, today=day)


def told(who: ActingUser) -> list[str]:
    return list(
        Notice.objects.filter(recipient=who.user).order_by("pk").values_list("kind", flat=True)
    )


def test_an_agency_that_is_not_done_is_reminded_three_times(asked: Round, snv: ActingUser) -> None:
    for days in range(-9, 6):
        on(asked, days)
    assert told(snv) == ["round.soon", "round.today", "round.overdue"]


def test_who_is_done_is_left_alone(asked: Round, snv: ActingUser, stc: ActingUser) -> None:
    finish_task(task(asked, Stage.COMMENTS, "SNV"), acting_user=snv)
    on(asked, 0)
    on(asked, 3)
    assert told(snv) == []
    assert told(stc) == ["round.today", "round.overdue"]


def test_late_agencies_go_to_the_owner_and_above_once_with_their_count(
    asked: Round, officer: ActingUser, approver: ActingUser, snv: ActingUser
) -> None:
    finish_task(task(asked, Stage.COMMENTS, "SNV"), acting_user=snv)
    on(asked, 1)
    assert told(approver) == []
    on(asked, 2)
    on(asked, 3)
    assert told(approver) == ["round.late", "round.step_late"]
    assert told(officer).count("round.late") == 1
    figures = Notice.objects.filter(kind="round.late").values_list("figures", flat=True)[0]
    assert (figures["late"], figures["all"], figures["units"]) == (1, 2, "Đơn vị STC")


def test_a_night_that_was_missed_is_made_up_for(asked: Round, snv: ActingUser) -> None:
    on(asked, 4)
    assert told(snv) == ["round.overdue"]


def test_who_got_more_time_is_reminded_anew_of_the_new_deadline(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    on(asked, 0)
    due = step(asked, Stage.COMMENTS).due_on + timedelta(days=10)
    one = task(asked, Stage.COMMENTS, "SNV")
    extend_deadline(one, due_on=due, reason="bão", acting_user=officer)
    on(asked, 2)
    assert told(snv) == ["round.today", "round.extended"]
    on(asked, 8)
    assert told(snv)[-1] == "round.soon"


def test_nothing_is_said_of_steps_that_are_not_open(officer: ActingUser, snv: ActingUser) -> None:
    person("A", "SNV")
    found = a_round(officer, Stage.COMMENTS)
    on(found, 9)
    assert told(snv) == told(officer) == []
