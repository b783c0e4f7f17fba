"""Have a year planned, as a job."""

from __future__ import annotations

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.classes.tasks import plan_year

KIND = "plan.make"


def request_plan(*, year: int, seed: int, time_limit: float, acting_user: ActingUser) -> Job:
    """Queue the computation of needs, plan and timetable of a year; return the job.

    ``time_limit`` in seconds bounds the improvement of the plan. A year that is being planned
    already gives its job. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.MAKE_PLAN)
    return request_job(
        plan_year,
        kind=KIND,
        key=f"{KIND}:{year}",
        arguments={"year": year, "seed": seed, "time_limit": time_limit},
        acting_user=acting_user,
    )
