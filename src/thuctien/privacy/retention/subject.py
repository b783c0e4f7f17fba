"""What rules of retention can be about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from thuctien.base.acting import ActingUser


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something whose time has come: its key, what it is called, and the day of its event."""

    key: str
    label: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A kind of record: its name, the event from which months count, and how to find and end it.

    ``due`` returns what had its event before a day, the oldest first; ``carry_out`` does to the
    items of these keys what the rule's fate says, in somebody's name, and returns how many there
    were. What is always kept has neither.
    """

    name: str | Promise
    event: str | Promise
    due: Callable[[date], list[DueItem]] | None = None
    carry_out: Callable[[Collection[str], ActingUser], int] | None = None
