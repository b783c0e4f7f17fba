"""Who is counted in a cell, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import AT_ONCE
from thuctien.people.models import Person, Unit
from thuctien.reports.closed_sets import Measure
from thuctien.reports.returns.shape import Leaf


@dataclass(frozen=True, slots=True)
class CountedTurn:
    """A turn that a cell counts: in which class, from which unit on that day."""

    programme: str
    starts_on: date
    unit_id: str
    rank: str
    needs: int
    money: int


@dataclass(frozen=True, slots=True)
class CountedPerson:
    """Somebody who is counted in a cell, with their turns."""

    person_id: str
    full_name: str
    turns: Sequence[CountedTurn]


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is counted in a cell: all of them in figures, those within the reader's reach by name."""

    turns: int
    persons: int
    people: Sequence[CountedPerson]
    names_of_units: dict[str, str]

    @property
    def outside(self) -> int:
        """Return how many persons are counted whom the reader may not see."""
        return self.persons - len(self.people)


def people_behind(turns: pl.DataFrame, *, acting_user: ActingUser) -> Behind:
    """Return the people behind turns (as in :mod:`.facts`), in the order of names.

    By two queries, and one more for each 5,000 persons.
    """
    keys = turns["person_id"].unique().sort().to_list()
    of_person = _by_person(turns)
    people = [
        CountedPerson(person_id, name, of_person[person_id])
        for _order, person_id, name in sorted(_seen(keys, acting_user))
    ]
    units = Unit.objects.filter(pk__in=turns["unit_id"].unique().to_list())
    names = dict(units.values_list("pk", "name"))
    return Behind(turns.height, len(keys), people, names)


def counted_by(leaf: Leaf, behind: Behind) -> int:
    """Return the figure of a cell that counts people or turns, from who is behind it."""
    return behind.persons if leaf.measure is Measure.PERSONS else behind.turns


def _by_person(turns: pl.DataFrame) -> dict[str, list[CountedTurn]]:
    found: dict[str, list[CountedTurn]] = {}
    columns = ("person_id", "programme", "starts_on", "unit_id", "rank", "needs", "money")
    for person_id, *turn in turns.sort("starts_on", "programme").select(columns).iter_rows():
        found.setdefault(person_id, []).append(CountedTurn(*turn))
    return found


def _seen(keys: Sequence[str], acting_user: ActingUser) -> Iterator[tuple[str, str, str]]:
    people = visible(Person.objects.all(), acting_user=acting_user)
    for start in range(0, len(keys), AT_ONCE):
        some = people.filter(pk__in=keys[start : start + AT_ONCE])
        yield from some.values_list("name_order", "person_id", "full_name")
