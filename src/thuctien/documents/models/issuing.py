from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.people.models import Unit


class Family(models.TextChoices):
    """Whose rules on the form of documents a body follows."""

    STATE = "state", _("State (Decree 30/2020)")
    PARTY = "party", _("Party")


class IssuingBody(Dated, Sourced):
    """A body that issues documents in its own name, and how it writes its numbers.

    ``number_pattern`` and ``letter_pattern`` take ``{number}``, ``{kind}`` (QĐ, TB …), ``{sign}``
    (of the body), ``{drafter}`` (of whoever drafted) and ``{year}``. The reference to the unit is
    not enforced by the database, because loading another province takes all units away.
    """

    body_id = CodeField(primary_key=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="issuing_bodies"
    )
    name = models.TextField()
    superior = models.TextField(blank=True, default="")
    """The line above its name in a heading; empty where it has none."""
    family = models.TextField(choices=Family)
    sign = models.TextField()
    number_pattern = models.TextField()
    letter_pattern = models.TextField()
    number_digits = models.PositiveSmallIntegerField(default=2)
    """Numbers with fewer digits are padded with zeros."""
    term_from = models.DateField(null=True, blank=True)
    """Where numbers run on through a term instead of beginning anew each year: its first day."""
    place = models.TextField()
    authority = models.TextField()
    """Who decides, as it stands above the grounds of a decision («GIÁM ĐỐC SỞ NỘI VỤ»)."""
    archive = models.TextField(default="VT")
    """Where the body keeps its copy, the last line of the recipients."""

    class Meta:
        constraints: ClassVar = [closed_set("issuing_body_family_known", "family", Family.values)]

    @override
    def __str__(self) -> str:
        return self.name


class Signer(Dated):
    """Somebody who signs for a body, from a day to a day.

    ``authority`` is the lines above the office, each beginning with what they sign for: TM., KT.,
    TL., TUQ.; those of the party write T/M, K/T, T/L. An acting holder has Q. in the office itself.
    """

    body = models.ForeignKey(IssuingBody, on_delete=models.PROTECT, related_name="signers")
    name = models.TextField()
    office = models.TextField()
    authority = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "name", "office", "authority", "valid_from"], name="signer_key"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.name} ({self.office})"
