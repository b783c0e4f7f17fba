from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField


class Kind(models.TextChoices):
    """What kind of personal data a purpose needs."""

    IDENTITY = "identity", _("Personal and passport numbers")
    SENSITIVE = "sensitive", _("Ethnic group, religion, Party membership")
    RECORD = "record", _("The whole record")


class Purpose(Dated, Sourced):
    """What personal data are needed for, on which legal basis, from a day to a day.

    ``kinds`` are the data that it opens; one that ``needs_consent`` opens only those of people who
    gave it and have not withdrawn it.
    """

    purpose_id = CodeField(primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    kinds = models.JSONField(default=list)
    legal_basis = models.TextField(blank=True, default="")
    legal_basis_en = models.TextField(blank=True, default="")
    needs_consent = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    @override
    def __str__(self) -> str:
        return self.name
