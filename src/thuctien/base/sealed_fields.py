"""Columns whose values are kept sealed (:mod:`thuctien.base.sealing`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from typing_extensions import override

from thuctien.base.sealing import Sealed, seal, unseal

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field


class SealedField(_Field):
    """A text that the database holds sealed; empty for none.

    ``findable`` texts can be looked up by exact value with ``<field>__in=sealings(text)``, and
    equal ones can be told; no other comparison means anything.
    """

    def __init__(self, *, findable: bool = False, **options: Any) -> None:  # noqa: ANN401
        self.findable = findable
        super().__init__(**options)

    @override
    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        if self.findable:
            options["findable"] = True
        return name, path, list(args), dict(options)

    @override
    def get_internal_type(self) -> str:
        return "TextField"

    @override
    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Return the column's type; sealed texts are compared byte by byte."""
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        parameters["collation"] = "C" if connection.vendor == "postgresql" else None
        return parameters

    @override
    def get_prep_value(self, value: object) -> str | None:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return str(value)
        text = value.isoformat() if isinstance(value, date) else str(value)
        return str(seal(text, findable=self.findable))

    def from_db_value(
        self, value: str | None, _expression: object, _connection: object
    ) -> str | date | None:
        """Return what was sealed."""
        return None if value is None else self.meaning(unseal(value))

    def meaning(self, text: str) -> str | date:
        """Return the value that an unsealed text stands for."""
        return text


class SealedDateField(SealedField):
    """A day that the database holds sealed; null for none."""

    @override
    def meaning(self, text: str) -> str | date:
        return date.fromisoformat(text)
