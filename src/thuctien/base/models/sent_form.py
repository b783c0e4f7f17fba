from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override


class SentForm(models.Model):
    """A form that arrived, by the token it carries, so that it takes effect once.

    ``location`` is where its sender was led; a form without ``done_at`` is still being worked on,
    or the work was cut off.
    """

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sent_forms",
        db_index=False,
    )
    sent_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    location = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "sent_at"], name="sent_form_user")]

    @override
    def __str__(self) -> str:
        return str(self.token)
