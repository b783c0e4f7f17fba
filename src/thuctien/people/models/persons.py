from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField, SortKeyField
from thuctien.base.guard import GuardedManager
from thuctien.base.sealed_fields import SealedDateField, SealedField
from thuctien.catalogue.models import Qualification
from thuctien.engine.model.choices import Sex
from thuctien.people.models.organisation import Post, Unit

PRECISIONS = ("day", "month", "year")


class Person(models.Model):
    """An official.

    ``birth_date`` is the earliest possible day where only the month or the year is known
    (``birth_date_precision``). ``current_post`` and ``current_unit`` follow from the appointments
    (:mod:`thuctien.people.services.current`), kept here so that lists of people need no search in
    dated rows. Of a person erased on ``erased_on`` only what statistics need is left.
    """

    person_id = CodeField(primary_key=True)
    full_name = models.TextField()
    sex = CodeField()
    birth_date = models.DateField()
    birth_date_precision = CodeField()
    service_from = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    personal_number = SealedField(findable=True, blank=True, default="")
    passport_number = SealedField(findable=True, blank=True, default="")
    nationality = CodeField(blank=True, default="")
    erased_on = models.DateField(null=True, editable=False)
    folded_name = SortKeyField(editable=False, default="")
    name_order = SortKeyField(editable=False, default="")
    current_post = models.ForeignKey(
        Post,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="current_people",
        db_index=False,
    )
    current_unit = models.ForeignKey(
        Unit,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="current_people",
        db_index=False,
    )

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            closed_set("person_sex_known", "sex", Sex),
            closed_set("person_birth_precision_known", "birth_date_precision", PRECISIONS),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name_order", "person_id"], name="person_name_order"),
            models.Index(fields=["current_unit", "name_order"], name="person_unit_name_order"),
            models.Index(fields=["folded_name"], name="person_folded_name"),
            models.Index(fields=["personal_number"], name="person_personal_number"),
            models.Index(fields=["passport_number"], name="person_passport_number"),
        ]

    @override
    def __str__(self) -> str:
        return self.full_name


class SensitiveFacts(models.Model):
    """What the law calls sensitive about a person, kept apart from all else and sealed.

    Read through :mod:`thuctien.privacy.services.disclosure` only, for a stated purpose.
    """

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="sensitive_facts"
    )
    ethnic_group = SealedField(blank=True, default="")
    religion = SealedField(blank=True, default="")
    party_joined_on = SealedDateField(null=True, blank=True)
    source = models.TextField(blank=True, default="")

    objects = GuardedManager()

    @override
    def __str__(self) -> str:
        return str(self.person_id)


class Appointment(models.Model):
    """A person in a post from a day to a day, both included."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="appointments", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key("appointment_key", ["person", "post", "valid_from"])

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.post_id} {self.valid_from}"


class Holding(models.Model):
    """A qualification that a person holds, or hours that add up."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="holdings", db_index=False
    )
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="holdings", db_index=False
    )
    awarded_on = models.DateField()
    awarded_on_precision = CodeField()
    expires_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    evidence = models.TextField(blank=True, default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            *natural_key("holding_key", ["person", "qualification", "awarded_on"]),
            closed_set("holding_awarded_precision_known", "awarded_on_precision", PRECISIONS),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.qualification_id} {self.awarded_on}"
