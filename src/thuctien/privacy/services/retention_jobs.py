"""Ask for what is due to be ended, as a job."""

from __future__ import annotations

from datetime import date

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.privacy.models import RetentionRule
from thuctien.privacy.services.retention import AlwaysKeptError
from thuctien.privacy.tasks import end_what_is_due

KIND = "privacy.retention"


def request_retention(rule: RetentionRule, *, on: date, acting_user: ActingUser) -> Job:
    """Queue the carrying out of a rule as of a day; return the job.

    Raises ``PermissionDenied``, or :class:`AlwaysKeptError` for a rule that keeps.
    """
    require(acting_user, Action.MANAGE_PRIVACY)
    if rule.months is None:
        raise AlwaysKeptError(rule.pk)
    return request_job(
        end_what_is_due,
        kind=KIND,
        key=f"{KIND}:{rule.pk}",
        arguments={"rule": rule.pk, "on": on.isoformat()},
        acting_user=acting_user,
    )
