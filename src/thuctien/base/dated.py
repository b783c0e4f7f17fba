"""What most rows of a province have in common: when they hold, and on whose word."""

from __future__ import annotations

from django.db import models


class Dated(models.Model):
    """A row that holds from a day to a day, both included; empty means without end."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """A row that rests on a document; unconfirmed ones are shown as «mẫu – cần xác nhận»."""

    source = models.TextField(blank=True, default="")
    article = models.TextField(blank=True, default="")
    confirmed = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True
