from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Programme, Site
from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.result import Outcome
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Person, Unit


class Plan(models.Model):
    """A plan of a year, as ``thuctien.engine.planning`` answered it; never changed afterwards.

    ``seats`` counts turns (one person in one course), ``persons_sent`` different people;
    ``needs_met`` the needs that these turns meet, ``needs_planned`` all that the plan looked at.
    """

    year = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    needs_run = models.ForeignKey(NeedsRun, on_delete=models.PROTECT, related_name="plans")
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    objective = models.FloatField()
    bound = models.FloatField()
    gap = models.FloatField()
    stopped_by = models.TextField()
    seconds = models.JSONField(default=dict)
    violations = models.PositiveIntegerField(null=True)
    """What the independent checker found; null where it has not run."""
    classes = models.PositiveIntegerField(default=0)
    seats = models.PositiveIntegerField(default=0)
    persons_sent = models.PositiveIntegerField(default=0)
    needs_met = models.PositiveIntegerField(default=0)
    needs_planned = models.PositiveIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    """Whole đồng."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="plan_one_current"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["year", "-created_at"], name="plan_year")]

    @override
    def __str__(self) -> str:
        return f"{self.year} #{self.pk}"


class Tier(models.Model):
    """One goal of a plan, in the order in which goals are served: value, proven bound, gap."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tiers", db_index=False)
    position = models.PositiveSmallIntegerField()
    name = CodeField()
    value = models.FloatField()
    bound = models.FloatField()
    gap = models.FloatField()

    class Meta:
        constraints: ClassVar = natural_key("tier_key", ["plan", "position"])

    @override
    def __str__(self) -> str:
        return f"{self.name}: {self.value} ({self.bound})"


class PlannedClass(models.Model):
    """A class that the plan opens; ``class_id`` («2027-001») is unique within its plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, db_index=False)
    class_id = CodeField()
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="planned_classes", db_index=False
    )
    mode = CodeField()
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="planned_classes", db_index=False
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    sessions = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    min_size = models.PositiveIntegerField()
    max_size = models.PositiveIntegerField()
    cost = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            *natural_key("planned_class_key", ["plan", "class_id"]),
            closed_set("planned_class_mode_known", "mode", Mode),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "starts_on", "class_id"], name="planned_class_start"),
            models.Index(fields=["plan", "programme"], name="planned_class_programme"),
            models.Index(fields=["plan", "site"], name="planned_class_site"),
        ]

    @override
    def __str__(self) -> str:
        return self.class_id


class Turn(models.Model):
    """One person in one class; ``unit`` is where the person works, as the plan saw it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, db_index=False)
    planned_class = models.ForeignKey(
        PlannedClass, on_delete=models.CASCADE, related_name="turns", db_index=False
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="turns", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="turns", db_index=False)
    needs_met = models.PositiveIntegerField()
    distance_km = models.FloatField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key("turn_key", ["planned_class", "person"])
        indexes: ClassVar = [
            models.Index(fields=["person", "plan"], name="turn_person"),
            models.Index(fields=["plan", "unit"], name="turn_unit"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.planned_class_id}"


class Answer(models.Model):
    """What the plan says of one need, with its reason as a code and figures."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, db_index=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="answers", db_index=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    outcome = CodeField()
    planned_class = models.ForeignKey(
        PlannedClass, null=True, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    reason = CodeField(default="")
    figures = models.JSONField(default=dict)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("answer_key", ["need", "plan"]),
            closed_set("answer_outcome_known", "outcome", Outcome),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "plan"], name="answer_person"),
            models.Index(fields=["plan", "reason"], name="answer_reason"),
            models.Index(fields=["planned_class"], name="answer_class"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.need_id} {self.outcome}"
