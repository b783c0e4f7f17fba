from __future__ import annotations

from django.conf import settings
from django.db import models
from typing_extensions import override

from thuctien.engine.wording import Language


class Preference(models.Model):
    """How an account wants to be told: its language, and a way for each kind it cares to choose."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="notice_preference",
    )
    language = models.TextField(default=Language.VI.value)
    ways = models.JSONField(default=dict)
    """Way by kind; a kind that is not in it goes its usual way."""

    @override
    def __str__(self) -> str:
        return f"{self.user_id} {self.language}"
