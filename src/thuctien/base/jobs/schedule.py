"""Ask for the work that comes again (:mod:`thuctien.settings.schedule`), each time once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from thuctien.base.acting import SYSTEM
from thuctien.base.jobs.services import request_job
from thuctien.base.models import Job, JobState, PeriodicRun
from thuctien.settings.schedule import Periodic

REST_AFTER_DEATH = timedelta(hours=1)


def request_due_work(now: datetime) -> list[Job]:
    """Ask for the work whose moment has come since it was last asked for; return its jobs.

    What was missed while no worker ran is done once, not as often as it was missed. Work that is
    new to this installation begins with its next moment.
    """
    works: tuple[Periodic, ...] = settings.PERIODIC_WORK
    return [job for work in works if (job := _request(work, now)) is not None]


def task_of(work: Periodic) -> Task[Any, Any]:
    """Return the task of a piece of work; raises ``ImproperlyConfigured`` where it is none."""
    found = import_string(work.task)
    if not isinstance(found, Task):
        raise ImproperlyConfigured(f"{work.task} is no task")
    return found


def _request(work: Periodic, now: datetime) -> Job | None:
    due = work.rhythm.last_due(timezone.localtime(now))
    last, is_new = PeriodicRun.objects.get_or_create(name=work.name, defaults={"due_at": due})
    if is_new or last.due_at >= due or _has_just_died(work, now) or not _needed(work):
        return None
    with transaction.atomic():
        # Of several workers that look at the same time, the first to write asks.
        if not PeriodicRun.objects.filter(name=work.name, due_at__lt=due).update(due_at=due):
            return None
        return request_job(
            task_of(work), kind=work.name, key=work.name, arguments={}, acting_user=SYSTEM
        )


def _has_just_died(work: Periodic, now: datetime) -> bool:
    """Say whether the work was given up lately: it must not die again every minute."""
    dead = Job.objects.filter(key=work.name, state=JobState.DEAD)
    return dead.filter(finished_at__gt=now - REST_AFTER_DEATH).exists()


def _needed(work: Periodic) -> bool:
    return not work.needed or bool(import_string(work.needed)())
