"""Take values about erased people out of the trail, which stays whole without them.

The digest of the values takes their place (docs/decisions/audit-trail.md): that something was done,
by whom and when, is still proven; what it was about them is gone.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.audit.trail import values_digest
from thuctien.base.models.audit import AuditChange

ERASED = "record.values.erase"
"""The act by which the check of the trail knows that values are missing rightly."""

_TABLE = f'"{AuditChange._meta.db_table}"'
_READ = f"""
    SELECT entry_id, number, salt, before, after FROM {_TABLE}
    WHERE about_type = %s AND about_key = %s AND object_type LIKE %s
      AND erased_digest = ''
"""  # noqa: S608 - the name of our own table
_ERASE = f"""
    UPDATE {_TABLE} SET before = '', after = '', salt = '', erased_digest = %s
    WHERE entry_id = %s AND number = %s
"""  # noqa: S608


def erase_values(
    keys: Collection[str],
    *,
    reason: str,
    acting_user: ActingUser,
    about: str = "people.person",
    of: str = "%",
) -> int:
    """Erase the values of every change about these records; return how many changes had some.

    ``keys`` are those of people, or of what ``about`` names («base.user»); ``of`` names the only
    kind of record meant («people.sensitivefacts»).

    Written in SQL because the texts are hashed as they are stored; the triggers of the trail let
    this one change through. The trail says for each of them that it was done, or its check would
    call it tampering. Call it last in the transaction of the erasure.
    """
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(_READ, [about, key, of])
            rows = [
                (values_digest(salt, before, after), entry, number)
                for entry, number, salt, before, after in cursor.fetchall()
            ]
            cursor.executemany(_ERASE, rows)
            counts[key] = len(rows)
    for key, count in counts.items():
        if count:
            record(
                ERASED,
                acting_user=acting_user,
                object_type=about,
                object_key=key,
                after={"changes": count},
                reason=reason,
            )
    return sum(counts.values())
