from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.fields import CodeField
from thuctien.documents.models.issuing import IssuingBody, Signer
from thuctien.documents.models.templates import DocumentKind, Template
from thuctien.people.models import Unit


class DocumentState(models.TextChoices):
    """Where a document stands; one that was amended stays what it is, with a link to the other."""

    DRAFT = "draft", _("Draft")
    NUMBERED = "numbered", _("Numbered, to be signed")
    SIGNED = "signed", _("Signed")
    CANCELLED = "cancelled", _("Cancelled")


class LinkKind(models.TextChoices):
    """What one document does to another."""

    CANCELS = "cancels", _("Cancels")
    AMENDS = "amends", _("Amends")


class Register(models.Model):
    """The book of a body for one kind and one year: which number was given out last.

    ``year`` is the first year of the term where the body counts by terms. ``taken_over`` is the
    last number given on paper before the body came here, 0 for none.
    """

    body = models.ForeignKey(IssuingBody, on_delete=models.PROTECT, related_name="registers")
    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="registers")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    last_day = models.DateField(null=True)
    taken_over = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "kind", "year"], name="register_key")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.body_id} {self.kind_id} {self.year}"


class Document(models.Model):
    """A document of a body, from its draft on; once numbered, its content stays (a trigger).

    ``content`` and ``annex`` are those of :mod:`thuctien.documents.content`, as JSON. ``frozen``
    is what the fields of the template were filled with when the number was given, so that it reads
    the same when the body or the signer has changed since.
    """

    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="documents")
    body = models.ForeignKey(IssuingBody, on_delete=models.PROTECT, related_name="documents")
    signer = models.ForeignKey(
        Signer, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    state = models.TextField(choices=DocumentState, default=DocumentState.DRAFT)
    dated_on = models.DateField()
    """The day it bears; of a draft, the day that is meant."""
    abstract = models.TextField()
    folded_abstract = models.TextField(editable=False, default="")
    content = models.JSONField(default=dict)
    annex = models.JSONField(default=dict)
    recipients = models.JSONField(default=list)
    concerned_units = models.JSONField(default=list)
    """Codes of the units that may read it, besides the body's own, once it has a number."""
    drafter = models.TextField(blank=True, default="")
    """The sign of whoever drafted it («CCVC»), in the numbers of letters."""

    register = models.ForeignKey(
        Register, null=True, on_delete=models.PROTECT, related_name="documents", db_index=False
    )
    number = models.PositiveIntegerField(null=True)
    number_text = models.TextField(blank=True, default="")
    template = models.ForeignKey(
        Template, null=True, on_delete=models.PROTECT, related_name="documents"
    )
    frozen = models.JSONField(default=dict)
    numbered_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="document_number_once"),
            models.CheckConstraint(
                condition=Q(state=DocumentState.DRAFT, number=None, register=None)
                | (
                    ~Q(state=DocumentState.DRAFT)
                    & Q(number__isnull=False, register__isnull=False, template__isnull=False)
                ),
                name="document_numbered_or_draft",
            ),
            closed_set("document_state_known", "state", DocumentState.values),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-dated_on", "-id"], name="document_newest"),
        ]

    @override
    def __str__(self) -> str:
        return self.number_text or self.abstract

    @property
    def is_draft(self) -> bool:
        """Say whether it can still be changed."""
        return self.state == DocumentState.DRAFT


class Concern(models.Model):
    """A unit that a numbered document is about or goes to, and whose officers may read it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="concerns")
    unit = models.ForeignKey(
        Unit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="documents_about"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "unit"], name="concern_key")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.document_id} → {self.unit_id}"


class DocumentLink(models.Model):
    """That one document cancels or amends another; it takes effect when the first is numbered."""

    by = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="does")
    target = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="undergoes")
    kind = models.TextField(choices=LinkKind)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "target"], name="document_link_key"),
            closed_set("document_link_kind_known", "kind", LinkKind.values),
            models.CheckConstraint(
                condition=~Q(by=models.F("target")), name="document_link_to_another"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.by_id} {self.kind} {self.target_id}"


class Scan(models.Model):
    """A picture of the signed paper."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="scans")
    file_name = models.TextField()
    path = models.TextField()
    sha256 = CodeField()
    size = models.BigIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "sha256"], name="scan_once")
        ]

    @override
    def __str__(self) -> str:
        return self.file_name
