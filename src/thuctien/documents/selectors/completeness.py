"""What a draft still lacks before it can have a number."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thuctien.documents.models import Document
from thuctien.documents.selectors.templates import template_for
from thuctien.ui.formats import day


def what_is_missing(document: Document, *, on: date) -> list[str]:
    """Return what stands in the way of a number with the day ``on``, as sentences; at best none.

    One query.
    """
    body, signer = document.body, document.signer
    faults = []
    if not any(document.content.get(part) for part in ("articles", "paragraphs")) and (
        not document.annex
    ):
        faults.append(_("It has no words yet: no article, no paragraph, no list."))
    if signer is None:
        faults.append(_("Choose who signs."))
    elif not signer.holds(on):
        faults.append(
            _("%(signer)s does not sign on %(day)s.") % {"signer": signer, "day": day(on)}
        )
    if not body.holds(on):
        faults.append(
            _("%(body)s does not exist on %(day)s.") % {"body": body.name, "day": day(on)}
        )
    if document.kind.is_letter and not document.content.get("addressees"):
        faults.append(_("Say to whom the letter goes."))
    if template_for(document.kind, body, on) is None:
        faults.append(_("There is no template for this kind of document; upload one."))
    return faults
