"""What returns every night about rounds: reminders, and what is late goes higher up."""

from __future__ import annotations

from django_tasks import task

from thuctien.base.acting import SYSTEM
from thuctien.base.jobs import run_job
from thuctien.sending.models import RoundStep, StepState
from thuctien.sending.services.rounds import remind


@task()
def remind_nightly(job_id: int) -> None:
    """Remind as a job."""
    run_job(job_id, lambda _job, _progress: lambda: remind(acting_user=SYSTEM))


def is_anything_open() -> bool:
    """Say whether any step of any round is open: one short query."""
    return RoundStep.objects.filter(state=StepState.OPEN, round__closed_at=None).exists()
