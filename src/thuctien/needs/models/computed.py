from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Qualification
from thuctien.engine.needs.result import Force
from thuctien.people.models import Person, Post, Unit


class NeedsRun(models.Model):
    """One computation of the needs of the whole province.

    The counts are of people unless their name says needs. ``people`` is everybody with a post on
    the day: the number that every count here is to be read against.
    """

    as_of = models.DateField()
    horizon = models.DateField()
    people = models.PositiveIntegerField()
    people_with_needs = models.PositiveIntegerField(default=0)
    needs = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    recommended = models.PositiveIntegerField(default=0)
    later = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="needs_run_one_current",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.as_of}–{self.horizon}"


class Need(models.Model):
    """A gap of a person on the day of the run (``thuctien.engine.needs.result.NEEDS_SCHEMA``)."""

    run = models.ForeignKey(NeedsRun, on_delete=models.CASCADE, db_index=False)
    need_id = CodeField()
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="needs", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="needs", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="needs", db_index=False)
    origin = CodeField()
    source_id = CodeField()
    """A requirement, or a stated need, as ``origin`` says."""
    qualification = models.ForeignKey(
        Qualification, on_delete=models.CASCADE, related_name="needs", db_index=False
    )
    binding = CodeField()
    force = CodeField()
    due_on = models.DateField(null=True)
    gap = CodeField()
    hours_needed = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    hours_held = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    held_id = CodeField(default="")
    held_on = models.DateField(null=True)
    expired_on = models.DateField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("need_key", ["run", "need_id"]),
            closed_set("need_force_known", "force", Force),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "run"], name="need_person"),
            models.Index(fields=["run", "unit", "force"], name="need_unit"),
            models.Index(fields=["run", "source_id", "force"], name="need_source"),
        ]

    @override
    def __str__(self) -> str:
        return self.need_id


class CoverageCounts(models.Model):
    """How many people something applies to, how many meet it, and how strongly the rest need it."""

    subject = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    recommended = models.PositiveIntegerField()
    later = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Coverage(CoverageCounts):
    """One requirement or stated need in one unit."""

    run = models.ForeignKey(NeedsRun, on_delete=models.CASCADE, db_index=False)
    source_id = CodeField()
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="coverage", db_index=False
    )

    class Meta:
        constraints: ClassVar = natural_key("coverage_key", ["run", "source_id", "unit"])
        indexes: ClassVar = [models.Index(fields=["run", "unit"], name="coverage_unit")]

    @override
    def __str__(self) -> str:
        return f"{self.source_id} {self.unit_id}: {self.met}/{self.subject}"


class CoverageSummary(CoverageCounts):
    """Coverage added up over the province along one dimension, so that no page adds it up.

    The counts are of pairs of a person and something that applies to that person.
    """

    class Dimension(models.TextChoices):
        TOTAL = "total"
        SOURCE = "source"
        QUALIFICATION_KIND = "qualification_kind"
        UNIT_KIND = "unit_kind"

    run = models.ForeignKey(NeedsRun, on_delete=models.CASCADE, db_index=False)
    dimension = CodeField()
    value = CodeField(default="")

    class Meta:
        constraints: ClassVar = [
            *natural_key("coverage_summary_key", ["run", "dimension", "value"]),
            closed_set(
                "coverage_summary_dimension_known",
                "dimension",
                ("total", "source", "qualification_kind", "unit_kind"),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dimension} {self.value}: {self.met}/{self.subject}"
