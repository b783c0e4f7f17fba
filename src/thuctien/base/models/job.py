from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    """Refused for a reason that its asker can do something about."""
    DEAD = "dead", _("Given up")
    """Ended by a fault of the machine or the program, after its last attempt."""
    CANCELLED = "cancelled", _("Cancelled")


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)
ATTEMPTS = 4
"""How often a job is begun before it is given up."""


class Job(models.Model):
    """Long work that somebody asked for, and how far it is.

    ``key`` names what the job works on; of all open jobs with one key there is only one. ``error``
    is a code whose sentence the page renders with ``figures``. ``heartbeat_at`` is renewed while
    the worker lives, so that a job whose worker died is found. ``attempts`` only ever grows: with
    the key of the job it names one claim, so that a worker taken for dead cannot store any more.
    """

    kind = models.TextField()
    key = models.TextField()
    task_path = models.TextField()
    arguments = models.JSONField(default=dict)
    state = models.TextField(choices=JobState, default=JobState.QUEUED)
    stage = models.TextField(blank=True, default="")
    fraction = models.FloatField(default=0.0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True, default="")
    figures = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=ATTEMPTS)
    next_attempt_at = models.DateTimeField(null=True)
    """When a job that was interrupted is begun again."""
    cancel_requested = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.GenericIPAddressField(null=True)
    worker = models.TextField(blank=True, default="")
    queue_id = models.UUIDField(null=True)
    """The row of the queue that will run it, or is running it."""
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=OPEN_STATES), name="job_one_open_per_key"
            ),
            closed_set("job_state_known", "state", JobState.values),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-created_at"], name="job_newest"),
            models.Index(fields=["state", "heartbeat_at"], name="job_alive"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def is_open(self) -> bool:
        """Say whether the job waits or runs."""
        return self.state in OPEN_STATES


class PeriodicRun(models.Model):
    """For which moment some periodic work was asked for last: one row for each kind of work."""

    name = models.TextField(primary_key=True)
    due_at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return f"{self.name} {self.due_at}"
