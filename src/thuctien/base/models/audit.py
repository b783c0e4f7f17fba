from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override

from thuctien.base.canonical import CanonicalJSONField
from thuctien.base.constraints import closed_set
from thuctien.base.fields import CodeField


class ChangeKind(models.TextChoices):
    """What became of a record."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"


class AuditEntry(models.Model):
    """One thing that somebody did: who, for whom, when, from where, why.

    ``position`` counts without gaps from 1, in the order of writing. ``before`` and ``after`` say
    what there is to say of the act itself (counts, the hash of a file); what it did to records is
    in its :class:`AuditChange` rows. ``digest`` covers all of the entry, its changes through
    ``changes_digest``, and the digest of the entry before it. Entries are only ever added.
    """

    position = models.BigIntegerField(primary_key=True)
    happened_at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    address = models.TextField(blank=True, default="")
    action = CodeField()
    """What was done, dotted and never translated: «sending.province.import»."""
    object_type = CodeField()
    object_key = CodeField(blank=True, default="")
    before = CanonicalJSONField(default=dict)
    after = CanonicalJSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    changes_count = models.BigIntegerField(default=0)
    changes_digest = models.TextField(blank=True, default="")
    previous_digest = models.TextField(blank=True, default="")
    digest = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["object_type", "object_key", "-position"], name="audit_entry_object"
            ),
            models.Index(fields=["action", "-position"], name="audit_entry_action"),
            models.Index(fields=["user", "-position"], name="audit_entry_user"),
            models.Index(fields=["on_behalf_of", "-position"], name="audit_entry_behalf"),
            models.Index(fields=["happened_at"], name="audit_entry_time"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.position} {self.action} {self.object_type} {self.object_key}"


class AuditChange(models.Model):
    """What an act did to one record: values before and after, by column.

    A change holds the columns that differ, a creation or deletion those that were not empty. The
    record ``about`` which it is has it on its timeline: an appointment is on that of its person.
    ``salt`` keeps values from being guessed by their digest; values that were erased leave that
    digest behind in ``erased_digest``, so that the chain still holds.
    """

    pk = models.CompositePrimaryKey("entry_id", "number")
    entry = models.ForeignKey(
        AuditEntry, on_delete=models.PROTECT, related_name="changes", db_index=False
    )
    number = models.IntegerField()
    kind = CodeField(choices=ChangeKind)
    object_type = CodeField()
    object_key = CodeField()
    about_type = CodeField()
    about_key = CodeField()
    before = CanonicalJSONField(default=dict)
    after = CanonicalJSONField(default=dict)
    salt = models.TextField()
    erased_digest = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            closed_set("audit_change_kind_known", "kind", ChangeKind.values),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about_type", "about_key", "entry"], name="audit_change_about"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.entry_id}.{self.number} {self.kind} {self.object_type} {self.object_key}"


class AuditHead(models.Model):
    """The end of the chain: one row, locked while an entry is written."""

    last_position = models.BigIntegerField(default=0)
    last_digest = models.TextField(blank=True, default="")

    @override
    def __str__(self) -> str:
        return str(self.last_position)
