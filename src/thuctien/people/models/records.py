from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.people.models.organisation import Post
from thuctien.people.models.persons import Person


class Rating(models.Model):
    """How an official was rated at the end of a year."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="ratings", db_index=False
    )
    year = models.BigIntegerField()
    grade = CodeField()
    document = models.TextField(blank=True, default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key("rating_key", ["person", "year"])

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.grade}"


class Discipline(models.Model):
    """A formal sanction, in force from a day to a day, both included."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="disciplines", db_index=False
    )
    form = CodeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    document = models.TextField(blank=True, default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key("discipline_key", ["person", "form", "valid_from"])

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.form} {self.valid_from}"


class SuccessionPlan(models.Model):
    """Somebody is planned for an office of a level, perhaps for one post.

    May be secret: where the province does not count such plans
    (:func:`thuctien.people.succession.are_plans_kept`) no page, no export and no computation
    has them.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="succession_plans", db_index=False
    )
    leadership_level = CodeField()
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="succession_plans"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    document = models.TextField(blank=True, default="")

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = natural_key(
            "succession_plan_key", ["person", "leadership_level", "valid_from"]
        )

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.leadership_level} {self.valid_from}"
