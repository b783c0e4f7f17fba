"""Have the plan estimated, as a job."""

from __future__ import annotations

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.costs.tasks import estimate_plan

KIND = "costs.estimate"


def request_estimate(*, acting_user: ActingUser) -> Job:
    """Queue an estimate of the current plan; one that is open already gives its job.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.KEEP_MONEY)
    return request_job(estimate_plan, kind=KIND, key=KIND, arguments={}, acting_user=acting_user)
