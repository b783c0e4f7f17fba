"""A round of sending: its steps with their deadlines, and what each agency has to do in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.catalogue.models import Programme
from thuctien.people.models import Unit
from thuctien.sending.models.plan import Plan
from thuctien.sending.models.states import Stage, StepState


class Round(models.Model):
    """What is done once a year for some programmes, from the survey of needs to joining a class.

    ``plan`` is the draft that agencies comment on; once ``approved_at`` is set it is the approved
    plan and is kept as it was. An ``is_ad_hoc`` round sends people to single courses in between.
    """

    name = models.TextField()
    year = models.PositiveSmallIntegerField()
    is_ad_hoc = models.BooleanField(default=False)
    programmes = models.ManyToManyField(Programme, related_name="rounds")
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = natural_key("round_key", ["year", "name"])

    @override
    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class RoundStep(models.Model):
    """One step of a round: from when to when, whose it is, and to whom it goes when it is late."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps", db_index=False)
    stage = CodeField(choices=Stage)
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    due_on = models.DateField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    remind_days = models.PositiveSmallIntegerField(default=3)
    """So many days before the deadline those who are not done are reminded."""
    escalate_days = models.PositiveSmallIntegerField(default=2)
    """So many days after the deadline it goes to ``escalates_to``."""
    escalates_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = CodeField(choices=StepState, default=StepState.WAITING)
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    reopened_reason = models.TextField(blank=True, default="")
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            *natural_key("round_step_key", ["round", "stage"]),
            closed_set("round_step_stage_known", "stage", Stage.values),
            closed_set("round_step_state_known", "state", StepState.values),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="round_step_days_in_order"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="round_step_due")]

    @override
    def __str__(self) -> str:
        return f"{self.round_id} {self.stage}"


class UnitTask(models.Model):
    """What one agency has to do in a step; late while ``done_at`` is empty after the deadline."""

    step = models.ForeignKey(
        RoundStep, on_delete=models.CASCADE, related_name="unit_tasks", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="round_tasks")
    due_on = models.DateField()
    """The step's deadline, unless this agency was given more time."""
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True, default="")
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = natural_key("unit_task_key", ["step", "unit"])

    @override
    def __str__(self) -> str:
        return f"{self.step_id} {self.unit_id}"
