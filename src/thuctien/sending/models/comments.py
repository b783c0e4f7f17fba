"""What is said of a draft plan: comments of the agencies, and the rulings of the approver."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.guard import GuardedManager
from thuctien.people.models import Person, Unit
from thuctien.sending.models.plan import Plan, PlannedClass
from thuctien.sending.models.rounds import Round


class PlanComment(models.Model):
    """What an agency says of the draft plan: of a class, of a person, or in general."""

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_comments")
    planned_class = models.ForeignKey(
        PlannedClass, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_comments"
    )
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = GuardedManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["round", "unit"], name="plan_comment_round")]

    @override
    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"


class PlanRuling(models.Model):
    """That a plan was approved or sent back, by whom and why; never changed afterwards."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rulings")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rulings")
    is_approved = models.BooleanField()
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_approved=True) | ~Q(reason=""), name="plan_ruling_has_reason"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.round_id} {self.plan_id}"
