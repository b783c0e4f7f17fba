"""JSON of which equal values are equal texts, as the audit trail stores and hashes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from typing_extensions import override

if TYPE_CHECKING:
    _Text = models.Field[Any, Any]
else:
    _Text = models.TextField


_ENCODER = DjangoJSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(value: object) -> str:
    """Return a value as JSON: keys in order, no blanks, letters as they are, days as ISO 8601."""
    return _ENCODER.encode(value)


class CanonicalJSONField(_Text):
    """A value kept as the very text that is hashed.

    A column of type ``jsonb`` would write numbers in its own way, so that a hash of what was
    stored could not be made again. The empty text stands for a value that was erased.
    """

    @override
    def get_prep_value(self, value: object) -> str:
        return canonical(value)

    def from_db_value(self, value: str, _expression: object, _connection: object) -> object:
        """Return the value that the text stands for."""
        return json.loads(value) if value else {}
