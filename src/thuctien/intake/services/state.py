"""Where a list stands, and who works on it: what every service of this room asks first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import OPEN_STATES, Job
from thuctien.intake.models import ImportState, ListImport


class ListBusyError(Exception):
    """A job works on the list, or the list no longer is where this could be done."""


def locked_list(
    list_import: ListImport,
    acting_user: ActingUser,
    states: Sequence[str] = (ImportState.REVIEW,),
) -> ListImport:
    """Return the list locked until the transaction ends, where it may be worked on.

    Raises ``PermissionDenied``, or :class:`ListBusyError` where a job works on it or its state is
    none of ``states``.
    """
    require(acting_user, Action.IMPORT_PEOPLE, list_import)
    locked = ListImport.objects.select_for_update().get(pk=list_import.pk)
    at_work = Job.objects.filter(key=locked.job_key, state__in=OPEN_STATES)
    if locked.state not in states or at_work.exists():
        raise ListBusyError
    return locked


def record_act(
    what: str,
    list_import: ListImport,
    acting_user: ActingUser,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write on the trail what was done with a list."""
    record(
        f"intake.list.{what}",
        acting_user=acting_user,
        object_type="intake.listimport",
        object_key=str(list_import.pk),
        before=before,
        after=after,
    )
