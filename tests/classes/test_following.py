"""A plan that takes the place of another gets a timetable of its own."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import holding
from tests.sending.planned import plan_by_hand
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import Job, JobState
from thuctien.base.policy import Role
from thuctien.classes.models import Timetable
from thuctien.classes.services.following import TIMETABLES, request_timetable
from thuctien.classes.tasks import make_timetable
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.needs.models import NeedsRun
from thuctien.needs.services import store_needs
from thuctien.sending.models import Plan
from thuctien.sending.services.store_plan import store_plan

COMING = "Đang xếp thời khóa biểu"


@pytest.fixture
def old(stored_province: Province, needs: Needs) -> Plan:
    run = store_needs(needs, acting_user=SYSTEM)
    return store_plan(plan_by_hand(stored_province, needs), run, acting_user=SYSTEM)


@pytest.fixture
def new(old: Plan, stored_province: Province, needs: Needs) -> Plan:
    """The same classes as a plan that has taken the place of the old one."""
    return store_plan(
        plan_by_hand(stored_province, needs), NeedsRun.objects.get(), acting_user=SYSTEM
    )


def worked_off() -> Job:
    """Do the one job that waits as a worker would, and return it."""
    job = Job.objects.get(kind="timetable.make")
    make_timetable.func(job.pk)
    job.refresh_from_db()
    return job


def test_a_timetable_is_asked_for_once_in_the_name_of_who_chose(
    old: Plan, new: Plan, approver: ActingUser
) -> None:
    """Where none is possible the job says why; that one is made: tests/replanning."""
    for _ in range(2):
        TIMETABLES.replaced(old, new, acting_user=approver)
    job = worked_off()
    assert (job.created_by, job.arguments["plan"]) == (approver.user, new.pk)
    assert (job.state, job.error) == (JobState.FAILED, "plan_without_timetable")
    assert "2027-001" in job.figures["vi"]


def test_the_pages_say_that_it_is_coming(
    old: Plan, new: Plan, approver: ActingUser, client: Client
) -> None:
    """To everybody who reads the plan."""
    request_timetable(new, acting_user=approver)
    client.force_login(holding(Role.PROVINCE_OFFICER, "can-bo"))
    for page in ("/plan/", "/timetables/"):
        assert COMING in client.get(page).content.decode()


def test_no_timetable_is_made_for_a_plan_that_is_replaced_meanwhile(
    old: Plan, approver: ActingUser
) -> None:
    """The job ends and says so."""
    request_timetable(old, acting_user=approver)
    Plan.objects.filter(pk=old.pk).update(is_current=False)
    job = worked_off()
    assert (job.state, job.error) == (JobState.FAILED, "plan_replaced")
    assert not Timetable.objects.exists()


@pytest.fixture
def approver() -> ActingUser:
    return ActingUser(user=holding(Role.APPROVER, "duyet"), address="192.0.2.7")
