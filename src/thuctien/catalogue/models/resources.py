from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.dated import Dated
from thuctien.base.fields import CodeField, SortKeyField
from thuctien.engine.model.choices import LecturerKind, SiteKind


class Site(Dated):
    """A place with rooms: the school, a centre, an academy; kilometres on the province's grid."""

    site_id = CodeField(primary_key=True)
    name = models.TextField()
    kind = CodeField()
    x_km = models.FloatField(null=True, blank=True)
    y_km = models.FloatField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [closed_set("site_kind_known", "kind", SiteKind)]

    @override
    def __str__(self) -> str:
        return self.name


class Room(Dated):
    """A room for one class at a time."""

    room_id = CodeField(primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="rooms")
    name = models.TextField()
    capacity = models.BigIntegerField()

    @override
    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """Days without teaching at a site, or at all sites."""

    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.PROTECT, related_name="closures"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = natural_key("closure_key", ["site", "first_day"], nullable="site")

    @override
    def __str__(self) -> str:
        return f"{self.site_id or '*'} {self.first_day}"


class Lecturer(Dated):
    """Somebody who teaches: topics, kinds of site, most half days a month."""

    lecturer_id = CodeField(primary_key=True)
    full_name = models.TextField()
    kind = CodeField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="lecturers")
    site_kinds = models.JSONField(default=list)
    topics = models.JSONField(default=list, blank=True)
    max_sessions_month = models.BigIntegerField()
    folded_name = SortKeyField(editable=False, default="")
    name_order = SortKeyField(editable=False, default="")

    class Meta:
        constraints: ClassVar = [closed_set("lecturer_kind_known", "kind", LecturerKind)]
        indexes: ClassVar = [
            models.Index(fields=["name_order", "lecturer_id"], name="lecturer_name_order")
        ]

    @override
    def __str__(self) -> str:
        return self.full_name


class LecturerAbsence(models.Model):
    """Days on which a lecturer cannot teach."""

    lecturer = models.ForeignKey(
        Lecturer, on_delete=models.PROTECT, related_name="absences", db_index=False
    )
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = natural_key("lecturer_absence_key", ["lecturer", "first_day"])

    @override
    def __str__(self) -> str:
        return f"{self.lecturer_id} {self.first_day}"
