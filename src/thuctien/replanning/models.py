"""What happened to a plan, and the plans that could take its place."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.engine.replanning import ChangeKind
from thuctien.people.models import Person
from thuctien.sending.models import Plan


class EventKind(models.TextChoices):
    """What can happen to a plan beside people who fall out."""

    MOVED = "moved", _("A class moves")
    CANCELLED = "cancelled", _("A class is cancelled")
    BUDGET = "budget", _("A source of money changes")
    QUOTA = "quota", _("A quota arrives or changes")


class Revision(models.Model):
    """What happened to a plan, and the plan that takes its place once somebody chose.

    ``plan`` stays as it is, with its approval; ``new_plan`` replaces it. ``told`` counts the turns
    to come of which people had been told when the ways were computed from the events that
    ``events_digest`` stands for.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revisions")
    today = models.DateField()
    """What has begun by this day is past."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True)
    events_digest = CodeField(default="")
    seed = models.BigIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    stopped_by = CodeField(default="")
    chosen_way = models.PositiveSmallIntegerField(null=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField(null=True)
    chosen_because = models.TextField(default="")
    new_plan = models.OneToOneField(
        Plan, null=True, on_delete=models.PROTECT, related_name="replaces"
    )

    @override
    def __str__(self) -> str:
        return f"{self.plan_id} {self.today}"

    @property
    def is_open(self) -> bool:
        """Say whether nobody has chosen yet, so that what happened may still be changed."""
        return self.new_plan_id is None


class RevisionEvent(models.Model):
    """One thing that happened, other than to a person: see :mod:`thuctien.replanning.events`."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="events")
    kind = CodeField(choices=EventKind)
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [closed_set("revision_event_kind_known", "kind", EventKind.values)]
        ordering: ClassVar = ["pk"]

    @override
    def __str__(self) -> str:
        return f"{self.revision_id} {self.kind}"


class FallenTurn(models.Model):
    """Somebody entered by hand who will not go to a class; to none where no class is named."""

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="fallen", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    class_id = CodeField(default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key("fallen_turn_key", ["revision", "person", "class_id"])

    @override
    def __str__(self) -> str:
        return f"{self.revision_id} {self.person_id}"


class Way(models.Model):
    """One plan of the frontier (``engine.replanning.Point``), in the order of changes.

    ``classes`` and ``turns`` are the frames of the plan as Parquet, so that what is chosen is what
    was shown, byte for byte; ``fingerprint`` is theirs.
    """

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="ways", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    overdue = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    recommended = models.PositiveIntegerField()
    dropped = models.PositiveIntegerField()
    moved = models.PositiveIntegerField()
    class_moved = models.PositiveIntegerField()
    fallen = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()
    cost = models.BigIntegerField()
    """Whole đồng."""
    least_changes = models.PositiveIntegerField()
    """No plan at all has fewer changes: proven."""
    violations = models.PositiveIntegerField()
    """What the independent checker found."""
    classes = models.BinaryField()
    turns = models.BinaryField()
    fingerprint = CodeField()

    class Meta:
        constraints: ClassVar = natural_key("way_key", ["revision", "position"])
        ordering: ClassVar = ["position"]

    @override
    def __str__(self) -> str:
        return f"{self.revision_id}.{self.position}"

    @property
    def changes(self) -> int:
        """Return how many turns change of people who had been told."""
        return self.dropped + self.moved + self.class_moved

    @property
    def is_proven_least(self) -> bool:
        """Say whether no plan at all has fewer changes."""
        return self.changes == self.least_changes


class WayChange(models.Model):
    """A turn that changes for somebody who had been told of it, and why."""

    way = models.ForeignKey(Way, on_delete=models.CASCADE, related_name="touched", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    class_id = CodeField()
    new_class_id = CodeField(default="")
    kind = CodeField()
    cause = CodeField()
    figures = models.TextField(default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [closed_set("way_change_kind_known", "kind", ChangeKind)]
        indexes: ClassVar = [models.Index(fields=["way", "kind"], name="way_change_kind")]

    @override
    def __str__(self) -> str:
        return f"{self.way_id} {self.person_id} {self.class_id}"
