from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Programme
from thuctien.costs.models.rules import CommitmentRule
from thuctien.documents.models import Document
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Nomination


class ServiceCommitment(models.Model):
    """What somebody promised to serve after a training, from the decision to send on.

    ``unit`` is who sends; it stays when the person leaves. Months as the rule of the day of the
    decision asked. ``closed_on`` is set where the commitment ended before its time.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="service_commitments", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="service_commitments")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="service_commitments"
    )
    nomination = models.OneToOneField(
        Nomination,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="service_commitment",
    )
    rule = models.ForeignKey(CommitmentRule, on_delete=models.PROTECT, related_name="commitments")
    decided_on = models.DateField()
    decision_no = models.TextField(blank=True, default="")
    decision = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="service_commitments"
    )
    """The decision itself, where it was issued here."""
    training_from = models.DateField()
    training_to = models.DateField()
    training_months = models.PositiveSmallIntegerField()
    owed_months = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("service_commitment_key", ["person", "programme", "training_from"]),
            models.CheckConstraint(
                condition=Q(training_from__lte=F("training_to")),
                name="service_commitment_training_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ends_on"], name="service_commitment_end")]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.programme_id}: {self.owed_months}"
