"""Tables as one hash, to say that they are byte for byte what they were."""

from __future__ import annotations

import hashlib

from django.apps import apps
from django.db import connection

from thuctien.intake.images import followers_of_people


def fingerprint(labels: tuple[str, ...] = ()) -> dict[str, str]:
    """Return a hash of every row of the people and of all that is about them, by model."""
    return {label: _hash(label) for label in labels or tuple(followers_of_people())}


def _hash(label: str) -> str:
    table = apps.get_model(label)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
