"""The draft plan of a round: commented on, approved and kept, or sent back; then quotas."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.sending.nominations.cast import PROGRAMME, person
from tests.sending.rounds.cast import YEAR, a_plan, a_round, brought_to, step, task
from thuctien.base.acting import ActingUser
from thuctien.notices.models import Notice
from thuctien.people.models import Person, Post
from thuctien.sending.models import (
    Allotment,
    Nomination,
    OfferedClass,
    PlanRuling,
    Quota,
    Round,
    Stage,
    StepState,
    UnitTask,
)
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds import (
    answer_comment,
    approve_plan,
    attach_plan,
    comment_plan,
    finish_step,
    issue_quotas,
    open_step,
    refuse_plan,
    reopen_step,
)

STAGES = (Stage.DRAFT_PLAN, Stage.COMMENTS, Stage.APPROVAL, Stage.QUOTAS, Stage.NOMINATION)


@pytest.fixture
def found(officer: ActingUser) -> Round:
    return a_round(officer, *STAGES)


def test_the_draft_ends_with_a_plan_of_the_rounds_year_only(
    found: Round, officer: ActingUser
) -> None:
    brought_to(found, Stage.DRAFT_PLAN, officer)
    with pytest.raises(RoundError) as refused:
        finish_step(step(found, Stage.DRAFT_PLAN), acting_user=officer)
    assert refused.value.code == "no_plan"
    with pytest.raises(RoundError) as refused:
        attach_plan(found, a_plan([], YEAR + 1), acting_user=officer)
    assert refused.value.code == "plan_of_another_year"


def test_an_agency_comments_and_reads_the_answer(
    found: Round, officer: ActingUser, snv: ActingUser
) -> None:
    person("A")
    brought_to(found, Stage.COMMENTS, officer, plan=a_plan(["A"]))
    mine = task(found, Stage.COMMENTS, "SNV")
    with pytest.raises(RoundError) as refused:
        comment_plan(mine, text=" ", acting_user=snv)
    assert refused.value.code == "comment_empty"
    comment = comment_plan(
        mine, text="tháng này bận", person=Person.objects.get(pk="A"), acting_user=snv
    )
    answer_comment(comment, answer="đã dời lớp", acting_user=officer)
    assert Notice.objects.filter(recipient=snv.user, kind="round.comment_answered").exists()
    with pytest.raises(RoundError) as refused:
        answer_comment(comment, answer="lần hai", acting_user=officer)
    assert refused.value.code == "comment_answered"


def test_comments_are_taken_while_they_are_asked_for_and_from_the_agency_only(
    found: Round, officer: ActingUser, snv: ActingUser, stc: ActingUser
) -> None:
    person("A")
    brought_to(found, Stage.COMMENTS, officer, plan=a_plan(["A"]))
    mine = task(found, Stage.COMMENTS, "SNV")
    with pytest.raises(PermissionDenied):
        comment_plan(mine, text="x", acting_user=stc)
    finish_step(step(found, Stage.COMMENTS), despite_open=True, acting_user=officer)
    with pytest.raises(RoundError) as refused:
        comment_plan(task(found, Stage.COMMENTS, "SNV"), text="x", acting_user=snv)
    assert refused.value.code == "comments_closed"


def test_the_approver_approves_and_the_plan_is_kept(
    found: Round, officer: ActingUser, approver: ActingUser
) -> None:
    brought_to(found, Stage.APPROVAL, officer, plan=a_plan([person("A")]))
    assert Notice.objects.filter(recipient=approver.user, kind="round.plan_waits").exists()
    with pytest.raises(PermissionDenied):
        approve_plan(found, acting_user=officer)
    with pytest.raises(RoundError) as refused:
        finish_step(step(found, Stage.APPROVAL), acting_user=officer)
    assert refused.value.code == "needs_approver"
    approved = approve_plan(found, acting_user=approver)
    assert (approved.approved_by, step(found, Stage.APPROVAL).state) == (approver.user, "done")
    with pytest.raises(RoundError, match="kept as it is"):
        attach_plan(found, a_plan([]), acting_user=officer)
    with pytest.raises(RoundError):
        approve_plan(found, acting_user=approver)


def test_a_plan_sent_back_opens_the_draft_again_with_the_reason(
    found: Round, officer: ActingUser, approver: ActingUser
) -> None:
    brought_to(found, Stage.APPROVAL, officer, plan=a_plan([person("A")]))
    with pytest.raises(RoundError) as refused:
        refuse_plan(found, reason="", acting_user=approver)
    assert refused.value.code == "say_why"
    refuse_plan(found, reason="quá tốn kém", acting_user=approver)
    assert step(found, Stage.DRAFT_PLAN).state == StepState.OPEN
    assert step(found, Stage.APPROVAL).state == StepState.WAITING
    ruling = PlanRuling.objects.get()
    assert (ruling.is_approved, ruling.reason) == (False, "quá tốn kém")
    assert Notice.objects.filter(recipient=officer.user, kind="round.sent_back").exists()


def _approved(found: Round, officer: ActingUser, approver: ActingUser) -> None:
    for code, agency in (("A", "SNV"), ("B", "SNV"), ("C", "STC")):
        person(code, agency)
    brought_to(found, Stage.APPROVAL, officer, plan=a_plan(["A", "B", "C"]))
    approve_plan(found, acting_user=approver)


def test_quotas_and_classes_follow_from_the_approved_plan(
    found: Round, officer: ActingUser, approver: ActingUser, snv: ActingUser
) -> None:
    _approved(found, officer, approver)
    Post.objects.filter(pk="STC-CV").update(leadership_level="head")
    Quota.objects.create(
        quota_id="Q", year=YEAR, programme_id=PROGRAMME, leadership_levels=["head"], seats=5
    )
    open_step(step(found, Stage.QUOTAS), acting_user=officer)
    issue_quotas(found, acting_user=officer)
    rows = Allotment.objects.order_by("unit").values_list("unit", "programme", "group", "seats")
    assert list(rows) == [("SNV", PROGRAMME, "", 2), ("STC", PROGRAMME, "head", 1)]
    offered = OfferedClass.objects.get()
    assert (offered.class_id, offered.capacity) == (f"{YEAR}-001", 50)
    notice = Notice.objects.get(recipient=snv.user, kind="round.quotas")
    assert (notice.figures["seats"], notice.figures["programmes"]) == (2, 1)
    assert step(found, Stage.QUOTAS).state == StepState.DONE


def test_who_has_no_quota_is_not_asked_to_nominate(
    found: Round, officer: ActingUser, approver: ActingUser
) -> None:
    _approved(found, officer, approver)
    open_step(step(found, Stage.QUOTAS), acting_user=officer)
    issue_quotas(found, acting_user=officer)
    Allotment.objects.filter(unit="STC").update(seats=0)
    open_step(step(found, Stage.NOMINATION), acting_user=officer)
    asked = UnitTask.objects.filter(step__stage=Stage.NOMINATION).values_list("unit", flat=True)
    assert list(asked) == ["SNV"]


def test_quotas_are_issued_anew_only_while_no_seat_is_taken(
    found: Round, officer: ActingUser, approver: ActingUser
) -> None:
    _approved(found, officer, approver)
    open_step(step(found, Stage.QUOTAS), acting_user=officer)
    issue_quotas(found, acting_user=officer)
    reopen_step(step(found, Stage.QUOTAS), reason="sót", acting_user=officer)
    issue_quotas(found, acting_user=officer)
    assert Allotment.objects.count() == 2
    assert OfferedClass.objects.count() == 1
    Allotment.objects.filter(unit="SNV").update(taken=1)
    with pytest.raises(RoundError) as refused:
        reopen_step(step(found, Stage.QUOTAS), reason="sót", acting_user=officer)
    assert refused.value.code == "quotas_in_use"
    assert not Nomination.objects.exists()


def test_nothing_is_issued_from_a_plan_that_is_not_approved(
    officer: ActingUser,
) -> None:
    found = a_round(officer, Stage.QUOTAS)
    open_step(step(found, Stage.QUOTAS), acting_user=officer)
    with pytest.raises(RoundError) as refused:
        issue_quotas(found, acting_user=officer)
    assert refused.value.code == "not_approved"
