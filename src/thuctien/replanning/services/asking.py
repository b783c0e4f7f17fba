"""Have the ways computed, and the chosen one put in the place of the plan."""

from __future__ import annotations

from django.db import transaction

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.replanning.models import Revision
from thuctien.replanning.services.choosing import require_way
from thuctien.replanning.services.keeping import NotOpenError
from thuctien.replanning.tasks import compute_ways, put_in_place

COMPUTE, CHOOSE = "replan.compute", "replan.choose"
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


@transaction.atomic
def request_choice(
    revision: Revision, position: int, *, reason: str, acting_user: ActingUser
) -> Job:
    """Queue putting a way in the place of the plan: its bounds are proven anew, which takes time.

    Raises as :func:`choosing.require_way`.
    """
    require_way(revision, position, acting_user=acting_user)
    return request_job(
        put_in_place,
        kind=CHOOSE,
        key=f"{CHOOSE}:{revision.pk}",
        arguments={"revision": revision.pk, "position": position, "reason": reason},
        acting_user=acting_user,
    )
