from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.catalogue.models import Lecturer, Room
from thuctien.engine.calendar import Half
from thuctien.sending.models import Plan, PlannedClass


class Session(models.Model):
    """A half day of a class, with its room and lecturer where the timetable found them."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="sessions", db_index=False
    )
    planned_class = models.ForeignKey(
        PlannedClass, on_delete=models.CASCADE, related_name="timetable", db_index=False
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

    class Meta:
        constraints: ClassVar = [
            *natural_key("session_key", ["planned_class", "session_no"]),
            models.UniqueConstraint(fields=["plan", "room", "day", "half"], name="session_room"),
            models.UniqueConstraint(
                fields=["plan", "lecturer", "day", "half"], name="session_lecturer"
            ),
            models.UniqueConstraint(
                fields=["planned_class", "day", "half"], name="session_class_slot"
            ),
            models.CheckConstraint(
                condition=models.Q(half__in=[int(half) for half in Half]), name="session_half"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "day"], name="session_day")]

    @override
    def __str__(self) -> str:
        return f"{self.planned_class_id} {self.session_no}"
