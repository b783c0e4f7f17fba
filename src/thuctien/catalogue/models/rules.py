from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.engine.model.choices import Binding, Measure, Relation, Sex, Timing


class Qualification(models.Model):
    """Something that people hold: a credential at a level, or hours of a kind."""

    qualification_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    kind = CodeField()
    level = models.BigIntegerField(null=True, blank=True)
    measure = CodeField()

    class Meta:
        constraints: ClassVar = [closed_set("qualification_measure_known", "measure", Measure)]
        indexes: ClassVar = [models.Index(fields=["kind", "level"], name="qualification_kind")]

    @override
    def __str__(self) -> str:
        return self.name


class Inclusion(Sourced, Dated):
    """One qualification stands for another."""

    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="inclusions", db_index=False
    )
    relation = CodeField()
    other = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="included_in")

    class Meta:
        constraints: ClassVar = [
            *natural_key(
                "inclusion_key",
                ["qualification", "relation", "other", "valid_from"],
                nullable="valid_from",
            ),
            closed_set("inclusion_relation_known", "relation", Relation),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.qualification_id} {self.relation} {self.other_id}"


class Requirement(Sourced, Dated):
    """Who must hold what, by when, and how binding it is; an empty list of codes means all."""

    requirement_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="requirements"
    )
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    post_families = models.JSONField(default=list, blank=True)
    ranks = models.JSONField(default=list, blank=True)
    leadership_levels = models.JSONField(default=list, blank=True)
    unit_kinds = models.JSONField(default=list, blank=True)
    min_age = models.BigIntegerField(null=True, blank=True)
    max_age = models.BigIntegerField(null=True, blank=True)
    min_years_to_retirement = models.FloatField(null=True, blank=True)
    timing = CodeField()
    months = models.BigIntegerField(null=True, blank=True)
    binding = CodeField()

    class Meta:
        constraints: ClassVar = [
            closed_set("requirement_timing_known", "timing", Timing),
            closed_set("requirement_binding_known", "binding", Binding),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class RetirementAge(Sourced):
    """The age at which women and men retire in a year."""

    sex = CodeField()
    year = models.BigIntegerField()
    age_years = models.BigIntegerField()
    age_months = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            *natural_key("retirement_age_key", ["sex", "year"]),
            closed_set("retirement_age_sex_known", "sex", Sex),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.sex} {self.year}: {self.age_years}+{self.age_months}"
