from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override


class AuditEntry(models.Model):
    """One thing that somebody did: who, for whom, when, from where, what it was before and after.

    ``position`` counts without gaps from 1, in the order of writing, so that entries can be
    chained. A bulk import writes one entry with counts and the hash of the file.
    """

    position = models.BigIntegerField(unique=True)
    happened_at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.GenericIPAddressField(null=True)
    action = models.TextField()
    """What was done, dotted and never translated: «sending.province.import»."""
    object_type = models.TextField()
    object_key = models.TextField(blank=True, default="")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_key", "-position"], name="audit_object"),
            models.Index(fields=["action", "-position"], name="audit_action"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.position} {self.action} {self.object_type} {self.object_key}"


class AuditHead(models.Model):
    """The last position given: one row, locked while an entry is written."""

    last_position = models.BigIntegerField(default=0)

    @override
    def __str__(self) -> str:
        return str(self.last_position)
