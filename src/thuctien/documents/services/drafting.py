"""Drafts of documents: written, changed, dropped; a number ends all three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, deleted, present, record, snapshot
from thuctien.documents.content import Annex, Content
from thuctien.documents.following import tell_dropped
from thuctien.documents.models import Document, DocumentKind, IssuingBody, Signer
from thuctien.engine.text.folding import fold
from thuctien.engine.text.normal import clean_text


@transaction.atomic
def draft_document(
    *,
    kind: str,
    body: IssuingBody,
    content: Content,
    on: date,
    acting_user: ActingUser,
    signer: Signer | None = None,
    recipients: Sequence[str] = (),
    annex: Annex | None = None,
    concerns: Iterable[str] = (),
    drafter: str = "",
) -> Document:
    """Write a draft of a body and return it.

    ``kind`` is one of :class:`thuctien.documents.kinds.KindId` (or another that the office added),
    ``on`` the day that is meant, ``recipients`` lines without marks at their ends, ``concerns`` the
    codes of the units that may read it, besides the body's own, once it has a number. Raises
    ``PermissionDenied``, and ``ValidationError`` with a sentence where the body issues no such
    kind, the signer is another body's, the abstract is empty or a row of the annex does not fit.
    """
    require(acting_user, Action.WRITE_DOCUMENTS, body)
    document = Document(
        kind=_kind_of(kind, body),
        body=body,
        created_by=acting_user.user,
        created_at=timezone.now(),
        drafter=drafter.strip(),
    )
    _write(document, content=content, signer=signer, on=on, annex=annex, recipients=recipients)
    document.concerned_units = sorted(set(concerns))
    document.save()
    _noted("documents.draft.create", document, [created(document)], acting_user)
    return document


@transaction.atomic
def change_draft(
    document: Document,
    *,
    acting_user: ActingUser,
    content: Content | None = None,
    on: date | None = None,
    signer: Signer | None = None,
    recipients: Sequence[str] | None = None,
    annex: Annex | None = None,
    concerns: Iterable[str] | None = None,
    drafter: str | None = None,
) -> Document:
    """Change a draft; what is None stays, an annex without columns takes the annex away.

    Raises as :func:`draft_document`, and ``ValidationError`` where it has a number already.
    """
    document = locked_draft(document, acting_user=acting_user)
    before = snapshot(document)
    _write(document, content=content, signer=signer, on=on, annex=annex, recipients=recipients)
    if drafter is not None:
        document.drafter = drafter.strip()
    if concerns is not None:
        document.concerned_units = sorted(set(concerns))
    document.save()
    if changes := present([changed(before, document)]):
        _noted("documents.draft.change", document, changes, acting_user)
    return document


@transaction.atomic
def drop_draft(document: Document, *, acting_user: ActingUser) -> None:
    """Delete a draft with its links to others.

    Raises ``PermissionDenied``, and ``ValidationError`` where it has a number.
    """
    document = locked_draft(document, acting_user=acting_user)
    tell_dropped(document, acting_user=acting_user)
    links = list(document.does.all())
    changes = [deleted(row) for row in (*links, document)]
    _noted("documents.draft.drop", document, changes, acting_user)
    document.does.all().delete()
    document.delete()


def locked_draft(document: Document, *, acting_user: ActingUser) -> Document:
    """Return a draft as it is now, locked until the transaction ends.

    Raises ``PermissionDenied`` where the acting user may not write for its body, and
    ``ValidationError`` where it has a number.
    """
    require(acting_user, Action.WRITE_DOCUMENTS, document.body)
    found = locked(document)
    if not found.is_draft:
        raise ValidationError(
            _("%(document)s has its number and cannot be changed; a new document can amend it.")
            % {"document": found.number_text}
        )
    return found


def locked(document: Document) -> Document:
    """Return a document as it is now, locked until the transaction ends."""
    rows = Document.objects.select_for_update(of=("self",))
    return rows.select_related("kind", "body", "signer").get(pk=document.pk)


def _kind_of(kind: str, body: IssuingBody) -> DocumentKind:
    found = DocumentKind.objects.filter(pk=kind).first()
    if found is None or not found.sign_in(body.family):
        raise ValidationError(
            _("%(body)s issues no documents of the kind “%(kind)s”.")
            % {"body": body.name, "kind": found.name if found else kind}
        )
    return found


def _write(
    document: Document,
    *,
    content: Content | None,
    signer: Signer | None,
    on: date | None,
    annex: Annex | None,
    recipients: Sequence[str] | None,
) -> None:
    if content is not None:
        document.abstract = clean_text(content.abstract)
        document.folded_abstract = fold(document.abstract)
        document.content = content.as_json()
    if not document.abstract:
        raise ValidationError({"abstract": _("Say in a few words what the document is about.")})
    if on is not None:
        document.dated_on = on
    if signer is not None:
        if signer.body_id != document.body_id:
            raise ValidationError({"signer": _("This person does not sign for this body.")})
        document.signer = signer
    if annex is not None:
        document.annex = annex.as_json() if annex.columns else {}
    if recipients is not None:
        document.recipients = [line for text in recipients if (line := clean_text(text))]


def _noted(
    action: str, document: Document, changes: Sequence[Change], acting_user: ActingUser
) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="documents.document",
        object_key=str(document.pk),
        changes=changes,
    )
