"""Jobs on a list that was checked: take it in, undo it, mark its faults in the file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks.base import Task

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.engine.wording import Language
from thuctien.intake.models import ImportState, ListImport
from thuctien.intake.services.state import locked_list
from thuctien.intake.tasks import (
    PAIRS,
    RETURN,
    STORE,
    UNDO,
    find_pairs,
    return_list,
    store_list_job,
    undo_list_job,
)
from thuctien.people.models import Unit


class NotReadyError(Exception):
    """The list still has faults to correct, or pairs to decide."""


@transaction.atomic
def request_storing(list_import: ListImport, *, acting_user: ActingUser) -> Job:
    """Have a list taken in. Raises ``PermissionDenied``, :class:`NotReadyError` or
    :class:`~.state.ListBusyError`.
    """
    locked = locked_list(list_import, acting_user)
    if locked.counts.get("errors") or locked.counts.get("undecided"):
        raise NotReadyError
    return _request(store_list_job, STORE, locked, acting_user)


@transaction.atomic
def request_undo(list_import: ListImport, *, acting_user: ActingUser) -> Job:
    """Have a list undone that was taken in. Raises ``PermissionDenied`` or
    :class:`~.state.ListBusyError`.
    """
    locked = locked_list(list_import, acting_user, (ImportState.STORED,))
    return _request(undo_list_job, UNDO, locked, acting_user)


@transaction.atomic
def request_return(list_import: ListImport, language: Language, *, acting_user: ActingUser) -> Job:
    """Have the faults of a list marked in the cells of its file. Raises ``PermissionDenied`` or
    :class:`~.state.ListBusyError`.
    """
    locked = locked_list(list_import, acting_user)
    return _request(return_list, RETURN, locked, acting_user, language=language.value)


def request_pairs(unit: Unit, *, acting_user: ActingUser) -> Job:
    """Have the duplicates among the stored people of a unit searched for, and of all below it.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.MERGE_PEOPLE, unit)
    return request_job(
        find_pairs,
        kind=PAIRS,
        key=f"{PAIRS}:{unit.pk}",
        arguments={"unit": unit.pk, "name": unit.name},
        acting_user=acting_user,
    )


def _request(
    task: Task[Any, Any],
    kind: str,
    list_import: ListImport,
    acting_user: ActingUser,
    **more: str,
) -> Job:
    return request_job(
        task,
        kind=kind,
        key=list_import.job_key,
        arguments={"list": list_import.pk, "name": list_import.file_name, **more},
        acting_user=acting_user,
    )
