"""The survey of needs: what each agency is asked about its people, and what it answers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Programme, Qualification
from thuctien.engine.needs.result import Force
from thuctien.needs.models import NeedRefusal, StatedNeed
from thuctien.people.models import Person, Unit
from thuctien.sending.models.rounds import Round
from thuctien.sending.models.states import ReplyVerdict, Ruling


class SurveyLine(models.Model):
    """One question of a round: does this person need this qualification?

    Written from the computed needs, so it outlives their next computation; ``force`` and
    ``is_mandatory`` are those of the strongest need of it. ``unit`` is the agency that is asked,
    ``programme`` the one of the round that leads to the qualification.
    """

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="survey_lines", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="survey_lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="survey_lines")
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="survey_lines", db_index=False
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="survey_lines", db_index=False
    )
    is_mandatory = models.BooleanField()
    force = CodeField()
    due_on = models.DateField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("survey_line_key", ["round", "person", "qualification"]),
            closed_set("survey_line_force_known", "force", Force),
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "unit", "programme"], name="survey_line_unit")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.round_id} {self.person_id} {self.qualification_id}"


class SurveyReply(models.Model):
    """What an agency answers to a line; without one the line is not answered yet.

    A refusal of something mandatory waits for ``ruling``, which is the province's. ``refusal`` and
    ``stated_need`` are what the reply says to the next plan.
    """

    line = models.OneToOneField(SurveyLine, on_delete=models.CASCADE, related_name="reply")
    verdict = CodeField(choices=ReplyVerdict)
    reason = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ruling = CodeField(choices=Ruling, blank=True, default="")
    ruling_reason = models.TextField(blank=True, default="")
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    refusal = models.ForeignKey(
        NeedRefusal, null=True, on_delete=models.PROTECT, related_name="replies"
    )
    stated_need = models.ForeignKey(
        StatedNeed, null=True, on_delete=models.PROTECT, related_name="replies"
    )

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            closed_set("survey_reply_verdict_known", "verdict", ReplyVerdict.values),
            closed_set("survey_reply_ruling_known", "ruling", ["", *Ruling.values]),
            models.CheckConstraint(
                condition=Q(verdict=ReplyVerdict.CONFIRMED) | ~Q(reason=""),
                name="survey_reply_has_reason",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.line_id} {self.verdict}"
