from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.base.fields import CodeField
from thuctien.catalogue.models import Lecturer, Room
from thuctien.engine.calendar import Half
from thuctien.sending.models import Plan, PlannedClass


class Timetable(models.Model):
    """A timetable of a plan, as ``thuctien.engine.timetabling`` answered it.

    ``costs`` counts each kind of soft fault; ``cost`` is their weighted sum. ``unplaced`` sessions
    have a slot, but no room or no lecturer, and say why.
    """

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="timetables", db_index=False
    )
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    seed = models.BigIntegerField()
    sessions = models.PositiveIntegerField(default=0)
    unplaced = models.PositiveIntegerField(default=0)
    cost = models.BigIntegerField()
    costs = models.JSONField(default=dict)
    stopped_by = models.TextField()
    seconds = models.JSONField(default=dict)
    violations = models.PositiveIntegerField(null=True)
    """What the independent checker found; null where it has not run."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(is_current=True),
                name="timetable_one_current",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id} #{self.pk}"


class Session(models.Model):
    """A half day of a class, with its room and lecturer, or why it has none."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, db_index=False)
    planned_class = models.ForeignKey(
        PlannedClass, on_delete=models.CASCADE, related_name="timetable_sessions", db_index=False
    )
    session_no = models.PositiveIntegerField()
    module_no = models.BigIntegerField()
    day = models.DateField()
    half = models.PositiveSmallIntegerField()
    room = models.ForeignKey(
        Room, null=True, on_delete=models.PROTECT, related_name="sessions", db_index=False
    )
    lecturer = models.ForeignKey(
        Lecturer, null=True, on_delete=models.PROTECT, related_name="sessions", db_index=False
    )
    reason = CodeField(blank=True, default="")
    figures = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            *natural_key("session_key", ["planned_class", "timetable", "session_no"]),
            models.UniqueConstraint(
                fields=["timetable", "room", "day", "half"], name="session_room"
            ),
            models.UniqueConstraint(
                fields=["timetable", "lecturer", "day", "half"], name="session_lecturer"
            ),
            models.UniqueConstraint(
                fields=["timetable", "planned_class", "day", "half"], name="session_class_slot"
            ),
            models.CheckConstraint(
                condition=models.Q(half__in=[int(half) for half in Half]), name="session_half"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["timetable", "day"], name="session_day")]

    @override
    def __str__(self) -> str:
        return f"{self.planned_class_id} {self.session_no}"
