"""Every night the trail is checked: its end is kept, and a break is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.base.jobs import cast
from tests.conftest import holding
from tests.trail import opened_trail
from thuctien.base.acting import SYSTEM
from thuctien.base.audit import record
from thuctien.base.audit.checking import kept_anchors
from thuctien.base.audit.nightly import verify_nightly
from thuctien.base.models import AuditEntry, Job, JobState
from thuctien.base.policy import Role
from thuctien.notices.models import Notice

pytestmark = pytest.mark.django_db


def _ran(key: str) -> Job:
    job = cast.asked(key=key)
    verify_nightly.call(job.pk)
    job.refresh_from_db()
    return job


def test_a_whole_trail_keeps_its_end(home: Path) -> None:
    record("test", acting_user=SYSTEM, object_type="test")
    job = _ran("first")
    assert job.state == JobState.DONE
    (anchor,) = kept_anchors(home)
    assert job.result["end"] == str(anchor)
    assert job.result["entries"] == anchor.position


def test_a_broken_trail_is_told_to_the_administrators(home: Path) -> None:
    administrator = holding(Role.ADMINISTRATOR, "quantri")
    entry = record("test", acting_user=SYSTEM, object_type="test")
    with opened_trail():
        AuditEntry.objects.filter(pk=entry.pk).update(action="another")
    job = _ran("broken")
    assert (job.state, job.error) == (JobState.FAILED, "audit_broken")
    assert job.figures["position"] == entry.position
    assert Notice.objects.get().recipient == administrator
    assert kept_anchors(home) == []


def test_what_was_cut_off_since_the_last_night_is_found(home: Path) -> None:
    record("test", acting_user=SYSTEM, object_type="test")
    _ran("first")
    last = record("test", acting_user=SYSTEM, object_type="test")
    _ran("second")
    with opened_trail():
        AuditEntry.objects.filter(pk__gte=last.pk).delete()
    assert _ran("third").state == JobState.FAILED
