from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override

from thuctien.base.constraints import natural_key
from thuctien.base.fields import CodeField


class SavedFilter(models.Model):
    """What an account asks of a list again and again, under a name of its own."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_filters",
        db_index=False,
    )
    list_name = CodeField()
    name = models.TextField()
    query = models.TextField(blank=True, default="")
    """The part of the address behind the question mark, without the page."""

    class Meta:
        constraints: ClassVar = natural_key("saved_filter_key", ["user", "list_name", "name"])

    @override
    def __str__(self) -> str:
        return self.name


class ColumnChoice(models.Model):
    """The columns of a list that an account does not want to see.

    The hidden ones are kept, so that a column added later is seen.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="column_choices",
        db_index=False,
    )
    list_name = CodeField()
    hidden = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = natural_key("column_choice_key", ["user", "list_name"])

    @override
    def __str__(self) -> str:
        return f"{self.list_name}: -{', '.join(self.hidden)}"
