"""Hand a plan out."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.sending.models import Plan
from thuctien.sending.plan_workbook import plan_file


@transaction.atomic
def hand_out_plan(plan: Plan, *, acting_user: ActingUser) -> Path:
    """Return a plan as a workbook for somebody to take away, and write down who took it.

    It names everybody who is sent. Raises ``PermissionDenied`` where the acting user may not export
    it, ``OSError`` where the file cannot be written.
    """
    file = plan_file(plan, acting_user=acting_user)
    record(
        "sending.plan.export",
        acting_user=acting_user,
        object_type="sending.plan",
        object_key=str(plan.pk),
        after={"year": plan.year},
    )
    return file
