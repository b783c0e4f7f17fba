"""The database of an installation, from one address (docs/decisions/databases.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BUSY_SECONDS = 60
"""Longer than the longest write of ours (a whole province), so that nobody sees «locked»."""

_SQLITE_OPTIONS = {
    "timeout": BUSY_SECONDS,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
    ),
}


def database(address: str, home: Path) -> dict[str, Any]:
    """Return Django's description of the database at ``address``.

    ``sqlite:///relative.sqlite3`` (or ``sqlite:////absolute``) and
    ``postgresql://user:password@host:port/name?option=value`` are understood; an empty address is
    ``thuctien.sqlite3`` in the home folder. Raises ``ImproperlyConfigured`` for anything else.
    """
    if not address:
        return _sqlite(home / "thuctien.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return _sqlite(home / unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        "THUCTIEN_DATABASE_URL must be sqlite:///file or postgresql://user:password@host/name."
    )


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": _SQLITE_OPTIONS,
        "CONN_MAX_AGE": 600,
    }
