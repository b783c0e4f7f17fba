from __future__ import annotations

import unicodedata

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

    @override
    def set_password(self, raw_password: str | None) -> None:
        """Keep a password in one form of its letters (NIST SP 800-63B, 3.1.1.2).

        Keyboards differ in whether «ế» is one character or three, and nobody sees which.
        """
        super().set_password(_in_one_form(raw_password))

    @override
    def check_password(self, raw_password: str | None) -> bool:
        """Say whether this is the password, however its letters were typed."""
        return super().check_password(_in_one_form(raw_password))


def _in_one_form(password: str | None) -> str | None:
    return None if password is None else unicodedata.normalize("NFKC", password)
