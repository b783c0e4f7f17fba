"""A scenario of the sample province, and who acts on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.conftest import SAMPLE_YEAR, holding
from thuctien.base.acting import ActingUser
from thuctien.base.models import Job, JobState, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.engine.scenarios.changes import EndRequirement, MergeUnits
from thuctien.scenarios.models import Scenario
from thuctien.scenarios.services.asking import NEEDS, PLAN
from thuctien.scenarios.services.keeping import create_scenario
from thuctien.scenarios.tasks import compute_result

FROM = date(SAMPLE_YEAR, 1, 1)
MERGER = MergeUnits(unit_ids=("XA001", "XA002"), into_id="XA901", name="Xã Mới", from_day=FROM)
NO_REFRESHER = EndRequirement(requirement_id="YC-CCLL-LD", from_day=FROM)


@pytest.fixture(autouse=True)
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plans of a test need not be good."""
    monkeypatch.setattr("thuctien.scenarios.services.asking.TIME_LIMIT", 1.0)


@pytest.fixture
def approver(db: None) -> User:
    """Somebody who adopts what others have thought out."""
    return holding(Role.APPROVER, "duyet")


@pytest.fixture
def acting_approver(approver: User) -> ActingUser:
    """The approver at work."""
    return ActingUser(user=approver, address="192.0.2.9")


@pytest.fixture
def scenario(stored_province: Province, acting_officer: ActingUser) -> Scenario:
    """A scenario without a change."""
    return create_scenario(
        name="Sáp nhập xã", year=SAMPLE_YEAR, note="", acting_user=acting_officer
    )


@pytest.fixture
def run() -> Iterator[Callable[[str], Job]]:
    """Run the queued job of a kind as a worker would, and return it."""

    def run_one(kind: str) -> Job:
        assert kind in {NEEDS, PLAN}
        job = Job.objects.get(kind=kind, state=JobState.QUEUED)
        compute_result.func(job.pk)
        job.refresh_from_db()
        return job

    return run_one  # type: ignore[return-value]
