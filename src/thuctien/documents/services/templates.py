"""Templates of an office: a new file is a new version, what was there before stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_created
from thuctien.base.files import StoredFile, keep_upload
from thuctien.documents.checking import MOST_BYTES, faults_of
from thuctien.documents.models import DocumentKind, IssuingBody, Template


@transaction.atomic
def upload_template(
    *,
    kind: DocumentKind,
    family: str,
    file: File[Any],
    valid_from: date,
    acting_user: ActingUser,
    body: IssuingBody | None = None,
    note: str = "",
) -> Template:
    """Store a Word file as the next version of a template, and return that.

    It is for one ``body``, or else for all bodies of a ``family``; documents that are numbered on
    ``valid_from`` or later are written with it, all others keep theirs. Raises
    ``PermissionDenied``; ``ValidationError`` with all that is wrong with the file
    (:func:`thuctien.documents.checking.faults_of`), where the family issues no such kind, the body
    is of the other family, or the newest version is this very file; and ``FileTooLargeError``.
    """
    require(acting_user, Action.MANAGE_TEMPLATES)
    _check_place(kind, family, body)
    _check_file(file, family)
    stored = keep_upload(file)
    # Whoever uploads for the same kind at the same time waits here, so no version is given twice.
    DocumentKind.objects.select_for_update().get(pk=kind.pk)
    newest = _versions(kind, family, body).order_by("-version").first()
    if newest is not None and newest.sha256 == stored.sha256:
        raise ValidationError(
            {"file": _("This is version %(version)s already.") % {"version": newest.version}}
        )
    template = _next_version(newest, stored)
    template.kind, template.family, template.body = kind, family, body
    template.valid_from, template.note = valid_from, note.strip()
    template.uploaded_by, template.uploaded_at = acting_user.user, timezone.now()
    template.save()
    record_created(template, acting_user=acting_user, action="documents.template.upload")
    return template


def _check_place(kind: DocumentKind, family: str, body: IssuingBody | None) -> None:
    if body is not None and body.family != family:
        raise ValidationError({"body": _("This body follows the other rules.")})
    if not kind.sign_in(family):
        raise ValidationError({"kind": _("Documents of this kind are not issued there.")})


def _check_file(file: File[Any], family: str) -> None:
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    file.seek(0)
    if faults := faults_of(content, family=family):
        raise ValidationError({"file": faults})


def _versions(kind: DocumentKind, family: str, body: IssuingBody | None) -> QuerySet[Template]:
    if body is not None:
        return Template.objects.filter(kind=kind, body=body)
    return Template.objects.filter(kind=kind, body=None, family=family)


def _next_version(newest: Template | None, stored: StoredFile) -> Template:
    return Template(
        version=newest.version + 1 if newest is not None else 1,
        file_name=stored.name,
        path=stored.path,
        sha256=stored.sha256,
        size=stored.size,
    )
