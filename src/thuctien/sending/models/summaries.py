"""A plan added up when it is stored, so that no page adds it up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.base.fields import CodeField
from thuctien.people.models import Unit
from thuctien.sending.models.plan import Plan


class PlanMonth(models.Model):
    """Classes that start in a month, and their turns, by kind of programme."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="months", db_index=False)
    month = models.DateField()
    """The first day of the month."""
    programme_kind = CodeField()
    classes = models.PositiveIntegerField()
    turns = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    """Different people within this row; a person counts again in another month or kind."""
    capacity = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = natural_key("plan_month_key", ["plan", "month", "programme_kind"])

    @override
    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.programme_kind}: {self.turns}"


class PlanUnit(models.Model):
    """What the plan does for the people of one unit (not of the units below it)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="units", db_index=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="plan_counts", db_index=False
    )
    needs = models.PositiveIntegerField()
    """Needs within the horizon of the plan."""
    needs_met = models.PositiveIntegerField()
    turns = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = natural_key("plan_unit_key", ["plan", "unit"])

    @override
    def __str__(self) -> str:
        return f"{self.unit_id}: {self.turns}"


class AwayWeek(models.Model):
    """How many people of a unit are away at a class on weekdays of a week."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="away_weeks", db_index=False
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="away_weeks", db_index=False
    )
    week = models.DateField()
    """The Monday."""
    persons = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = natural_key("away_week_key", ["plan", "unit", "week"])

    @override
    def __str__(self) -> str:
        return f"{self.unit_id} {self.week}: {self.persons}"
