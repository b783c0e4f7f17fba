from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set


class Role(models.TextChoices):
    """What an account is for, over the whole province (roles held in a unit come later)."""

    OFFICER = "officer", _("Training officer")
    LEADER = "leader", _("Leader (reads only)")


class User(AbstractUser):
    """Somebody who signs in."""

    display_name = models.TextField(blank=True, default="")
    role = models.TextField(choices=Role, default=Role.LEADER)
    is_sample = models.BooleanField(default=False)
    """Made by the demo, with a password that everybody can read."""

    class Meta(AbstractUser.Meta):
        constraints: ClassVar = [closed_set("user_role_known", "role", Role.values)]

    @override
    def __str__(self) -> str:
        return self.display_name or self.username
