from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField


class Fate(models.TextChoices):
    """What becomes of data whose time has come."""

    ERASE = "erase", _("Erased")
    ANONYMISE = "anonymise", _("Made anonymous")
    KEEP = "keep", _("Kept")


class RetentionRule(Dated, Sourced):
    """How long a kind of record is kept, counted in months from an event, and what then.

    ``subject`` names one of :data:`thuctien.privacy.retention.SUBJECTS`, which knows the records
    and their event. ``reason`` says why so long; a rule that keeps has no months.
    """

    rule_id = CodeField(primary_key=True)
    subject = CodeField()
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    fate = CodeField(choices=Fate)
    reason = models.TextField()
    reason_en = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            closed_set("retention_rule_fate_known", "fate", Fate.values),
            models.CheckConstraint(
                condition=models.Q(fate=Fate.KEEP, months=None)
                | (~models.Q(fate=Fate.KEEP) & models.Q(months__isnull=False)),
                name="retention_rule_has_months",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.subject}: {self.months or '–'}"
