"""Decisions to send: which document sends whom, and the words in which it says so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.documents.models import Document, DocumentState
from thuctien.sending.models.nominations import Nomination
from thuctien.sending.models.offers import OfferedClass


class Purpose(models.TextChoices):
    """What a decision does to the roll of a class."""

    SEND = "send", _("Sends people")
    AMEND = "amend", _("Changes who is sent")
    MOVE = "move", _("Changes days or site")
    CANCEL = "cancel", _("Cancels a decision to send")


class DecisionText(Dated, Sourced):
    """The words of a decision, from a day to a day; an office changes them by a new row.

    Lines may name fields of :mod:`thuctien.sending.decision_words` in braces. ``programme_kind``
    and ``family`` (of the issuing body) may be empty: then the words are for all.
    """

    text_id = CodeField(primary_key=True)
    purpose = CodeField(choices=Purpose)
    programme_kind = CodeField(default="", blank=True)
    family = CodeField(default="", blank=True)
    abstract = models.TextField()
    bases = models.JSONField(default=list)
    articles = models.JSONField(default=list)
    recipients = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            closed_set("decision_text_purpose_known", "purpose", Purpose.values)
        ]

    @override
    def __str__(self) -> str:
        return self.text_id


class Decision(models.Model):
    """A document that sends people to a class, or changes or cancels one that did."""

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.CASCADE, related_name="sending_decision"
    )
    offered_class = models.ForeignKey(
        OfferedClass, on_delete=models.PROTECT, related_name="decisions"
    )
    purpose = CodeField(choices=Purpose)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    """The decision that this amends or cancels."""

    class Meta:
        constraints: ClassVar = [closed_set("decision_purpose_known", "purpose", Purpose.values)]

    @override
    def __str__(self) -> str:
        return f"{self.document_id} {self.purpose}"

    @property
    def may_be_changed(self) -> bool:
        """Say whether another decision may change or cancel this one."""
        stands = self.document.state in (DocumentState.NUMBERED, DocumentState.SIGNED)
        return stands and self.purpose != Purpose.CANCEL


class DecisionEntry(models.Model):
    """One person on the list of a decision: sent by it, or taken off the list by it."""

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="decision_entries"
    )
    is_taken_off = models.BooleanField(default=False)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key("decision_entry_key", ["decision", "nomination"])

    @override
    def __str__(self) -> str:
        return f"{self.decision_id} {self.nomination_id}"
