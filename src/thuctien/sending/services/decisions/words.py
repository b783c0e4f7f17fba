"""The words of decisions change by a new row: what was decided before stays as it was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, created, present, record, snapshot
from thuctien.engine.text.normal import clean_text
from thuctien.sending.models import DecisionText


@transaction.atomic
def replace_words(
    text: DecisionText,
    *,
    valid_from: date,
    abstract: str,
    bases: Sequence[str],
    articles: Sequence[str],
    recipients: Sequence[str],
    source: str,
    confirmed: bool,
    acting_user: ActingUser,
) -> DecisionText:
    """End words with the day before ``valid_from`` and return those that hold from then on.

    Raises ``PermissionDenied``, and ``ValidationError`` where the words do not hold on that day or
    begin on it themselves.
    """
    require(acting_user, Action.MANAGE_TEMPLATES)
    text = DecisionText.objects.select_for_update().get(pk=text.pk)
    if not text.holds(valid_from) or text.valid_from == valid_from:
        raise ValidationError(
            {"valid_from": _("Choose a day on which the present words hold, after their first.")}
        )
    before = snapshot(text)
    new = DecisionText(
        text_id=f"{text.text_id.split('@')[0]}@{valid_from:%Y-%m-%d}",
        purpose=text.purpose,
        programme_kind=text.programme_kind,
        family=text.family,
        abstract=clean_text(abstract),
        bases=[clean_text(line) for line in bases],
        articles=[clean_text(line) for line in articles],
        recipients=[clean_text(line) for line in recipients],
        valid_from=valid_from,
        valid_to=text.valid_to,
        source=clean_text(source),
        confirmed=confirmed,
    )
    text.valid_to = valid_from - timedelta(days=1)
    text.save(update_fields=["valid_to"])
    new.save()
    record(
        "sending.decisiontext.replace",
        acting_user=acting_user,
        object_type="sending.decisiontext",
        object_key=new.pk,
        changes=present([changed(before, text), created(new)]),
    )
    return new
