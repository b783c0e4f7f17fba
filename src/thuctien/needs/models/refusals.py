from __future__ import annotations

from django.db import models
from typing_extensions import override

from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.catalogue.models import Qualification
from thuctien.people.models import Person


class NeedRefusal(Sourced, Dated):
    """A unit's answer that somebody does not need a qualification for now, with its reason.

    The plan then leaves that person's recommended needs of it out. A mandatory one it leaves out
    only where the province ``accepted`` the refusal.
    """

    refusal_id = CodeField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="need_refusals")
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="need_refusals"
    )
    reason = models.TextField()
    accepted = models.BooleanField(null=True, blank=True)

    objects = GuardedManager()

    @override
    def __str__(self) -> str:
        return self.refusal_id
