from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.engine.costs import Count
from thuctien.engine.model.choices import LecturerKind, Mode, SiteKind


class CostItem(models.Model):
    """What money is spent on: rooms, lecturers, lodging; an office may add its own."""

    item_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["position", "item_id"], name="cost_item_order")]

    @override
    def __str__(self) -> str:
        return self.name


class CostNorm(Sourced, Dated):
    """How much an item may cost for one of what it is counted by, in whole đồng.

    Programme kind, form, kind of site and kind of lecturer narrow it; empty is all. The budget line
    ``budget_id`` (empty: that of the programme) pays ``budget_percent``, the agency the rest.
    """

    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, related_name="norms")
    count = CodeField()
    amount = models.BigIntegerField()
    programme_kind = CodeField(blank=True, default="")
    mode = CodeField(blank=True, default="")
    site_kind = CodeField(blank=True, default="")
    lecturer_kind = CodeField(blank=True, default="")
    from_km = models.PositiveSmallIntegerField(default=0)
    """Counted by learners: only those who live so far or farther."""
    budget_percent = models.PositiveSmallIntegerField(default=100)
    budget_id = CodeField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            closed_set("cost_norm_count_known", "count", Count),
            closed_set("cost_norm_mode_known", "mode", ["", *Mode]),
            closed_set("cost_norm_site_known", "site_kind", ["", *SiteKind]),
            closed_set("cost_norm_lecturer_known", "lecturer_kind", ["", *LecturerKind]),
            models.CheckConstraint(
                condition=Q(lecturer_kind="") | Q(count=Count.LECTURER_SESSION),
                name="cost_norm_lecturer_counts_lecturers",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cost_norm_not_negative"),
            models.CheckConstraint(
                condition=Q(budget_percent__lte=100), name="cost_norm_percent_at_most_all"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="cost_norm_ends_after_beginning",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.item_id} {self.count}: {self.amount}"
