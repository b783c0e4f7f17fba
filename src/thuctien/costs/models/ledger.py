from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.fields import CodeField


class EntryKind(TextChoices):
    """What an entry does to a budget line."""

    COMMITTED = "committed", _("Committed")
    SPENT = "spent", _("Paid")


class LedgerEntry(models.Model):
    """A line of the ledger of a budget line; nothing is ever changed or deleted.

    A payment against a commitment names it (``commitment``), so that the same money is not counted
    as both. What was wrong is put right by a new entry that names the wrong one (``corrects``), has
    a reason, and may be below nothing. The budget line is named by code and year, as programmes
    name it: loading a province anew does not touch the ledger.
    """

    budget_id = CodeField()
    year = models.BigIntegerField()
    kind = CodeField(choices=EntryKind)
    amount = models.BigIntegerField()
    """Whole đồng."""
    subject = CodeField()
    """What the money is for: «class:2027-001», or the number of a decision."""
    commitment = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="family"
    )
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    on = models.DateField()
    document = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            closed_set("ledger_kind_known", "kind", EntryKind.values),
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_amount_not_nothing"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(corrects__isnull=False),
                name="ledger_only_corrections_below_nothing",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""), name="ledger_correction_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.SPENT) | ~Q(document=""),
                name="ledger_payment_has_document",
            ),
            models.UniqueConstraint(
                fields=["budget_id", "year", "subject"],
                condition=Q(kind=EntryKind.COMMITTED, corrects=None),
                name="ledger_committed_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["budget_id", "year", "-made_at"], name="ledger_of_budget")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.budget_id} {self.year} {self.kind} {self.amount}"
