from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.fields import CodeField
from thuctien.base.guard import GuardedManager
from thuctien.people.models import Unit


class ImportState(models.TextChoices):
    """Where a list that was handed in stands."""

    READING = "reading", _("Being read")
    REFUSED = "refused", _("Cannot be read")
    REVIEW = "review", _("To be checked")
    STORED = "stored", _("Taken in")
    UNDONE = "undone", _("Undone")
    DROPPED = "dropped", _("Withdrawn")


WAITING_STATES = (ImportState.READING, ImportState.REVIEW)
"""Of the same file for the same unit only one may be in these."""

REPLACEABLE_STATES = (*WAITING_STATES, ImportState.REFUSED)
"""A list in these can be withdrawn or sent anew; one being read only where its job was given up."""


class ListImport(models.Model):
    """A list of people that an agency handed in for a unit of its own.

    The file with ``choices``, the corrections and the decisions is all there is to keep: together
    they give the same reading again. What the last reading found lies in the data folder under
    ``revision`` (:mod:`thuctien.intake.shelf`); ``counts`` is its summary. The reference to the
    unit is not enforced by the database, because loading another province takes all units away.
    """

    unit = models.ForeignKey(
        Unit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="list_imports"
    )
    as_of = models.DateField()
    """The day of which the list tells: ages are judged by it, changes of post take effect on it."""
    file_name = models.TextField()
    path = models.TextField()
    sha256 = CodeField()
    size = models.BigIntegerField()
    state = models.TextField(choices=ImportState, default=ImportState.READING)
    choices = models.JSONField(default=dict)
    """What somebody decided about the layout, by name of sheet."""
    layout_seen = models.BooleanField(default=False)
    """Somebody has looked at the layout and left it so."""
    revision = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    """Why the file cannot be read, by language."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "sha256"],
                condition=Q(state__in=WAITING_STATES),
                name="list_import_one_waiting",
            ),
            closed_set("list_import_state_known", "state", ImportState.values),
        ]
        indexes: ClassVar = [models.Index(fields=["-created_at"], name="list_import_newest")]

    @override
    def __str__(self) -> str:
        return self.file_name

    @property
    def job_key(self) -> str:
        """Return the key of every job on the list: there is one at a time."""
        return f"list:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Say whether the list waits for a person or for the worker."""
        return self.state in WAITING_STATES


class Correction(models.Model):
    """What stands in for one cell of a list, and what the file has there.

    Those made together share a ``batch``. One that was undone, or replaced by a later one of the
    same cell, stays listed.
    """

    list_import = models.ForeignKey(
        ListImport, on_delete=models.CASCADE, related_name="corrections", db_index=False
    )
    sheet = models.TextField()
    row = models.PositiveIntegerField()
    column = models.PositiveIntegerField()
    raw = models.TextField(blank=True)
    text = models.TextField(blank=True)
    batch = models.PositiveIntegerField()
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = GuardedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list_import", "sheet", "row", "column"],
                condition=Q(ended_at__isnull=True),
                name="correction_one_in_force",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}:{self.column}"


class Verdict(models.TextChoices):
    """What somebody decided about a proposed duplicate."""

    SAME = "same", _("The same person")
    OTHER = "other", _("Another person")
    LATER = "later", _("Decide later")


class Decision(models.Model):
    """What was decided about a row of a list that may be somebody known, or an earlier row.

    ``rival`` is the code of the known person, or «sheet!row» of the other row.
    """

    list_import = models.ForeignKey(
        ListImport, on_delete=models.CASCADE, related_name="decisions", db_index=False
    )
    sheet = models.TextField()
    row = models.PositiveIntegerField()
    rival = models.TextField()
    verdict = models.TextField(choices=Verdict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            *natural_key("decision_key", ["list_import", "sheet", "row", "rival"]),
            closed_set("decision_verdict_known", "verdict", Verdict.values),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.sheet}!{self.row} {self.verdict} {self.rival}"


class StoredList(models.Model):
    """What taking a list in wrote: the rows of its people before and after, to undo it exactly.

    Packed by :mod:`thuctien.intake.images`; sealed columns stay sealed in it.
    """

    list_import = models.OneToOneField(
        ListImport, primary_key=True, on_delete=models.CASCADE, related_name="stored"
    )
    before = models.BinaryField()
    after = models.BinaryField()

    @override
    def __str__(self) -> str:
        return str(self.list_import_id)


class KnownForm(models.Model):
    """How a unit's form is read, once somebody has confirmed it; recognised by its headings."""

    unit = models.ForeignKey(
        Unit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="known_forms"
    )
    fingerprint = CodeField()
    titles = models.JSONField(default=dict)
    """What each heading means; null for a column that is not read."""
    file_name = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = natural_key("known_form_key", ["unit", "fingerprint"])

    @override
    def __str__(self) -> str:
        return f"{self.unit_id} {self.fingerprint}"
