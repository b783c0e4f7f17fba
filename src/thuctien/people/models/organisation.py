from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.dated import Dated
from thuctien.base.fields import CodeField, SortKeyField
from thuctien.engine.model.choices import UnitEvent


class Unit(Dated):
    """A body of the province in the tree of units, for as long as it exists.

    ``path`` is the codes from the root down, each between slashes («/P/S01/S01-TC/»), so that a
    subtree is a range of one index.
    """

    unit_id = CodeField(primary_key=True)
    name = models.TextField()
    kind = CodeField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    x_km = models.FloatField(null=True, blank=True)
    y_km = models.FloatField(null=True, blank=True)
    away_share = models.FloatField(null=True, blank=True)
    path = SortKeyField(editable=False, default="")
    depth = models.PositiveSmallIntegerField(editable=False, default=0)
    folded_name = SortKeyField(editable=False, default="")
    name_order = SortKeyField(editable=False, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["path"], name="unit_path"),
            models.Index(fields=["kind", "name_order"], name="unit_kind"),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """What became of a unit: one row for each successor, or one without where there is none."""

    from_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="successions", db_index=False
    )
    to_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    event = CodeField()
    happened_on = models.DateField()
    document = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            *natural_key(
                "unit_succession_key", ["from_unit", "to_unit", "happened_on"], nullable="to_unit"
            ),
            closed_set("unit_succession_event_known", "event", UnitEvent),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.to_unit_id or '–'} ({self.event})"


class Post(Dated):
    """A post of a unit (vị trí việc làm), with family, rank and leadership level."""

    post_id = CodeField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.TextField()
    family = CodeField()
    rank = CodeField(blank=True, default="")
    leadership_level = CodeField(blank=True, default="")

    @override
    def __str__(self) -> str:
        return self.title
