from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.documents.models.issuing import Family, IssuingBody


class DocumentKind(Sourced):
    """A kind of document (quyết định, công văn …) with its sign in each family."""

    kind_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField()
    state_sign = models.TextField(blank=True, default="")
    """How state bodies write it in numbers; empty where they issue none."""
    party_sign = models.TextField(blank=True, default="")
    is_letter = models.BooleanField(default=False)
    """A letter bears no name of its kind; its number follows the letter pattern of the body."""
    position = models.PositiveSmallIntegerField(default=0)

    @override
    def __str__(self) -> str:
        return self.name

    def sign_in(self, family: str) -> str:
        """Return its sign in a family; empty where that issues none."""
        return self.state_sign if family == Family.STATE else self.party_sign


class Template(Dated):
    """A Word file with fields, for one kind and one family or one body; never changed.

    Another file is another version. ``path`` is that of a file that an office uploaded; of those
    that come with the program it is empty, and ``file_name`` names the file in ``shipped/``.
    """

    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="templates")
    family = models.TextField(choices=Family)
    body = models.ForeignKey(
        IssuingBody, null=True, blank=True, on_delete=models.PROTECT, related_name="templates"
    )
    version = models.PositiveIntegerField()
    file_name = models.TextField()
    path = models.TextField(blank=True, default="")
    sha256 = CodeField()
    size = models.BigIntegerField()
    note = models.TextField(blank=True, default="")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "body", "version"],
                condition=Q(body__isnull=False),
                name="template_version_of_body",
            ),
            models.UniqueConstraint(
                fields=["kind", "family", "version"],
                condition=Q(body__isnull=True),
                name="template_version_of_family",
            ),
            closed_set("template_family_known", "family", Family.values),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind_id} {self.body_id or self.family} {self.version}"
