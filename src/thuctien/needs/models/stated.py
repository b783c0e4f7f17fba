from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Qualification
from thuctien.engine.model.choices import Binding, Origin
from thuctien.people.models import Person, Unit


class StatedNeed(Sourced, Dated):
    """A need that somebody stated: a unit's request, a target, a measured weakness."""

    need_id = CodeField(primary_key=True)
    origin = CodeField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="stated_needs"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="stated_needs"
    )
    post_families = models.JSONField(default=list, blank=True)
    leadership_levels = models.JSONField(default=list, blank=True)
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="stated_needs"
    )
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    binding = CodeField()
    due_on = models.DateField()
    reason = models.TextField(blank=True, default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            closed_set("stated_need_origin_known", "origin", Origin),
            closed_set("stated_need_binding_known", "binding", Binding),
        ]

    @override
    def __str__(self) -> str:
        return self.need_id
