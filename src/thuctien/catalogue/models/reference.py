from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from thuctien.base.constraints import closed_set, natural_key
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.engine.model.choices import CodeList


class Parameter(Sourced, Dated):
    """A figure of the province that holds for a time, by name."""

    key = CodeField()
    value = models.TextField()

    class Meta:
        constraints: ClassVar = natural_key(
            "parameter_key", ["key", "valid_from"], nullable="valid_from"
        )

    @override
    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class Code(models.Model):
    """One entry of an open list: a kind of unit, a rank, a topic."""

    list = CodeField()
    code = CodeField()
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    position = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            *natural_key("code_key", ["list", "code"]),
            closed_set("code_list_known", "list", CodeList),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.list}:{self.code}"
