"""A sign of life while the engine computes for a minute without reporting."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone

from thuctien.base.models import Job, JobState

logger = logging.getLogger(__name__)

INTERVAL = timedelta(seconds=15)
SILENCE = timedelta(seconds=120)
"""A running job without a sign of life for so long has lost its worker; longer than any write."""


@contextmanager
def beating(job: Job, interval: timedelta = INTERVAL) -> Iterator[None]:
    """Renew the heartbeat of ``job`` from a thread of its own until the block ends."""
    over = threading.Event()
    thread = threading.Thread(
        target=_beat, args=(job.pk, job.attempts, over, interval), name="heartbeat", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job_id: int, attempts: int, over: threading.Event, interval: timedelta) -> None:
    try:
        while not over.wait(interval.total_seconds()):
            _sign(job_id, attempts)
    finally:
        connection.close()


def _sign(job_id: int, attempts: int) -> None:
    try:
        Job.objects.filter(pk=job_id, attempts=attempts, state=JobState.RUNNING).update(
            heartbeat_at=timezone.now()
        )
    except Error:
        # While the job itself writes on SQLite nobody else can; the next beat will do.
        logger.info("job %s: no heartbeat this time", job_id)
        connection.close()
