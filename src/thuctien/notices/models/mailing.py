from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.notices.choices import MAILED

IS_OPEN = Q(sent_at__isnull=True, given_up_at__isnull=True)


class Mailing(models.Model):
    """One letter to one account: what is to be sent, was sent, or could not be.

    The key becomes the letter's Message-ID, so that a letter which is sent a second time (its
    sender was killed before it could write that it had sent it) is known as the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailings"
    )
    way = models.TextField()
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")
    """What the mail server said last, for the administrator."""

    class Meta:
        constraints: ClassVar = [closed_set("mailing_way_known", "way", MAILED)]
        indexes: ClassVar = [
            models.Index(fields=["next_attempt_at"], condition=IS_OPEN, name="mailing_open")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.way} {self.recipient_id} {self.created_at:%Y-%m-%d}"
