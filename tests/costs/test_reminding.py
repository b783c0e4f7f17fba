"""Deadlines of a compensation are called to mind once before and once after."""

from __future__ import annotations

from datetime import date

import pytest

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job, User
from thuctien.costs.models import CompensationCase
from thuctien.costs.services.reminding import remind, reminder_due
from thuctien.costs.tasks import is_anything_open, remind_nightly
from thuctien.engine.costs.procedure import State
from thuctien.engine.wording import Language
from thuctien.notices.kinds import notice_text
from thuctien.notices.models import Notice

DUE, SINCE = date(2027, 1, 20), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("today", "reminded_on", "expected"),
    [
        (date(2027, 1, 16), None, ""),
        (date(2027, 1, 17), None, "soon"),
        (DUE, None, "soon"),
        (date(2027, 1, 18), date(2027, 1, 17), ""),
        (date(2027, 1, 18), date(2026, 12, 1), "soon"),
        (date(2027, 1, 21), date(2027, 1, 17), "late"),
        (date(2027, 2, 21), None, "late"),
        (date(2027, 2, 21), date(2027, 1, 21), ""),
    ],
)
def test_each_reminder_is_due_once(today: date, reminded_on: date | None, expected: str) -> None:
    assert reminder_due(SINCE, reminded_on, DUE, today) == expected


def test_without_a_deadline_nothing_is_called_to_mind() -> None:
    assert reminder_due(SINCE, None, None, date(2099, 1, 1)) == ""


def told(user: User | None) -> list[str]:
    rows = Notice.objects.filter(recipient=user, kind__in=["costs.case.soon", "costs.case.late"])
    return list(rows.order_by("pk").values_list("kind", flat=True))


def test_who_keeps_the_case_is_told_before_and_after(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    for today, count in ((date(2027, 1, 18), 1), (date(2027, 1, 19), 0), (date(2027, 1, 22), 1)):
        assert remind(acting_user=SYSTEM, today=today) == count
    assert told(agency_officer.user) == ["costs.case.soon", "costs.case.late"]
    assert told(approver.user) == []
    notice = Notice.objects.get(recipient=agency_officer.user, kind="costs.case.late")
    sentence = notice_text(notice.kind, notice.figures, Language.VI)
    assert sentence == "Bùi Thị An (Đơn vị SO): Lập hội đồng xét đền bù đã quá hạn 20/01/2027."


def test_what_waits_for_a_decision_is_called_to_mind_of_who_decides(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    CompensationCase.objects.update(state=State.MET)
    assert remind(acting_user=SYSTEM, today=date(2027, 2, 1)) == 1
    assert told(approver.user) == ["costs.case.late"]
    assert told(agency_officer.user) == []


def test_an_ended_case_is_not_called_to_mind(case: CompensationCase) -> None:
    CompensationCase.objects.update(state=State.PAID)
    assert not is_anything_open()
    assert remind(acting_user=SYSTEM, today=date(2099, 1, 1)) == 0


def test_the_task_of_the_night_reminds(case: CompensationCase) -> None:
    assert is_anything_open()
    CompensationCase.objects.update(since=date(2020, 1, 1))
    job = request_job(
        remind_nightly, kind="costs.remind", key="costs.remind", arguments={}, acting_user=SYSTEM
    )
    remind_nightly.func(job.pk)
    assert Job.objects.get(pk=job.pk).result == {"reminded": 1}
