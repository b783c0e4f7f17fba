"""Reads the trail as the database holds it, row by row, whatever its length."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import connection

UNREADABLE = ""
"""Stands for the digest of what cannot be read: equal to none."""

_ENTRIES = """
    SELECT position, happened_at, user_id, on_behalf_of_id, address, action, object_type,
           object_key, before, after, reason, changes_count, changes_digest, previous_digest,
           digest
    FROM base_auditentry WHERE position <= %s ORDER BY position
"""
_CHANGES = """
    SELECT entry_id, number, kind, object_type, object_key, about_type, about_key, before, after,
           salt, erased_digest
    FROM base_auditchange WHERE entry_id <= %s ORDER BY entry_id, number
"""
_HEAD = "SELECT last_position, last_digest FROM base_audithead WHERE id = 1"
_END = """
    SELECT (SELECT MAX(position) FROM base_auditentry),
           (SELECT MAX(entry_id) FROM base_auditchange),
           (SELECT last_position FROM base_audithead WHERE id = 1)
"""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as stored, and the digest that its content has."""

    position: int
    action: str
    object_type: str
    object_key: str
    changes_count: int
    changes_digest: str
    previous_digest: str
    digest: str
    true_digest: str


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change as stored: where it is, whose it is, and what it adds to the digest of its entry."""

    position: int
    number: int
    about: tuple[str, str]
    is_erased: bool
    line: bytes


def head() -> tuple[int, str]:
    """Return position and digest of the recorded end; zero and nothing where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, "")


def beyond_head() -> tuple[int, int]:
    """Return the last positions of entries and of changes that lie beyond the recorded end, or 0.

    One statement, so that somebody who is writing meanwhile is seen wholly or not at all.
    """
    with connection.cursor() as cursor:
        cursor.execute(_END)
        entry, change, recorded = cursor.fetchone()
    return (
        entry if (entry or 0) > (recorded or 0) else 0,
        change if (change or 0) > (recorded or 0) else 0,
    )


def entries(up_to: int) -> Iterator[StoredEntry]:
    """Yield the entries up to a position, in order."""
    for row in _rows(_ENTRIES, up_to):
        yield StoredEntry(
            row[0],
            row[5],
            row[6],
            row[7],
            row[11],
            row[12],
            row[13],
            row[14],
            _entry_digest(row),
        )


def changes(up_to: int) -> Iterator[StoredChange]:
    """Yield the changes of entries up to a position, in order."""
    for position, number, *named, before, after, salt, erased in _rows(_CHANGES, up_to):
        values = _values_digest(before, after, salt, erased)
        line = _listed([*named, values]) if values != UNREADABLE else None
        yield StoredChange(
            position, number, (named[3], named[4]), bool(erased), _utf8(line or "") + b"\n"
        )


def _rows(statement: str, up_to: int) -> Iterator[tuple[Any, ...]]:
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(statement, [up_to])
        while rows := cursor.fetchmany(2000):
            yield from rows


def _entry_digest(row: tuple[Any, ...]) -> str:
    moment = _moment(row[1])
    if moment is None:
        return UNREADABLE
    text = _listed([row[0], moment, *row[2:14]])
    return UNREADABLE if text is None else sha256(_utf8(text)).hexdigest()


def _values_digest(before: object, after: object, salt: object, erased: object) -> str:
    if erased:
        is_blank = (before, after, salt) == ("", "", "")
        return str(erased) if is_blank else UNREADABLE
    text = _listed([salt, before, after])
    return UNREADABLE if text is None else sha256(_utf8(text)).hexdigest()


def _listed(parts: list[object]) -> str | None:
    """Return a JSON list without blanks; None where a part is no text, whole number or null."""
    words = []
    for part in parts:
        if isinstance(part, str):
            words.append(json.dumps(part, ensure_ascii=False))
        elif part is None:
            words.append("null")
        elif isinstance(part, int):
            words.append(str(part))
        else:
            return None
    return f"[{','.join(words)}]"


def _moment(stored: object) -> str | None:
    """Return a moment as ISO 8601 in UTC to the microsecond; SQLite holds it as a text of UTC."""
    if isinstance(stored, str):
        try:
            stored = datetime.fromisoformat(stored)
        except ValueError:
            return None
    if not isinstance(stored, datetime):
        return None
    moment = stored if stored.tzinfo else stored.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
