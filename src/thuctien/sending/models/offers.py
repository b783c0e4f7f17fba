"""The places of a round: classes that people are sent to, and the quotas of the agencies.

Seats are counted in the row that gives them (``taken``), so that one statement takes a seat only
where one is left, however many ask at once.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.catalogue.models import Programme, Site
from thuctien.engine.model.choices import Mode
from thuctien.people.models import Unit
from thuctien.sending.models.plan import PlannedClass
from thuctien.sending.models.rounds import Round
from thuctien.sending.models.states import OfferState


class OfferedClass(models.Model):
    """A class that agencies nominate for: from the approved plan, or of its own (ad hoc)."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="offered_classes", db_index=False
    )
    class_id = CodeField()
    planned_class = models.ForeignKey(
        PlannedClass, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="offered_classes"
    )
    mode = CodeField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="offered_classes")
    starts_on = models.DateField()
    ends_on = models.DateField()
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    answer_days = models.PositiveSmallIntegerField(default=5)
    """Time to answer for who moves up from the waiting list."""
    state = CodeField(choices=OfferState, default=OfferState.OPEN)
    moved_at = models.DateTimeField(null=True)
    """When its days or its site last changed: what was decided of it before says the old ones."""

    class Meta:
        constraints: ClassVar = [
            *natural_key("offered_class_key", ["round", "class_id"]),
            closed_set("offered_class_mode_known", "mode", Mode),
            closed_set("offered_class_state_known", "state", OfferState.values),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="offered_class_not_overfull"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_on"], name="offered_class_start")]

    @override
    def __str__(self) -> str:
        return self.class_id


class Allotment(models.Model):
    """Seats of a programme that a round gives to an agency (with all below it), for a group."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="allotments", db_index=False
    )
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="allotments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="allotments")
    group = CodeField(default="", blank=True)
    """A leadership level, or empty for everybody."""
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            *natural_key("allotment_key", ["round", "programme", "unit", "group"]),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="allotment_not_overdrawn"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.round_id} {self.programme_id} {self.unit_id}: {self.taken}/{self.seats}"


class AllotmentTransfer(models.Model):
    """Unused seats that went from one agency to another; never changed afterwards."""

    giver = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="given")
    receiver = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="received")
    seats = models.PositiveIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    @override
    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}: {self.seats}"
