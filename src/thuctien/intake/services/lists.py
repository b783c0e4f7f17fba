"""A list from the moment it is handed in until it is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.files import StoredFile, keep_upload
from thuctien.base.jobs import request_job
from thuctien.engine.sheets import LayoutChoice
from thuctien.intake.models import (
    REPLACEABLE_STATES,
    WAITING_STATES,
    Correction,
    Decision,
    ImportState,
    KnownForm,
    ListImport,
)
from thuctien.intake.services.state import locked_list, record_act
from thuctien.intake.shelf import clear
from thuctien.intake.tasks import READ, read_list
from thuctien.people.models import Unit


def hand_in(file: File[Any], *, unit: Unit, as_of: date, acting_user: ActingUser) -> ListImport:
    """Take a file with a list of the people of ``unit``, and have it read; return the list.

    The same file of the same unit that still waits is not taken twice: that list is returned.
    Raises ``PermissionDenied``, or :class:`thuctien.base.files.FileTooLargeError`.
    """
    require(acting_user, Action.IMPORT_PEOPLE, unit)
    stored = keep_upload(file)
    try:
        with transaction.atomic():
            made = ListImport.objects.create(
                unit=unit,
                as_of=as_of,
                **_file_of(stored),
                created_by=acting_user.user,
                created_at=timezone.now(),
            )
            record_act("hand_in", made, acting_user, after=stored.as_json())
            _request_reading(made, acting_user)
    except IntegrityError:
        return _waiting_list(unit, stored)
    return made


def hand_in_again(
    list_import: ListImport, file: File[Any], *, acting_user: ActingUser
) -> ListImport:
    """Take a corrected file in place of the one that a list has, and have it read.

    Corrections made here end, since the returned workbook carried them in its cells, and so do
    decisions about duplicates, since rows may have moved; the layout stays. A file that waits as
    another list already is not taken twice: that list is returned. Raises ``PermissionDenied``,
    :class:`ListBusyError` or :class:`thuctien.base.files.FileTooLargeError`.
    """
    stored = keep_upload(file)
    try:
        return _replaced(list_import, stored, acting_user)
    except IntegrityError:
        return _waiting_list(list_import.unit, stored)


@transaction.atomic
def _replaced(list_import: ListImport, stored: StoredFile, acting_user: ActingUser) -> ListImport:
    locked = locked_list(list_import, acting_user, REPLACEABLE_STATES)
    before = {"file_name": locked.file_name, "sha256": locked.sha256}
    for name, value in _file_of(stored).items():
        setattr(locked, name, value)
    locked.state, locked.refusal = ImportState.READING, {}
    locked.save()
    Correction.objects.filter(list_import=locked, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )
    Decision.objects.filter(list_import=locked).delete()
    record_act("hand_in_again", locked, acting_user, before, stored.as_json())
    _request_reading(locked, acting_user)
    return locked


@transaction.atomic
def choose_layout(
    list_import: ListImport,
    choices: Mapping[str, LayoutChoice],
    *,
    as_of: date,
    acting_user: ActingUser,
) -> ListImport:
    """Keep how the sheets of a list are to be read, and have it read so.

    Raises ``PermissionDenied`` or :class:`ListBusyError`.
    """
    locked = locked_list(list_import, acting_user)
    locked.choices = {name: choice.to_json() for name, choice in choices.items()}
    locked.as_of, locked.layout_seen, locked.state = as_of, True, ImportState.READING
    locked.save()
    record_act("layout", locked, acting_user, after={"choices": locked.choices})
    _request_reading(locked, acting_user)
    return locked


@transaction.atomic
def drop(list_import: ListImport, *, acting_user: ActingUser) -> None:
    """Withdraw a list that was not taken in; what was read of it is deleted.

    Raises ``PermissionDenied`` or :class:`ListBusyError`.
    """
    locked = locked_list(list_import, acting_user, REPLACEABLE_STATES)
    before = locked.state
    locked.state = ImportState.DROPPED
    locked.save(update_fields=["state"])
    record_act("drop", locked, acting_user, {"state": before}, {"state": locked.state})
    transaction.on_commit(lambda: clear(locked))


@transaction.atomic
def forget_form(form: KnownForm, *, acting_user: ActingUser) -> None:
    """Forget how a form of a unit is read. Raises ``PermissionDenied``."""
    require(acting_user, Action.IMPORT_PEOPLE, form)
    record(
        "intake.form.forget",
        acting_user=acting_user,
        object_type="intake.knownform",
        object_key=str(form.pk),
        before={"unit": form.unit_id, "titles": form.titles},
    )
    form.delete()


def _waiting_list(unit: Unit, stored: StoredFile) -> ListImport:
    return ListImport.objects.get(unit=unit, sha256=stored.sha256, state__in=WAITING_STATES)


def _request_reading(list_import: ListImport, acting_user: ActingUser) -> None:
    request_job(
        read_list,
        kind=READ,
        key=list_import.job_key,
        arguments={"list": list_import.pk, "name": list_import.file_name},
        acting_user=acting_user,
    )


def _file_of(stored: StoredFile) -> dict[str, Any]:
    return {
        "file_name": stored.name,
        "path": stored.path,
        "sha256": stored.sha256,
        "size": stored.size,
    }
