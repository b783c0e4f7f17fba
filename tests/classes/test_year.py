"""A year is computed from the rows and stored whole, by the job and by the demo alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import translation

from tests.base.jobs.working import work_off_the_queue
from tests.conftest import SAMPLE, SAMPLE_PEOPLE, SAMPLE_YEAR
from thuctien.base import job_wording
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import Job, JobState, User
from thuctien.classes import tasks
from thuctien.classes.models import Session, Timetable
from thuctien.classes.phases import ENDS_AT, SHARES, TITLES
from thuctien.classes.services.planning import request_plan
from thuctien.engine.model import Province
from thuctien.engine.sample import sample_province
from thuctien.engine.wording import Language
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Person
from thuctien.sending.models import Answer, Plan, Turn
from thuctien.sending.plan_workbook import plan_file
from thuctien.sending.services.store_province import store_province

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 5.0


def _planned(by: ActingUser, monkeypatch: pytest.MonkeyPatch) -> Job:
    job = request_plan(year=SAMPLE_YEAR, seed=1, time_limit=LIMIT, acting_user=by)
    work_off_the_queue(monkeypatch)
    job.refresh_from_db()
    return job


@pytest.fixture(scope="module")
def large_enough() -> Province:
    """The sample province from which classes can be filled."""
    return sample_province(400, seed=7, year=SAMPLE_YEAR)


@pytest.fixture
def whole_province(transactional_db: None, large_enough: Province) -> Province:
    store_province(large_enough, acting_user=SYSTEM, source=SAMPLE)
    return large_enough


def test_a_plan_is_made_with_its_needs_and_timetable(
    whole_province: Province,
    home: Path,
    acting_officer: ActingUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = _planned(acting_officer, monkeypatch)
    assert (job.state, job.error) == (JobState.DONE, "")
    plan = Plan.objects.get(is_current=True)
    assert job.result["plan"] == plan.pk
    assert plan.needs_run == NeedsRun.objects.get(is_current=True)
    assert Turn.objects.filter(plan=plan).count() == plan.seats == job.result["seats"] > 0
    (workbook,) = (home / "results").iterdir()
    with translation.override("vi"):
        assert plan_file(plan, acting_user=acting_officer) == workbook
    timetable = Timetable.objects.get(plan=plan, is_current=True)
    assert Session.objects.filter(timetable=timetable).count() == timetable.sessions > 0


def test_every_need_of_the_plan_has_an_answer(
    whole_province: Province,
    home: Path,
    acting_officer: ActingUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _planned(acting_officer, monkeypatch)
    plan = Plan.objects.get(is_current=True)
    assert Need.objects.filter(run=plan.needs_run).exists()
    unanswered = Need.objects.filter(run=plan.needs_run).exclude(answers__plan=plan)
    assert not unanswered.exists()
    sent = Answer.objects.filter(plan=plan, outcome="sent")
    assert not sent.filter(planned_class=None).exists()
    assert sent.count() == plan.needs_met > 0


def test_a_province_that_changed_meanwhile_keeps_its_old_plan(
    whole_province: Province,
    home: Path,
    acting_officer: ActingUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compute = tasks.compute_year

    def compute_while_somebody_imports(*args: object, **options: object) -> object:
        store_province(whole_province, acting_user=SYSTEM, source=SAMPLE)
        return compute(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "compute_year", compute_while_somebody_imports)
    job = _planned(acting_officer, monkeypatch)
    assert (job.state, job.error) == (JobState.FAILED, "province_changed")
    assert not Plan.objects.exists()
    assert not NeedsRun.objects.exists()


def test_without_a_province_there_is_no_plan_and_a_sentence_why(
    home: Path, acting_officer: ActingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = _planned(acting_officer, monkeypatch)
    assert (job.state, job.error) == (JobState.FAILED, "no_province")
    assert job_wording.error_text(job, Language.VI).startswith("Chưa có dữ liệu")


def test_a_reader_makes_no_plan(acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        request_plan(year=SAMPLE_YEAR, seed=1, time_limit=LIMIT, acting_user=acting_leader)
    assert not Job.objects.exists()


def test_every_stage_has_a_sentence() -> None:
    assert set(ENDS_AT) == set(SHARES) == set(TITLES)
    for phase, stages in SHARES.items():
        assert all(job_wording.known("stage", f"{phase}.{stage}") for stage in stages)


def test_the_demo_fills_an_empty_database_and_leaves_a_full_one_alone(home: Path) -> None:
    options = {"people": SAMPLE_PEOPLE, "serve": False, "time_limit": LIMIT}
    call_command("demo", **options)
    assert Person.objects.count() == SAMPLE_PEOPLE
    plan = Plan.objects.get(is_current=True)
    User.objects.get(username="danhgia").delete()
    call_command("demo", **{**options, "people": SAMPLE_PEOPLE + 50})
    assert Person.objects.count() == SAMPLE_PEOPLE
    assert Plan.objects.get() == plan
    assert User.objects.filter(username="danhgia").count() == 0


def test_the_demo_takes_up_where_it_was_interrupted(whole_province: Province, home: Path) -> None:
    call_command("demo", serve=False, time_limit=LIMIT)
    assert Person.objects.count() == whole_province.people.height
    assert Plan.objects.filter(is_current=True).exists()
