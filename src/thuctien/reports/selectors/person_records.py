"""Reads what a person's record says beside posts: ratings, disciplines and succession plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils import timezone

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.withheld import withheld
from thuctien.people.models import Discipline, Person, Rating, SuccessionPlan

PLANS = "people.successionplan"

Row = TypeVar("Row", Discipline, SuccessionPlan)


@dataclass(frozen=True, slots=True)
class InTime(Generic[Row]):
    """A row that holds for a time, and whether it is in force today."""

    row: Row
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Records:
    """What the reader may see of a record, the newest first; ``plans`` may be withheld."""

    ratings: Sequence[Rating]
    disciplines: Sequence[InTime[Discipline]]
    plans: Sequence[InTime[SuccessionPlan]]

    def __bool__(self) -> bool:
        return bool(self.ratings or self.disciplines or self.plans)


def records(person: Person, *, acting_user: ActingUser) -> Records:
    """Return the ratings, disciplines and succession plans that the acting user may see.

    At most four queries; nothing of plans where the province withholds them.
    """
    today = timezone.localdate()
    ratings = visible(Rating.objects.filter(person=person), acting_user=acting_user)
    disciplines = visible(Discipline.objects.filter(person=person), acting_user=acting_user)
    plans = visible(SuccessionPlan.objects.filter(person=person), acting_user=acting_user)
    return Records(
        ratings=list(ratings.order_by("-year")),
        disciplines=_in_time(disciplines.order_by("-valid_from", "form"), today),
        plans=[]
        if PLANS in withheld()
        else _in_time(plans.order_by("-valid_from", "leadership_level"), today),
    )


def _in_time(rows: Iterable[Row], today: date) -> list[InTime[Row]]:
    return [
        InTime(row, row.valid_from <= today and (row.valid_to is None or today <= row.valid_to))
        for row in rows
    ]
