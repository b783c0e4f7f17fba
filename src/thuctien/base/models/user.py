from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from typing_extensions import override


class User(AbstractUser):
    """Somebody who signs in.

    ``person`` and ``lecturer`` say whose account it is, where it is an official's or a lecturer's;
    as with roles, the database does not enforce them.
    """

    display_name = models.TextField(blank=True, default="")
    person = models.ForeignKey(
        "people.Person",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="accounts",
    )
    lecturer = models.ForeignKey(
        "catalogue.Lecturer",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="accounts",
    )
    is_sample = models.BooleanField(default=False)
    """Made by the demo, with a password that everybody can read."""

    @override
    def __str__(self) -> str:
        return self.display_name or self.username
