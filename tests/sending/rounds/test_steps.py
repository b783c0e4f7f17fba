"""Steps follow each other; agencies have tasks; what is opened again makes the rest begin anew."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.sending.nominations.cast import in_days, person
from tests.sending.rounds.cast import a_plan, a_round, brought_to, make_late, step, task
from thuctien.base.acting import ActingUser
from thuctien.notices.models import Notice
from thuctien.sending.models import Round, Stage, StepState, UnitTask
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds import (
    approve_plan,
    change_step,
    extend_deadline,
    finish_step,
    finish_task,
    open_step,
    reopen_step,
)
from thuctien.sending.services.rounds.creating import StepPlan


def told(who: ActingUser) -> list[str]:
    return list(
        Notice.objects.filter(recipient=who.user).order_by("pk").values_list("kind", flat=True)
    )


def test_a_step_opens_once_the_one_before_has_ended(officer: ActingUser) -> None:
    person("A")
    found = a_round(officer)
    with pytest.raises(RoundError) as refused:
        open_step(step(found, Stage.DRAFT_PLAN), acting_user=officer)
    assert refused.value.code == "step_before_open"
    open_step(step(found, Stage.SURVEY), acting_user=officer)
    with pytest.raises(RoundError, match="open already"):
        open_step(step(found, Stage.SURVEY), acting_user=officer)


def test_every_agency_with_people_gets_its_task_and_is_told(
    officer: ActingUser, snv: ActingUser, stc: ActingUser
) -> None:
    person("A", "SNV")
    found = a_round(officer)
    open_step(step(found, Stage.SURVEY), acting_user=officer)
    assert list(UnitTask.objects.values_list("unit", flat=True)) == ["SNV"]
    assert (told(snv), told(stc)) == (["round.open"], [])


def test_a_step_does_not_end_silently_without_agencies(
    officer: ActingUser, snv: ActingUser
) -> None:
    person("A", "SNV")
    found = a_round(officer, Stage.COMMENTS, Stage.NOMINATION)
    open_step(step(found, Stage.COMMENTS), acting_user=officer)
    with pytest.raises(RoundError) as refused:
        finish_step(step(found, Stage.COMMENTS), acting_user=officer)
    assert (refused.value.code, refused.value.figures) == ("agencies_open", {"open": 1, "all": 1})
    finish_task(task(found, Stage.COMMENTS, "SNV"), acting_user=snv)
    finish_step(step(found, Stage.COMMENTS), acting_user=officer)
    assert step(found, Stage.COMMENTS).state == StepState.DONE


def test_the_last_step_closes_the_round(officer: ActingUser) -> None:
    found = a_round(officer, Stage.SELECTION)
    brought_to(found, Stage.SELECTION, officer)
    finish_step(step(found, Stage.SELECTION), acting_user=officer)
    assert Round.objects.get(pk=found.pk).closed_at is not None
    with pytest.raises(RoundError) as refused:
        reopen_step(step(found, Stage.SELECTION), reason="sót", acting_user=officer)
    assert refused.value.code == "round_closed"


def test_a_step_opened_again_makes_all_after_it_begin_anew(
    officer: ActingUser, snv: ActingUser
) -> None:
    person("A", "SNV")
    found = a_round(officer, Stage.COMMENTS, Stage.NOMINATION, Stage.SELECTION)
    brought_to(found, Stage.NOMINATION, officer)
    finish_task(task(found, Stage.NOMINATION, "SNV"), acting_user=snv)
    reopen_step(
        step(found, Stage.COMMENTS), reason="thiếu ý kiến", due_on=in_days(30), acting_user=officer
    )
    assert step(found, Stage.COMMENTS).state == StepState.OPEN
    assert step(found, Stage.COMMENTS).reopened_reason == "thiếu ý kiến"
    assert task(found, Stage.COMMENTS, "SNV").due_on == in_days(30)
    assert step(found, Stage.NOMINATION).state == StepState.WAITING
    assert task(found, Stage.NOMINATION, "SNV").done_at is None
    assert "round.reopened" in told(snv)


def test_a_step_is_not_opened_again_without_a_reason_or_while_it_is_open(
    officer: ActingUser,
) -> None:
    found = a_round(officer, Stage.SELECTION, Stage.DECISION)
    brought_to(found, Stage.SELECTION, officer)
    for reason, code in (("", "say_why"), ("vì", "step_not_done")):
        with pytest.raises(RoundError) as refused:
            reopen_step(step(found, Stage.SELECTION), reason=reason, acting_user=officer)
        assert refused.value.code == code


def test_once_the_plan_is_approved_nothing_before_it_opens_again(
    officer: ActingUser, approver: ActingUser
) -> None:
    found = a_round(officer, Stage.DRAFT_PLAN, Stage.APPROVAL, Stage.QUOTAS)
    brought_to(found, Stage.APPROVAL, officer, plan=a_plan([person("A")]))
    approve_plan(found, acting_user=approver)
    for stage in (Stage.DRAFT_PLAN, Stage.APPROVAL):
        with pytest.raises(RoundError) as refused:
            reopen_step(step(found, stage), reason="đổi ý", acting_user=officer)
        assert refused.value.code == "plan_approved"


def test_one_agency_gets_more_time_and_keeps_it_when_the_step_moves(
    officer: ActingUser, snv: ActingUser
) -> None:
    person("A", "SNV")
    person("B", "STC")
    found = a_round(officer, Stage.COMMENTS)
    brought_to(found, Stage.COMMENTS, officer)
    one = task(found, Stage.COMMENTS, "SNV")
    with pytest.raises(RoundError) as refused:
        extend_deadline(one, due_on=one.due_on, reason="bão", acting_user=officer)
    assert refused.value.code == "deadline_not_later"
    extend_deadline(one, due_on=in_days(40), reason="bão", acting_user=officer)
    assert told(snv)[-1] == "round.extended"
    moved = StepPlan(stage=Stage.COMMENTS, starts_on=in_days(0), due_on=in_days(20))
    change_step(step(found, Stage.COMMENTS), moved, reason="lịch mới", acting_user=officer)
    assert task(found, Stage.COMMENTS, "SNV").due_on == in_days(40)
    assert task(found, Stage.COMMENTS, "STC").due_on == in_days(20)


def test_an_agency_moves_no_round_and_answers_for_no_other(
    officer: ActingUser, snv: ActingUser, approver: ActingUser
) -> None:
    person("B", "STC")
    found = a_round(officer, Stage.COMMENTS)
    for somebody in (snv, approver):
        with pytest.raises(PermissionDenied):
            open_step(step(found, Stage.COMMENTS), acting_user=somebody)
    brought_to(found, Stage.COMMENTS, officer)
    with pytest.raises(PermissionDenied):
        finish_task(task(found, Stage.COMMENTS, "STC"), acting_user=snv)
    make_late(found, Stage.COMMENTS)
    with pytest.raises(PermissionDenied):
        extend_deadline(
            task(found, Stage.COMMENTS, "STC"), due_on=in_days(9), reason="x", acting_user=snv
        )
