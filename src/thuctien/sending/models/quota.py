from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.fields import CodeField
from thuctien.catalogue.models import Programme
from thuctien.people.models import Unit


class Quota(models.Model):
    """The most turns of a programme in a year, for the province or a unit with all below it."""

    quota_id = CodeField(primary_key=True)
    year = models.BigIntegerField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="quotas")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="quotas"
    )
    leadership_levels = models.JSONField(default=list, blank=True)
    seats = models.BigIntegerField()
    source = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["year", "programme"], name="quota_year")]

    @override
    def __str__(self) -> str:
        return f"{self.quota_id}: {self.seats}"
