"""Have a scenario computed: the needs at once, the plan after."""

from __future__ import annotations

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.scenarios.models import Scenario
from thuctien.scenarios.services.keeping import NotOpenError
from thuctien.scenarios.tasks import compute_result
from thuctien.sending.models import Plan

NEEDS, PLAN = "scenario.needs", "scenario.plan"
SEED = 1
"""Where the year has no plan yet; else that of its plan, so that only the changes differ."""
TIME_LIMIT = 120.0
"""Seconds for the improvement of each of the two plans."""


def request_result(scenario: Scenario, *, acting_user: ActingUser) -> Job:
    """Queue the needs of a scenario and then its plan; return the job of the plan.

    What is queued already is not queued again. Raises ``PermissionDenied`` or ``NotOpenError``.
    """
    require(acting_user, Action.MAKE_SCENARIO)
    if not scenario.is_open:
        raise NotOpenError
    _request(NEEDS, scenario, with_plan=False, acting_user=acting_user)
    return _request(PLAN, scenario, with_plan=True, acting_user=acting_user)


def _request(kind: str, scenario: Scenario, *, with_plan: bool, acting_user: ActingUser) -> Job:
    plans = Plan.objects.filter(is_current=True, year=scenario.year)
    seed = plans.values_list("seed", flat=True).first()
    return request_job(
        compute_result,
        kind=kind,
        key=f"{kind}:{scenario.pk}",
        arguments={
            "scenario": scenario.pk,
            "name": scenario.name,
            "with_plan": with_plan,
            "seed": SEED if seed is None else seed,
            "time_limit": TIME_LIMIT,
        },
        acting_user=acting_user,
    )
