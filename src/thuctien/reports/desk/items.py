"""One thing that waits for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thuctien.base.acting import ActingUser


class Tone(StrEnum):
    """How strongly it presses, by the tone in which it is drawn; the strongest first."""

    OVERDUE = "overdue"
    DUE = "due"
    INFO = "info"
    CALM = ""


ORDER = tuple(Tone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What waits, how many of how many, until when, and the one place to go.

    ``count`` none is one thing; ``of`` none says that there is nothing to count it in.
    """

    what: str
    url: str
    tone: Tone = Tone.CALM
    detail: str = ""
    count: int | None = None
    of: int | None = None
    until: date | None = None


Source = Callable[[ActingUser, date], Iterator[Item]]
"""Yields what waits for an acting user on a day."""


def by_urgency(item: Item) -> tuple[int, date]:
    """Return what items are sorted by: the tone, then the day until which there is time."""
    return ORDER.index(item.tone), item.until or date.max
