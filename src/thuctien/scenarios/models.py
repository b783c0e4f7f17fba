from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Programme, Qualification
from thuctien.engine.scenarios.differences import NeedChange, TurnChange
from thuctien.people.models import Person


class ScenarioState(models.TextChoices):
    """Where a scenario stands; one that is adopted is never changed again."""

    OPEN = "open"
    ARCHIVED = "archived"
    ADOPTED = "adopted"


class Scenario(models.Model):
    """A year with changes that somebody thinks about."""

    name = models.TextField()
    year = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True, default="")
    state = CodeField(default=ScenarioState.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="scenarios"
    )
    created_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_because = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            closed_set("scenario_state_known", "state", ScenarioState.values),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Say whether it may still be changed."""
        return self.state == ScenarioState.OPEN

    @property
    def is_archived(self) -> bool:
        """Say whether it was put away."""
        return self.state == ScenarioState.ARCHIVED


class ScenarioChange(models.Model):
    """One change, as ``thuctien.engine.scenarios`` keeps it; they are made in their order."""

    scenario = models.ForeignKey(
        Scenario, on_delete=models.CASCADE, related_name="changes", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = natural_key("scenario_change_key", ["scenario", "position"])
        ordering: ClassVar = ["position"]

    @override
    def __str__(self) -> str:
        return f"{self.scenario_id}.{self.position}"


class ScenarioResult(models.Model):
    """What a scenario comes to, beside the year without it: counts, and rows that differ.

    Nothing of the province is copied. ``base_position`` is the end of the audit trail when the
    province was read, ``changes_digest`` says of which changes this is the answer. The lists have
    the rows of the frames of ``engine.scenarios.differences`` by name of column.
    """

    scenario = models.OneToOneField(Scenario, on_delete=models.CASCADE, related_name="result")
    base_position = models.BigIntegerField()
    changes_digest = CodeField()
    as_of = models.DateField()
    horizon = models.DateField()
    seed = models.BigIntegerField()
    computed_at = models.DateTimeField()
    is_planned = models.BooleanField()
    """Whether the plan is in it, or the needs alone."""
    totals = models.JSONField()
    needs_by = models.JSONField()
    classes = models.JSONField()
    budgets = models.JSONField()
    units = models.JSONField()

    @override
    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.as_of}"


class TouchedNeed(models.Model):
    """A need that appears, vanishes or changes; units are codes, some are only in the scenario."""

    result = models.ForeignKey(
        ScenarioResult, on_delete=models.CASCADE, related_name="needs", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    qualification = models.ForeignKey(
        Qualification, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    change = CodeField()
    why = CodeField()
    unit_before = CodeField(default="")
    unit_after = CodeField(default="")
    source_before = CodeField(default="")
    source_after = CodeField(default="")
    force_before = CodeField(default="")
    force_after = CodeField(default="")
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [closed_set("touched_need_change_known", "change", NeedChange)]
        indexes: ClassVar = [
            models.Index(fields=["result", "change"], name="touched_need_result"),
            models.Index(fields=["person"], name="touched_need_person"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.change}"


class TouchedTurn(models.Model):
    """Somebody who gains or loses a seat, or changes class, with why as a code and figures."""

    result = models.ForeignKey(
        ScenarioResult, on_delete=models.CASCADE, related_name="turns", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    change = CodeField()
    why = CodeField()
    reason = CodeField(default="")
    figures = models.JSONField(default=dict)
    unit_before = CodeField(default="")
    unit_after = CodeField(default="")
    site_before = CodeField(default="")
    site_after = CodeField(default="")
    starts_before = models.DateField(null=True)
    starts_after = models.DateField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [closed_set("touched_turn_change_known", "change", TurnChange)]
        indexes: ClassVar = [
            models.Index(fields=["result", "change"], name="touched_turn_result"),
            models.Index(fields=["person"], name="touched_turn_person"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.change}"
