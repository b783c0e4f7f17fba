"""A plan of the sample province, and what happened to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tests.conftest import SAMPLE_YEAR
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import Job, JobState
from thuctien.classes.year import Year, compute_year, store_year
from thuctien.engine.model import Province
from thuctien.replanning.models import EventKind, Revision
from thuctien.replanning.services.asking import request_choice, request_ways
from thuctien.replanning.services.keeping import add_event, create_revision
from thuctien.replanning.tasks import compute_ways, put_in_place
from thuctien.sending.models import Plan, PlannedClass

TODAY = date(SAMPLE_YEAR, 1, 15)
WHY = "Ít người phải đổi lịch nhất"


@pytest.fixture(scope="session")
def province(province: Province) -> Province:
    """The sample province, small classes allowed: so few people would fill no other."""
    small = province.programmes.with_columns(pl.lit(3, pl.Int64).alias("min_size"))
    return replace(province, programmes=small)


@pytest.fixture(scope="session")
def computed_year(province: Province) -> Year:
    """Needs, plan and timetable of the sample province."""
    return compute_year(
        province, year=SAMPLE_YEAR, seed=7, time_limit=1, phase=lambda _name: lambda _s, _f: None
    )


@pytest.fixture
def plan(stored_province: Province, computed_year: Year) -> Plan:
    """The same, stored as the current ones."""
    return store_year(computed_year, acting_user=SYSTEM)


@pytest.fixture
def cancelled(plan: Plan) -> PlannedClass:
    """The largest class of the plan that has not begun: it will not be held."""
    to_come = PlannedClass.objects.filter(plan=plan, starts_on__gt=TODAY)
    return to_come.order_by("-size", "class_id")[0]


@pytest.fixture
def revision(plan: Plan, acting_officer: ActingUser) -> Revision:
    """An adjustment of the plan, without an event."""
    return create_revision(plan, today=TODAY, acting_user=acting_officer)


@pytest.fixture
def computed(
    revision: Revision,
    cancelled: PlannedClass,
    acting_officer: ActingUser,
    run: Callable[[Revision], Job],
) -> Revision:
    """The same with a class cancelled, its ways computed."""
    add_event(
        revision, EventKind.CANCELLED, {"class_id": cancelled.class_id}, acting_user=acting_officer
    )
    assert run(revision).state == JobState.DONE
    revision.refresh_from_db()
    return revision


@pytest.fixture
def run(acting_officer: ActingUser) -> Callable[[Revision], Job]:
    """Have the ways of a revision computed as a worker would, and return the job."""

    def run_one(revision: Revision) -> Job:
        job = request_ways(revision, acting_user=acting_officer)
        compute_ways.func(job.pk)
        job.refresh_from_db()
        return job

    return run_one


def choose(revision: Revision, position: int, *, reason: str, acting_user: ActingUser) -> Plan:
    """Choose a way and let a worker put it in the place of the plan; return the new plan."""
    job = request_choice(revision, position, reason=reason, acting_user=acting_user)
    put_in_place.func(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, (job.error, job.figures)
    return Plan.objects.get(pk=job.result["plan"])
