"""Who is to go to which class: nominations from an agency's draft to joining."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.people.models import Person, Unit
from thuctien.sending.models.offers import Allotment, OfferedClass
from thuctien.sending.models.states import OPEN_NOMINATIONS, NominationState, Verdict


class Nomination(models.Model):
    """One person put forward for one class; of one person and class at most one is open.

    ``unit`` is the agency that nominates, ``answers`` what the seat is for: the needs of the person
    that it meets, as their source codes, or the reason in ``reason`` where there is none on record.
    ``checklist`` is the answer of the eligibility rules on ``assessed_on`` (see
    :mod:`thuctien.engine.eligibility`), kept as it was. ``rank`` and ``rank_reasons`` are those of
    the last ranking; ``waiting_no`` the place on the waiting list. An exception to a rule carries
    who approved it and by which document.
    """

    offered_class = models.ForeignKey(
        OfferedClass, on_delete=models.PROTECT, related_name="nominations", db_index=False
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="nominations", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominations")
    allotment = models.ForeignKey(
        Allotment, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations"
    )
    state = CodeField(choices=NominationState, default=NominationState.DRAFT)
    from_plan = models.BooleanField(default=False)
    """Proposed by the planner, not thought of by the agency."""
    answers = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True, default="")
    verdict = CodeField(choices=Verdict, default="", blank=True)
    checklist = models.JSONField(default=list, blank=True)
    assessed_on = models.DateField(null=True)
    exception_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exception_document = models.TextField(blank=True, default="")
    conflicts = models.JSONField(default=list, blank=True)
    """What stood in the way when it was last assessed: a code, figures, and whether it blocks."""
    rank = models.PositiveIntegerField(null=True)
    rank_reasons = models.JSONField(default=list, blank=True)
    waiting_no = models.PositiveIntegerField(null=True)
    keeps_priority = models.BooleanField(default=False)
    """A place of an earlier class was deferred to this one: before all others who wait."""
    answer_by = models.DateField(null=True)
    """Until when an offered place can be taken."""
    state_reason = models.TextField(blank=True, default="")
    """Why it was refused, withdrawn, deferred or replaced, in somebody's words."""
    state_code = CodeField(default="", blank=True)
    """The same where no human being decided: the class was cancelled, the offer ran out."""
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    """The nomination that was deferred or replaced, and of which this takes the place."""
    submitted_at = models.DateTimeField(null=True)
    decision_no = models.TextField(blank=True, default="")
    """Number of the decision to send, once it is issued."""
    created_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            closed_set("nomination_state_known", "state", NominationState.values),
            closed_set("nomination_verdict_known", "verdict", ["", *Verdict.values]),
            models.UniqueConstraint(
                fields=["offered_class", "person"],
                condition=Q(state__in=sorted(OPEN_NOMINATIONS)),
                name="nomination_one_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["offered_class", "state"], name="nomination_class"),
            models.Index(fields=["person"], name="nomination_person"),
            models.Index(fields=["unit", "state"], name="nomination_unit"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.offered_class_id} {self.state}"


class NominationEvent(models.Model):
    """One step of a nomination; the trail has who wrote which value, this what became of it.

    ``code`` is a state that was reached, or what else happened (an offer was due, but somebody
    could not take it); ``figures`` fill its sentence and name nobody.
    """

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    code = CodeField()
    figures = models.JSONField(default=dict, blank=True)

    objects = GuardedManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["nomination", "at"], name="nomination_event")]

    @override
    def __str__(self) -> str:
        return f"{self.nomination_id} {self.code}"
