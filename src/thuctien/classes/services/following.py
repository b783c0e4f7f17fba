"""A plan that takes the place of another has no timetable: one is made for it."""

from __future__ import annotations

from typing_extensions import override

from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.classes.selectors.timetables import TIMETABLE_KIND, timetable_key
from thuctien.classes.tasks import make_timetable
from thuctien.replanning.following import Follower, follow
from thuctien.sending.models import Plan


class Timetables(Follower):
    """Makes the timetables of plans that replace others."""

    @override
    def replaced(self, old: Plan, new: Plan, *, acting_user: ActingUser) -> None:
        """Queue the timetable of the new plan; that of the old one stays with it."""
        request_timetable(new, acting_user=acting_user)


def request_timetable(plan: Plan, *, acting_user: ActingUser) -> Job:
    """Queue the timetable of a plan; what is queued already is not queued again.

    The right was asked for by whoever puts the plan in place.
    """
    return request_job(
        make_timetable,
        kind=TIMETABLE_KIND,
        key=timetable_key(plan),
        arguments={"plan": plan.pk, "year": plan.year},
        acting_user=acting_user,
    )


TIMETABLES = Timetables()


def follow_plans() -> None:
    """Have this room told of plans that are replaced; called when the application starts."""
    follow(TIMETABLES)
