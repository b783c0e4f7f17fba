from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.guard import GuardedManager
from thuctien.intake.models.imports import Verdict
from thuctien.people.models import Person, Unit


class PersonPair(models.Model):
    """Two stored people who may be one, and what was decided; ``first`` has the smaller code.

    Without a verdict the pair waits. As in other rows of this room, loading another province may
    leave the references behind.
    """

    first = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    second = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    verdict = models.TextField(blank=True, default="")
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("person_pair_key", ["first", "second"]),
            closed_set("person_pair_verdict_known", "verdict", ["", *Verdict.values]),
        ]
        indexes: ClassVar = [models.Index(fields=["verdict", "-score"], name="person_pair_open")]

    @override
    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"


class PersonMerge(models.Model):
    """Two people that became one: all rows of both before and after, to undo it exactly.

    Codes are kept as texts: the row of the loser is gone.
    """

    keeper_id = models.TextField()
    loser_id = models.TextField()
    unit = models.ForeignKey(
        Unit,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="person_merges",
    )
    """The unit of the keeper, by which the merge is seen and undone."""
    names = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    """How many rows went over, by label of their model."""
    before = models.BinaryField()
    after = models.BinaryField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["loser_id"], condition=Q(undone_at__isnull=True), name="person_merged_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-merged_at"], name="person_merge_newest")]

    @override
    def __str__(self) -> str:
        return f"{self.loser_id} → {self.keeper_id}"
