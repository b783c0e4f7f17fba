"""Rules on service owed and compensation as rows; :mod:`thuctien.engine.costs` computes by them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.engine.costs import MonthRounding


class CommitmentRule(Sourced, Dated):
    """Service owed: ``multiple`` times the months of training, for whom and from which length."""

    rule_id = CodeField(primary_key=True)
    unit_kinds = models.JSONField(default=list, blank=True)
    programme_kinds = models.JSONField(default=list, blank=True)
    least_months = models.PositiveSmallIntegerField(default=0)
    multiple = models.DecimalField(max_digits=4, decimal_places=2)
    rounding = CodeField(default=MonthRounding.HALF_UP)

    class Meta:
        constraints: ClassVar = [
            closed_set("commitment_rule_rounding_known", "rounding", MonthRounding)
        ]

    @override
    def __str__(self) -> str:
        return self.source or self.rule_id


class CompensationRule(Sourced, Dated):
    """What is paid back, how it is rounded, by when each step is due, and who decides."""

    rule_id = CodeField(primary_key=True)
    unit_kinds = models.JSONField(default=list, blank=True)
    quit_percent = models.PositiveSmallIntegerField(default=100)
    no_diploma_percent = models.PositiveSmallIntegerField(default=100)
    rounding = CodeField(default=MonthRounding.HALF_UP)
    round_to = models.PositiveIntegerField(default=1)
    """Đồng."""
    council_days = models.PositiveSmallIntegerField(null=True, blank=True)
    meeting_days = models.PositiveSmallIntegerField(null=True, blank=True)
    decision_days = models.PositiveSmallIntegerField(null=True, blank=True)
    payment_days = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_by = models.TextField(blank=True, default="")
    decided_by_en = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            closed_set("compensation_rule_rounding_known", "rounding", MonthRounding),
            models.CheckConstraint(
                condition=Q(quit_percent__lte=100) & Q(no_diploma_percent__lte=100),
                name="compensation_percent_at_most_all",
            ),
            models.CheckConstraint(
                condition=Q(round_to__gt=0), name="compensation_rounds_to_something"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.source or self.rule_id


class ReliefGround(Sourced, Dated):
    """A ground of reduction, by ``percent`` at most; one of 100 may exempt."""

    ground_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percent__gte=1) & Q(percent__lte=100), name="relief_percent_a_share"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.name
