"""Who signs for a body: added from a day on, ended with a day; history stays."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.documents.models import IssuingBody, Signer
from thuctien.engine.text.normal import clean_text


@transaction.atomic
def add_signer(
    body: IssuingBody,
    *,
    name: str,
    office: str,
    authority: str,
    valid_from: date,
    acting_user: ActingUser,
) -> Signer:
    """Let somebody sign for a body from a day on. Raises ``PermissionDenied``."""
    require(acting_user, Action.MANAGE_TEMPLATES)
    lines = [clean_text(line) for line in authority.splitlines()]
    signer = Signer.objects.create(
        body=body,
        name=clean_text(name),
        office=clean_text(office),
        authority="\n".join(line for line in lines if line),
        valid_from=valid_from,
    )
    record_created(signer, acting_user=acting_user, action="documents.signer.create")
    return signer


@transaction.atomic
def end_signer(signer: Signer, *, last_day: date, acting_user: ActingUser) -> Signer:
    """Let somebody sign no longer after a day.

    Raises ``PermissionDenied``, and ``ValidationError`` where that is before their first day.
    """
    require(acting_user, Action.MANAGE_TEMPLATES)
    if signer.valid_from is not None and last_day < signer.valid_from:
        raise ValidationError(_("The last day comes before the first."))
    before = snapshot(signer)
    signer.valid_to = last_day
    signer.save(update_fields=["valid_to"])
    record_changed(before, signer, acting_user=acting_user, action="documents.signer.change")
    return signer
