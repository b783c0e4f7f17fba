from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.notices.choices import MAILED, Way
from thuctien.notices.models.mailing import Mailing

IS_UNREAD = Q(read_at__isnull=True)
WAITS_FOR_MAIL = Q(read_at__isnull=True, mailing__isnull=True, way__in=[str(way) for way in MAILED])


class Notice(models.Model):
    """Something that one account is told: a kind, figures for its sentence, and where to look.

    ``way`` is what the recipient wished when it was told; a wish changed later holds for what comes
    later.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        db_index=False,
    )
    kind = models.TextField()
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    link = models.TextField(blank=True, default="")
    """A path of this application."""
    way = models.TextField(choices=Way)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailing = models.ForeignKey(
        Mailing, null=True, on_delete=models.SET_NULL, related_name="notices"
    )

    class Meta:
        constraints: ClassVar = [closed_set("notice_way_known", "way", Way.values)]
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-created_at"], name="notice_newest"),
            models.Index(fields=["recipient"], condition=IS_UNREAD, name="notice_unread"),
            models.Index(fields=["way"], condition=WAITS_FOR_MAIL, name="notice_to_mail"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.recipient_id} {self.created_at:%Y-%m-%d}"
