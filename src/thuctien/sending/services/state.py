"""Which state of the province something was computed from."""

from __future__ import annotations

from thuctien.base.models import AuditEntry

STORED = "sending.province.store"


def province_version() -> int:
    """Return the position on the trail at which the province was last stored; 0 for never."""
    return (
        AuditEntry.objects.filter(action=STORED)
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
        or 0
    )
