"""The audit trail: every act leaves an entry in a chain (docs/decisions/audit-trail.md)."""

from thuctien.base.audit.changes import (
    Change,
    Recorder,
    Snapshot,
    changed,
    created,
    deleted,
    present,
    snapshot,
)
from thuctien.base.audit.records import (
    READ,
    record_changed,
    record_created,
    record_deleted,
    record_read,
)
from thuctien.base.audit.trail import Changes, record

__all__ = [
    "READ",
    "Change",
    "Changes",
    "Recorder",
    "Snapshot",
    "changed",
    "created",
    "deleted",
    "present",
    "record",
    "record_changed",
    "record_created",
    "record_deleted",
    "record_read",
    "snapshot",
]
