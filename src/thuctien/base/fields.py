"""Columns for codes and sort keys: text that is compared letter by letter on every database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from typing_extensions import override

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class BinaryTextField(_Text):
    """Text ordered by code point.

    SQLite orders so by itself; PostgreSQL needs the collation «C» said, else codes and sort keys
    would be ordered by the language of the server, differently from the engine.
    """

    @override
    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Return the column's type, with the collation where the database needs it."""
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        parameters["collation"] = "C" if connection.vendor == "postgresql" else None
        return parameters


class CodeField(BinaryTextField):
    """A code of a province (``Kind.CODE``) or of a closed set (``Kind.CHOICE``); empty for none."""


class SortKeyField(BinaryTextField):
    """A derived text by which people sort or search; never shown."""
