"""Tell who asked for a job how it ended, and the administrators which jobs were given up."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from thuctien.base.acting import SYSTEM
from thuctien.base.job_wording import error_text, kind_text
from thuctien.base.models import Job, JobState, RoleHeld, User
from thuctien.base.policy import Role
from thuctien.engine.wording import Language
from thuctien.notices.services import tell

KIND_BY_STATE = {
    JobState.DONE.value: "job.done",
    JobState.FAILED.value: "job.failed",
    JobState.DEAD.value: "job.dead",
}


def tell_of_job(job: Job) -> None:
    """Tell of a job that has just ended; of one that was cancelled its asker knows.

    What failed of the system's own work, no asker can mend: it goes to the administrators.
    """
    kind = KIND_BY_STATE.get(job.state)
    if kind is None:
        return
    recipients = {job.created_by} if job.created_by else set()
    if kind == "job.failed" and not recipients:
        kind = "job.dead"
    if kind == "job.dead":
        recipients |= set(_administrators())
    tell(recipients, kind, _figures(job), link=reverse("job", args=[job.pk]), acting_user=SYSTEM)


def _figures(job: Job) -> dict[str, Any]:
    return {
        "number": str(job.pk),
        "attempts": job.attempts,
        "job": {language.value: kind_text(job, language) for language in Language},
        "reason": {language.value: error_text(job, language) for language in Language},
    }


def _administrators() -> list[User]:
    held = RoleHeld.objects.active(timezone.localdate()).filter(
        Q(unit__isnull=True) | Q(unit__depth=0), role=Role.ADMINISTRATOR
    )
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True))
