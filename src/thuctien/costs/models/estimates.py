"""What a plan costs by the norms, computed by a job and stored whole; never changed afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.costs.models.norms import CostItem, CostNorm
from thuctien.engine.costs import Count
from thuctien.people.models import Unit
from thuctien.sending.models import Plan, PlannedClass


class Estimate(models.Model):
    """One computation; amounts in whole đồng, ``flat_cost`` is what the planner counted.

    ``teaching_known`` says whether a timetable named the lecturers; without one every half day
    counts as taught by a permanent lecturer. ``gaps`` counts items of classes for which no norm
    holds on the day of the class.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="estimates")
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    teaching_known = models.BooleanField()
    classes = models.PositiveIntegerField()
    turns = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    budget_amount = models.BigIntegerField()
    agency_amount = models.BigIntegerField()
    flat_cost = models.BigIntegerField()
    gaps = models.PositiveIntegerField()
    fingerprint = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="estimate_one_current"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan} #{self.pk}"


class Money(models.Model):
    """An amount and who pays it: budget and agency together are the whole."""

    amount = models.BigIntegerField()
    budget_amount = models.BigIntegerField()
    agency_amount = models.BigIntegerField()

    class Meta:
        abstract = True


class EstimateClass(Money):
    """A class: its estimate beside the flat amount that the plan counts for it."""

    estimate = models.ForeignKey(
        Estimate, on_delete=models.CASCADE, related_name="class_rows", db_index=False
    )
    planned_class = models.ForeignKey(
        PlannedClass, on_delete=models.CASCADE, related_name="estimates"
    )
    learners = models.PositiveIntegerField()
    flat_cost = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = natural_key("estimate_class_key", ["estimate", "planned_class"])

    @override
    def __str__(self) -> str:
        return f"{self.planned_class_id}: {self.amount}"


class EstimateLine(Money):
    """An item of a class: quantity × price of the norm."""

    estimate = models.ForeignKey(
        Estimate, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    planned_class = models.ForeignKey(
        PlannedClass, on_delete=models.CASCADE, related_name="cost_lines"
    )
    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, db_index=False)
    taught_by = CodeField(blank=True, default="")
    norm = models.ForeignKey(CostNorm, on_delete=models.PROTECT, related_name="lines")
    count = CodeField()
    quantity = models.BigIntegerField()
    unit_price = models.BigIntegerField()
    budget_id = CodeField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            *natural_key("estimate_line_key", ["estimate", "planned_class", "item", "taught_by"]),
            closed_set("estimate_line_count_known", "count", Count),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.planned_class_id} {self.item_id}: {self.amount}"


class EstimateUnit(Money):
    """What an item costs for the people of one unit (not of the units below it)."""

    estimate = models.ForeignKey(
        Estimate, on_delete=models.CASCADE, related_name="unit_rows", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="estimates")
    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar = natural_key("estimate_unit_key", ["estimate", "unit", "item"])

    @override
    def __str__(self) -> str:
        return f"{self.unit_id} {self.item_id}: {self.amount}"


class EstimateGap(models.Model):
    """An item that has norms for such a class, but none on the day of this one."""

    estimate = models.ForeignKey(
        Estimate, on_delete=models.CASCADE, related_name="gap_rows", db_index=False
    )
    planned_class = models.ForeignKey(PlannedClass, on_delete=models.CASCADE)
    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar = natural_key(
            "estimate_gap_key", ["estimate", "planned_class", "item"]
        )

    @override
    def __str__(self) -> str:
        return f"{self.planned_class_id} {self.item_id}"
