"""What a worker does beside its jobs: finds lost ones, and asks for the work that comes again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone

from thuctien.base.jobs.recovery import recover_lost_jobs
from thuctien.base.jobs.schedule import request_due_work

logger = logging.getLogger(__name__)

INTERVAL = timedelta(seconds=60)


@contextmanager
def taking_care(interval: timedelta = INTERVAL) -> Iterator[None]:
    """Look after the jobs from a thread of its own until the block ends; the first time at once."""
    over = threading.Event()
    thread = threading.Thread(
        target=_look_after, args=(over, interval), name="caretaker", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _look_after(over: threading.Event, interval: timedelta) -> None:
    while True:
        try:
            recover_lost_jobs()
            request_due_work(timezone.now())
        except Error:
            # The database is busy or away; what is due now is still due in a minute.
            logger.warning("the caretaker could not look after the jobs", exc_info=True)
        finally:
            connection.close()
        if over.wait(interval.total_seconds()):
            return
