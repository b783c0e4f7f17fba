"""How far a job is, written seldom enough to cost nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from django.utils import timezone

from thuctien.base.models import Job, JobState
from thuctien.base.stages import Stages

SECONDS_BETWEEN_WRITES = 0.5

Report = Callable[[str, float], None]
"""Called with a stage and the fraction of that stage, 0 to 1."""


class CancelledError(Exception):
    """Somebody asked the job to stop."""


class LostClaimError(Exception):
    """The job is no longer this worker's: it was taken for dead and given to another."""


class JobProgress:
    """Takes what the engine reports and keeps it on the job: stage, and fraction of the whole.

    Writes at most twice a second; each write also renews the heartbeat and learns whether the job
    was cancelled. Raises :class:`CancelledError` or :class:`LostClaimError`, which the engine lets
    through.
    """

    def __init__(self, job: Job, clock: Callable[[], float] = time.monotonic) -> None:
        self._job = job
        self._clock = clock
        self._written_at = float("-inf")
        self._fraction = 0.0

    def phase(self, name: str, ends_at: float, stages: Mapping[str, float]) -> Report:
        """Return the callback for a part of the work, from where the job stands to ``ends_at``.

        ``stages`` are the stages in order with their shares of the part's time; a stage that is
        not among them is shown, but moves nothing. Stages are written «name.stage».
        """
        starts_at = self._fraction
        part = Stages(stages)

        def report(stage: str, fraction: float) -> None:
            self._fraction = starts_at + (ends_at - starts_at) * part.done(stage, fraction)
            self._report(f"{name}.{stage}")

        return report

    def write(self, stage: str, fraction: float | None = None) -> None:
        """Write at once: the stage, and how far the whole job is."""
        if fraction is not None:
            self._fraction = fraction
        self._written_at = self._clock()
        mine = Job.objects.filter(
            pk=self._job.pk, state=JobState.RUNNING, attempts=self._job.attempts
        )
        now = timezone.now()
        if not mine.update(stage=stage, fraction=self._fraction, heartbeat_at=now):
            raise LostClaimError
        if mine.filter(cancel_requested=True).exists():
            raise CancelledError

    def _report(self, stage: str) -> None:
        if self._clock() - self._written_at >= SECONDS_BETWEEN_WRITES:
            self.write(stage)
