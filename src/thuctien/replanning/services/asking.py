"""Have the ways computed."""

from __future__ import annotations

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.replanning.models import Revision
from thuctien.replanning.services.keeping import NotOpenError
from thuctien.replanning.tasks import compute_ways

COMPUTE = "replan.compute"
TIME_LIMIT = 120.0
"""Seconds after which no further way is begun."""


def request_ways(revision: Revision, *, acting_user: ActingUser) -> Job:
    """Queue the computing of the ways; what is queued already is not queued again.

    Raises ``PermissionDenied`` or ``NotOpenError``.
    """
    require(acting_user, Action.MAKE_PLAN)
    if not revision.is_open:
        raise NotOpenError
    return request_job(
        compute_ways,
        kind=COMPUTE,
        key=f"{COMPUTE}:{revision.pk}",
        arguments={
            "revision": revision.pk,
            "seed": revision.plan.seed,
            "time_limit": TIME_LIMIT,
        },
        acting_user=acting_user,
    )
