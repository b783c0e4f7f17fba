"""What happens outside: a document is signed on paper, and its scan comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.base.files import keep_upload
from thuctien.documents.models import Document, DocumentState, Scan
from thuctien.documents.services.drafting import locked

SCAN_TYPES = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
"""What a scan may be, with the bytes by which it begins."""


@transaction.atomic
def mark_signed(document: Document, *, signed_on: date, acting_user: ActingUser) -> Document:
    """Write down that a numbered document was signed on a day; a signed one stays as it is.

    Raises ``PermissionDenied``, and ``ValidationError`` where it has no number or is cancelled.
    """
    require(acting_user, Action.WRITE_DOCUMENTS, document.body)
    document = locked(document)
    if document.state == DocumentState.SIGNED:
        return document
    if document.state != DocumentState.NUMBERED:
        raise ValidationError(_("Only a document that has a number and stands can be signed."))
    before = snapshot(document)
    document.state, document.signed_on = DocumentState.SIGNED, signed_on
    document.save(update_fields=["state", "signed_on"])
    record_changed(before, document, acting_user=acting_user, action="documents.document.sign")
    return document


@transaction.atomic
def attach_scan(
    document: Document, file: File[Any], *, signed_on: date, acting_user: ActingUser
) -> Scan:
    """Keep the scan of a signed document, and write down that it is signed.

    The same file twice stays one. Raises ``PermissionDenied``, ``ValidationError`` where the file
    is no PDF or picture or the document has no number, and ``FileTooLargeError``.
    """
    document = mark_signed(document, signed_on=signed_on, acting_user=acting_user)
    _check_type(file)
    stored = keep_upload(file)
    scan, is_new = Scan.objects.get_or_create(
        document=document,
        sha256=stored.sha256,
        defaults={
            "file_name": stored.name,
            "path": stored.path,
            "size": stored.size,
            "added_by": acting_user.user,
            "added_at": timezone.now(),
        },
    )
    if is_new:
        record_created(scan, acting_user=acting_user, action="documents.scan.attach")
    return scan


def _check_type(file: File[Any]) -> None:
    suffix = f".{(file.name or '').rpartition('.')[2].lower()}"
    beginning = SCAN_TYPES.get(suffix)
    file.seek(0)
    if beginning is None or not file.read(len(beginning)).startswith(beginning):
        raise ValidationError({"file": _("A scan is a PDF, PNG or JPEG file.")})
    file.seek(0)
