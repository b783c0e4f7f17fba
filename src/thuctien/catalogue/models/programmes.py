from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.catalogue.models.rules import Qualification
from thuctien.engine.model.choices import Activity, Mode, OnFailure, Predicate


class Budget(models.Model):
    """Money of one source for one year, in whole đồng."""

    budget_id = CodeField()
    name = models.TextField()
    year = models.BigIntegerField()
    amount = models.BigIntegerField()
    source = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = natural_key("budget_key", ["budget_id", "year"])

    @override
    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Programme(Sourced, Dated):
    """A course that can be given.

    ``budget_id`` names a source of money over the years: each year of it is a row of its own, so
    there is no single row to refer to.
    """

    programme_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    kind = CodeField()
    min_size = models.BigIntegerField()
    max_size = models.BigIntegerField()
    budget_id = CodeField()
    cost_per_class = models.BigIntegerField()
    cost_per_learner = models.BigIntegerField()
    expected_effect = models.FloatField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind"], name="programme_kind")]

    @override
    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """What somebody holds who has completed a programme."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="grants", db_index=False
    )
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="grants"
    )
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    valid_months = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = natural_key("grant_key", ["programme", "qualification"])

    @override
    def __str__(self) -> str:
        return f"{self.programme_id} → {self.qualification_id}"


class Offering(Dated):
    """A form of study in which a programme is given, and at which kinds of site."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="offerings", db_index=False
    )
    mode = CodeField()
    site_kinds = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            *natural_key("offering_key", ["programme", "mode"]),
            closed_set("offering_mode_known", "mode", Mode),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.programme_id} {self.mode}"


class EligibilityRule(Sourced, Dated):
    """A condition that a person must meet to be sent to a programme."""

    rule_id = CodeField(primary_key=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="eligibility_rules"
    )
    modes = models.JSONField(default=list, blank=True)
    sexes = models.JSONField(default=list, blank=True)
    predicate = CodeField()
    number = models.FloatField(null=True, blank=True)
    codes = models.JSONField(default=list, blank=True)
    any_of = CodeField(blank=True, default="")
    """Rules of a programme with the same code here are alternatives: one is enough."""
    on_failure = CodeField(blank=True, default="")
    decided_by = CodeField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            closed_set("eligibility_predicate_known", "predicate", Predicate),
            closed_set("eligibility_on_failure_known", "on_failure", ["", *OnFailure]),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.rule_id} {self.predicate}"


class Module(models.Model):
    """A part of a programme, with its topic and its number of half days."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="modules", db_index=False
    )
    module_no = models.BigIntegerField()
    name = models.TextField()
    topic = CodeField()
    sessions = models.BigIntegerField()
    activity = CodeField()
    after = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            *natural_key("module_key", ["programme", "module_no"]),
            closed_set("module_activity_known", "activity", Activity),
        ]

    @override
    def __str__(self) -> str:
        return self.name
