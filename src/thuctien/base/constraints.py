"""Constraints that many tables of a province share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint


def natural_key(
    name: str, fields: Sequence[str], *, nullable: str | None = None
) -> list[BaseConstraint]:
    """Return what keeps a natural key unique, also where one of its fields may be null.

    SQL takes two nulls for different; the engine's tables take them for equal. Two partial indexes
    say so on both databases (``NULLS NOT DISTINCT`` exists on PostgreSQL only).
    """
    if nullable is None:
        return [UniqueConstraint(fields=fields, name=name)]
    others = [field for field in fields if field != nullable]
    empty = Q(**{f"{nullable}__isnull": True})
    return [
        UniqueConstraint(fields=fields, condition=~empty, name=name),
        UniqueConstraint(fields=others, condition=empty, name=f"{name}_open"),
    ]


def closed_set(name: str, field: str, choices: type[StrEnum] | Collection[str]) -> CheckConstraint:
    """Return the constraint that a field holds one of ``choices``."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": sorted(str(choice) for choice in choices)}), name=name
    )
