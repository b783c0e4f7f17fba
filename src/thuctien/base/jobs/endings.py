"""How jobs end: written in one place, and made known to whoever asked to hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from thuctien.base.jobs.queue import enqueue_again
from thuctien.base.models import Job, JobState


@transaction.atomic
def end(
    job: Job,
    state: JobState,
    error: str = "",
    figures: Mapping[str, Any] | None = None,
    result: Mapping[str, Any] | None = None,
) -> None:
    """Write how a job ended: its state, and why as a code with figures.

    Whoever is named in ``settings.JOB_LISTENERS`` hears of it in the same transaction: rooms above
    this one, which it may not know.
    """
    job.state = state
    job.error, job.figures = error, dict(figures or {})
    job.result = dict(result or {})
    job.finished_at = timezone.now()
    job.next_attempt_at = None
    if state == JobState.DONE:
        job.fraction = 1.0
    job.save(
        update_fields=[
            "state",
            "error",
            "figures",
            "result",
            "finished_at",
            "next_attempt_at",
            "fraction",
        ]
    )
    for listener in settings.JOB_LISTENERS:
        import_string(listener)(job)


@transaction.atomic
def end_or_try_again(job: Job, error: str, figures: Mapping[str, Any] | None = None) -> None:
    """Queue an interrupted job again, or give it up after its last attempt.

    The reason of the last interruption stays on the job while it waits.
    """
    told = {**(figures or {}), "attempts": job.attempts, "job": job.pk}
    if job.attempts >= job.attempts_allowed:
        end(job, JobState.DEAD, error, told)
    else:
        enqueue_again(job, error, told)
