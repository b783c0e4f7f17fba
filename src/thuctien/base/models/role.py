from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.policy import Role


class ActiveQuerySet(QuerySet["RoleHeld"]):
    """Roles, with the question of time."""

    def active(self, on: date) -> ActiveQuerySet:
        """Return those that are held on a day."""
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        return self.filter(open_end, valid_from__lte=on, revoked_at__isnull=True)


class RoleHeld(models.Model):
    """A role that an account holds in a unit and over its subtree, from a day to a day.

    Without a unit it is held over the whole province. The reference is not enforced by the
    database: a workbook may take the whole tree of units away, and a role in a unit that is gone
    reaches nothing.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles_held"
    )
    role = models.TextField(choices=Role)
    unit = models.ForeignKey(
        "people.Unit",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="roles_held",
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField(blank=True, default="")

    objects = ActiveQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            closed_set("role_held_role_known", "role", Role.values),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="role_held_dates_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "valid_from"], name="role_held_user")]

    @override
    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id or '*'}"


class Delegation(models.Model):
    """Roles of one account that another may act in on its behalf, from a day to a day."""

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="delegations_given"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="delegations_received"
    )
    roles = models.ManyToManyField(RoleHeld, related_name="delegations")
    valid_from = models.DateField()
    valid_to = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="delegation_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="delegation_between_two_people"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id} {self.valid_from}"
