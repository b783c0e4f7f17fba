"""Which faults pass by themselves, so that the same work may succeed a little later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import Error, InterfaceError, OperationalError

_SQLITE_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
_SQLSTATE_CLASSES = ("08", "40", "53", "55P03", "57")
"""Connection lost, transaction rolled back (deadlock), out of resources, lock not available, and
operator intervention: the server is stopped or started (PostgreSQL manual, appendix A)."""


class PassingTroubleError(Exception):
    """Something outside does not answer for now; the job is to be tried again later.

    ``error`` is a code with a sentence and ``figures`` its values, shown once the job is given up.
    """

    def __init__(self, error: str, figures: Mapping[str, Any] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.figures = dict(figures or {})


def passes_by_itself(error: BaseException) -> bool:
    """Say whether the same work may succeed later: a lost connection, a lock, a deadlock.

    A missing table, a full SQLite disk or a broken constraint stay as they are.
    """
    if isinstance(error, PassingTroubleError):
        return True
    if not isinstance(error, Error):
        return False
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", ""):
        return str(name).startswith(_SQLITE_BUSY)
    if state := getattr(cause, "sqlstate", None):
        return str(state).startswith(_SQLSTATE_CLASSES)
    # Without a code the driver itself lost the server.
    return isinstance(error, OperationalError | InterfaceError)


def what_passed(error: BaseException) -> tuple[str, dict[str, Any]]:
    """Return the code and figures of such a fault."""
    if isinstance(error, PassingTroubleError):
        return error.error, error.figures
    return "database_busy", {}
