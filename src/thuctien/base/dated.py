"""What most rows of a province have in common: when they hold, and on whose word."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q


class Dated(models.Model):
    """A row that holds from a day to a day, both included; empty means without end."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, on: date) -> bool:
        """Say whether the row holds on a day, as :func:`holds_on` asks the database."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class Sourced(models.Model):
    """A row that rests on a document; unconfirmed ones are shown as «mẫu – cần xác nhận»."""

    source = models.TextField(blank=True, default="")
    article = models.TextField(blank=True, default="")
    confirmed = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True


def holds_on(day: date) -> Q:
    """Return the condition that a dated row holds on a day."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))
