from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.base.guard import GuardedManager
from thuctien.people.models import Person
from thuctien.privacy.models.purpose import Purpose


class Consent(models.Model):
    """A person's consent to a purpose, with the paper it is on; it may be withdrawn one day."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consents", db_index=False
    )
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="consents")
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    document = models.TextField(blank=True, default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("consent_key", ["person", "purpose", "given_on"]),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None)
                | models.Q(withdrawn_on__gte=models.F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose_id} {self.given_on}"
