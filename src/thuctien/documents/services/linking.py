"""What one document does to another: cancels or amends it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, present, record, snapshot
from thuctien.documents.following import tell_cancelled
from thuctien.documents.models import Document, DocumentLink, DocumentState, LinkKind


def cancel_document(
    document: Document, *, by: Document, reason: str, acting_user: ActingUser
) -> DocumentLink:
    """Let ``by`` cancel a numbered document: at once where it has a number, else with its number.

    The number of the cancelled one stays taken. Raises ``PermissionDenied`` where the acting user
    may not write for both bodies, and ``ValidationError`` where the document is a draft or
    cancelled already, the two are one, or no reason is said.
    """
    return _link(document, by, LinkKind.CANCELS, reason, acting_user)


def amend_document(
    document: Document, *, by: Document, reason: str, acting_user: ActingUser
) -> DocumentLink:
    """Let ``by`` amend a numbered document, which stays in force as amended; raises the same."""
    return _link(document, by, LinkKind.AMENDS, reason, acting_user)


def take_effect(by: Document, *, acting_user: ActingUser) -> list[Change]:
    """Cancel what a document cancels, now that it has a number; return what that changed."""
    changes: list[Change] = []
    targets = Document.objects.select_for_update().filter(
        undergoes__by=by, undergoes__kind=LinkKind.CANCELS
    )
    for target in targets.order_by("pk"):
        before = snapshot(target)
        target.state = DocumentState.CANCELLED
        target.save(update_fields=["state"])
        changes += present([changed(before, target)])
        tell_cancelled(target, by=by, acting_user=acting_user)
    return changes


@transaction.atomic
def _link(
    document: Document, by: Document, kind: LinkKind, reason: str, acting_user: ActingUser
) -> DocumentLink:
    for one in (document, by):
        require(acting_user, Action.WRITE_DOCUMENTS, one.body)
    target = Document.objects.select_for_update().get(pk=document.pk)
    _check(target, by, reason)
    link = DocumentLink.objects.create(by=by, target=target, kind=kind, reason=reason.strip())
    by.refresh_from_db(fields=["state"])
    changes = [created(link)]
    if not by.is_draft:
        changes += take_effect(by, acting_user=acting_user)
    record(
        f"documents.document.{'cancel' if kind is LinkKind.CANCELS else 'amend'}",
        acting_user=acting_user,
        object_type="documents.document",
        object_key=str(target.pk),
        reason=link.reason,
        changes=changes,
    )
    return link


def _check(target: Document, by: Document, reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a few words.")})
    if target.is_draft:
        raise ValidationError(_("A draft is changed or dropped, not cancelled."))
    if target.state == DocumentState.CANCELLED:
        raise ValidationError(
            _("%(document)s is cancelled already.") % {"document": target.number_text}
        )
    if by.pk == target.pk:
        raise ValidationError(_("A document cannot cancel or amend itself."))
    if DocumentLink.objects.filter(by=by, target=target).exists():
        raise ValidationError(_("This document already says so of the other."))
