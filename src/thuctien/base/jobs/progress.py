"""How far a job is, written seldom enough to cost nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.utils import timezone

from thuctien.base.models import Job, JobState

SECONDS_BETWEEN_WRITES = 0.5


class CancelledError(Exception):
    """Somebody asked the job to stop."""


class LostClaimError(Exception):
    """The job is no longer this worker's: it was taken for dead and given to another."""


class JobProgress:
    """The callback that the engine reports to: stage and fraction (0 to 1) of the stage.

    Writes at most twice a second; each write also renews the heartbeat and learns whether the job
    was cancelled. Raises :class:`CancelledError` or :class:`LostClaimError`,
    which the engine lets through.
    """

    def __init__(self, job: Job, clock: Callable[[], float] = time.monotonic) -> None:
        self._job = job
        self._clock = clock
        self._written_at = float("-inf")

    def __call__(self, stage: str, fraction: float) -> None:
        """Report; cheap enough to be called from an inner loop."""
        if self._clock() - self._written_at >= SECONDS_BETWEEN_WRITES:
            self.write(stage, fraction)

    def write(self, stage: str, fraction: float) -> None:
        """Report at once."""
        self._written_at = self._clock()
        mine = Job.objects.filter(
            pk=self._job.pk, state=JobState.RUNNING, attempts=self._job.attempts
        )
        if not mine.update(
            stage=stage, fraction=min(max(fraction, 0.0), 1.0), heartbeat_at=timezone.now()
        ):
            raise LostClaimError
        self.stop_if_cancelled()

    def stop_if_cancelled(self) -> None:
        """Raise :class:`CancelledError` where somebody asked for it."""
        if Job.objects.filter(pk=self._job.pk, cancel_requested=True).exists():
            raise CancelledError
