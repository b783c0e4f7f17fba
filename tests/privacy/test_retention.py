"""What was kept long enough is found, and ended by who may, on the trail."""

from __future__ import annotations

import io
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, Job, JobState
from thuctien.base.models.audit import AuditChange
from thuctien.intake.models import ImportState, ListImport, PersonMerge, StoredList
from thuctien.people.models import Appointment, Person, SensitiveFacts
from thuctien.privacy.models import Fate, RetentionRule
from thuctien.privacy.retention import SUBJECTS
from thuctien.privacy.selectors.retention import due_by, states
from thuctien.privacy.services.retention import AlwaysKeptError, carry_out
from thuctien.privacy.services.retention_jobs import request_retention
from thuctien.privacy.tasks import end_what_is_due

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def rule(code: str) -> RetentionRule:
    return RetentionRule.objects.get(pk=code)


def test_every_sample_rule_is_about_something_known_and_is_unconfirmed() -> None:
    rules = RetentionRule.objects.all()
    assert {rule.subject for rule in rules} == set(SUBJECTS)
    assert {rule.confirmed for rule in rules} == {False}
    for kept in rules:
        assert (kept.fate == Fate.KEEP) is (SUBJECTS[kept.subject].carry_out is None)


def test_who_left_long_ago_is_due_from_the_day_after_the_period(leaver: Person) -> None:
    Appointment.objects.filter(person=leaver).update(valid_to=date(2016, 11, 24))
    assert due_by(rule("left-people"), date(2026, 11, 24)) == []
    (item,) = due_by(rule("left-people"), date(2026, 11, 25))
    assert (item.key, item.since) == (leaver.pk, date(2016, 11, 24))


def test_who_holds_one_post_still_is_not_due(leaver: Person) -> None:
    kept = Appointment.objects.filter(person=leaver).order_by("pk")[0]
    Appointment.objects.create(
        person=leaver, post_id=kept.post_id, valid_from=date(2020, 1, 1), valid_to=None
    )
    assert due_by(rule("left-people"), TODAY) == []


def test_people_who_left_become_nameless_and_are_not_due_again(
    leaver: Person, acting_officer: ActingUser
) -> None:
    assert carry_out(rule("left-people"), on=TODAY, acting_user=acting_officer) == 1
    assert Person.objects.get(pk=leaver.pk).erased_on is not None
    assert due_by(rule("left-people"), TODAY) == []
    entry = AuditEntry.objects.get(action="privacy.retention.carry_out")
    assert entry.after["keys"] == [leaver.pk]


def test_only_the_sensitive_facts_of_people_who_left_go(
    leaver: Person, acting_officer: ActingUser, home: Path
) -> None:
    others = SensitiveFacts.objects.exclude(person=leaver).count()
    assert carry_out(rule("left-sensitive"), on=TODAY, acting_user=acting_officer) == 1
    assert SensitiveFacts.objects.count() == others > 0
    changes = AuditChange.objects.filter(about_key=leaver.pk)
    erased = set(changes.exclude(erased_digest="").values_list("object_type", flat=True))
    assert erased == {"people.sensitivefacts"}
    assert changes.filter(object_type="people.person", erased_digest="").exists()
    call_command("verify_audit", stdout=io.StringIO())
    assert Person.objects.get(pk=leaver.pk).full_name == leaver.full_name


def test_old_files_go_and_new_ones_stay(
    home: Path,
    acting_officer: ActingUser,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    uploads = home / "uploads"
    uploads.mkdir()
    for name, age in (("old.xlsx", 400), ("new.xlsx", 300)):
        (uploads / name).write_bytes(b"x")
        written = datetime(2026, 11, 24, 12, tzinfo=timezone.get_current_timezone())
        moment = (written - timedelta(days=age)).timestamp()
        os.utime(uploads / name, (moment, moment))
    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(rule("uploads"), on=TODAY, acting_user=acting_officer) == 1
        assert (uploads / "old.xlsx").exists(), "not before the transaction holds"
    assert [file.name for file in uploads.iterdir()] == ["new.xlsx"]


def test_a_job_keeps_that_it_ran_and_loses_its_report(acting_officer: ActingUser) -> None:
    job = Job.objects.create(
        kind="x",
        key="x",
        task_path="x",
        state=JobState.DONE,
        result={"faults": ["Nguyễn Thị Hòa"]},
        created_at=timezone.now(),
        finished_at=timezone.now() - timedelta(days=400),
    )
    today = timezone.localdate()
    assert carry_out(rule("job-reports"), on=today, acting_user=acting_officer) == 1
    job.refresh_from_db()
    assert (job.result, job.kind) == ({}, "x")


def test_copies_kept_to_undo_go_and_the_list_stays(
    person: Person, acting_officer: ActingUser
) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    taken_in = ListImport.objects.create(
        unit_id=person.current_unit_id,
        as_of=TODAY,
        file_name="danh-sach.xlsx",
        path="x",
        sha256="x",
        size=1,
        state=ImportState.STORED,
        created_at=long_ago,
        stored_at=long_ago,
    )
    StoredList.objects.create(list_import=taken_in, before=b"", after=b"")
    for day, loser in ((long_ago, "A"), (timezone.now(), "B")):
        PersonMerge.objects.create(
            keeper_id=person.pk, loser_id=loser, before=b"", after=b"", merged_at=day
        )
    today = timezone.localdate()
    assert carry_out(rule("undo-copies"), on=today, acting_user=acting_officer) == 2
    assert not StoredList.objects.exists()
    assert list(PersonMerge.objects.values_list("loser_id", flat=True)) == ["B"]
    assert ListImport.objects.filter(pk=taken_in.pk).exists()


def test_what_is_always_kept_is_never_ended(acting_officer: ActingUser) -> None:
    with pytest.raises(AlwaysKeptError):
        carry_out(rule("trail"), on=TODAY, acting_user=acting_officer)
    with pytest.raises(AlwaysKeptError):
        request_retention(rule("trail"), on=TODAY, acting_user=acting_officer)


@pytest.mark.parametrize("who", ["acting_leader", "administrator"])
def test_who_may_not_ends_nothing(leaver: Person, who: str, request: pytest.FixtureRequest) -> None:
    acting_user = request.getfixturevalue(who)
    for act in (carry_out, request_retention):
        with pytest.raises(PermissionDenied):
            act(rule("left-people"), on=TODAY, acting_user=acting_user)
    with pytest.raises(PermissionDenied):
        states(TODAY, acting_user=acting_user)
    assert Person.objects.get(pk=leaver.pk).erased_on is None


@pytest.mark.parametrize("days", [{"valid_to": TODAY - DAY}, {"valid_from": TODAY + DAY}])
def test_a_rule_outside_its_days_ends_nothing(
    leaver: Person, acting_officer: ActingUser, days: dict[str, date]
) -> None:
    RetentionRule.objects.filter(pk="left-people").update(**days)
    assert carry_out(rule("left-people"), on=TODAY, acting_user=acting_officer) == 0
    assert Person.objects.get(pk=leaver.pk).erased_on is None


def test_a_job_carries_it_out(leaver: Person, acting_officer: ActingUser) -> None:
    job = request_retention(rule("left-people"), on=TODAY, acting_user=acting_officer)
    end_what_is_due.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"ended": 1})
    entry = AuditEntry.objects.get(action="privacy.retention.carry_out")
    assert (entry.user, entry.address) == (acting_officer.user, acting_officer.address)
