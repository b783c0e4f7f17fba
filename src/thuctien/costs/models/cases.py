"""A compensation: the case, its steps, its council, what was spent, what was paid."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.costs.models.commitments import ServiceCommitment
from thuctien.costs.models.norms import CostItem
from thuctien.costs.models.rules import CompensationRule, ReliefGround
from thuctien.documents.models import Document
from thuctien.engine.costs import CaseKind
from thuctien.engine.costs.procedure import Outcome, State
from thuctien.people.models import Person


class CompensationCase(models.Model):
    """Whether somebody pays back what a training cost, and how much; one for a commitment.

    ``cost``, months and amounts follow from the rows below and are computed anew with each of them
    until the decision, from when they stand. ``computation`` has the steps as codes and figures.
    ``since`` is the day from which the next step is counted.
    """

    commitment = models.OneToOneField(
        ServiceCommitment, on_delete=models.PROTECT, related_name="case"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="compensation_cases")
    kind = CodeField()
    happened_on = models.DateField()
    rule = models.ForeignKey(CompensationRule, on_delete=models.PROTECT, related_name="cases")
    cost = models.BigIntegerField(default=0)
    served_months = models.PositiveSmallIntegerField()
    ground = models.ForeignKey(
        ReliefGround, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    relief_percent = models.PositiveSmallIntegerField(default=0)
    full_amount = models.BigIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    computation = models.JSONField(default=list)
    state = CodeField(default=State.OPENED)
    since = models.DateField()
    outcome = CodeField(blank=True, default="")
    paid = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    reminded_on = models.DateField(null=True, editable=False)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            closed_set("compensation_kind_known", "kind", CaseKind),
            closed_set("compensation_state_known", "state", State),
            closed_set("compensation_outcome_known", "outcome", ["", *Outcome]),
            models.CheckConstraint(
                condition=Q(cost__gte=0) & Q(amount__gte=0) & Q(paid__gte=0),
                name="compensation_not_negative",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "since"], name="compensation_state")]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.state}"


class CaseStep(models.Model):
    """What happened in a case, on which day, by which document; never changed."""

    case = models.ForeignKey(
        CompensationCase, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    state = CodeField()
    happened_on = models.DateField()
    document = models.TextField(blank=True, default="")
    filed = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="compensation_steps"
    )
    """The document of that number, where it was issued here."""
    note = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("case_step_key", ["case", "position"]),
            closed_set("case_step_state_known", "state", State),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.case_id} {self.state} {self.happened_on}"


class CaseCost(models.Model):
    """Something that was really paid for the training of this one person, with its document."""

    case = models.ForeignKey(CompensationCase, on_delete=models.PROTECT, related_name="costs")
    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    document = models.TextField()

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="case_cost_something")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.case_id} {self.item_id}: {self.amount}"


class Duty(TextChoices):
    """What somebody is in a council."""

    CHAIR = "chair", _("Chair")
    MEMBER = "member", _("Member")
    SECRETARY = "secretary", _("Secretary")


class CouncilMember(models.Model):
    """Somebody of the council of a case, by name and office as the decision names them."""

    case = models.ForeignKey(
        CompensationCase, on_delete=models.PROTECT, related_name="council", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    office = models.TextField()
    duty = CodeField(choices=Duty)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("council_member_key", ["case", "position"]),
            closed_set("council_duty_known", "duty", Duty.values),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class CasePayment(models.Model):
    """Money that came back, by which document; never changed."""

    case = models.ForeignKey(CompensationCase, on_delete=models.PROTECT, related_name="payments")
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    document = models.TextField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="case_payment_something")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.case_id} {self.paid_on}: {self.amount}"
