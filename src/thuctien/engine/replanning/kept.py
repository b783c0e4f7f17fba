"""The approved plan as numbers: its classes as they stand now, its turns, who has been told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import polars as pl

from thuctien.engine.model.choices import Mode, SiteKind
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.patterns import Pattern
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import PlanningProblem, Programme
from thuctien.engine.planning.routing import in_window
from thuctien.engine.replanning.events import Events


@dataclass(frozen=True, slots=True)
class KeptClass:
    """A class of the approved plan; ``opened`` is empty where it can no longer be held."""

    class_id: str
    programme_id: str
    starts_on: date
    site_id: str
    opened: OpenClass | None
    begun: bool
    moved: bool
    cancelled: bool


@dataclass(frozen=True)
class KeptPlan:
    """Classes, and one entry a turn in each array.

    ``person`` is a number of the ledger, ``klass`` a position in ``classes``. ``told``: the person
    knows; ``fallen``: the person withdrew or is gone; ``fixed``: the class has begun; ``able``:
    the class is still to come and the person may still attend it on its days.
    """

    classes: tuple[KeptClass, ...]
    person: Integers
    klass: Integers
    told: Booleans
    fallen: Booleans
    fixed: Booleans
    able: Booleans

    @cached_property
    def turns_of(self) -> dict[str, Integers]:
        """Return the turns of each programme."""
        programmes = sorted({c.programme_id for c in self.classes})
        of_class = np.array([c.programme_id for c in self.classes], dtype=object)
        return {p: np.flatnonzero(of_class[self.klass] == p) for p in programmes}

    @cached_property
    def counted(self) -> Booleans:
        """Return the turns whose loss is one change: told, still to come, not moved by events.

        Who was told of a class that is moved or cancelled is touched in every plan.
        """
        lost = np.array([c.moved or c.cancelled for c in self.classes], dtype=bool)
        counted: Booleans = self.touchable & ~lost[self.klass]
        return counted

    @cached_property
    def touchable(self) -> Booleans:
        """Return the turns of people who have been told of a class to come and did not fall out."""
        touchable: Booleans = self.told & ~self.fallen & ~self.fixed
        return touchable


def problem_to_come(
    problem: PlanningProblem, classes: pl.DataFrame, events: Events
) -> PlanningProblem:
    """Return the problem of the days after ``events.today``.

    Classes start later than today; who is gone is sent nowhere, and who withdrew from a programme
    is not sent to it again.
    """
    tomorrow = events.today + timedelta(days=1)
    programme_of = dict(classes.select("class_id", "programme_id").iter_rows())
    withdrawn = pl.DataFrame(
        [(who, programme_of[class_id]) for who, class_id in events.withdrawn],
        schema={"person_id": pl.String, "programme_id": pl.String},
        orient="row",
    )
    pairs = problem.pairs.filter(~pl.col("person_id").is_in(list(events.gone))).join(
        withdrawn, on=["person_id", "programme_id"], how="anti", maintain_order="left"
    )
    programmes = {
        code: replace(programme, offered=_not_before(programme, tomorrow))
        for code, programme in problem.programmes.items()
    }
    return replace(problem, pairs=pairs, programmes=programmes)


def _not_before(programme: Programme, first_day: date) -> dict[Mode, tuple[date, date]]:
    return {mode: (max(first_day, a), b) for mode, (a, b) in programme.offered.items()}


def read_kept(
    ledger: Ledger, classes: pl.DataFrame, turns: pl.DataFrame, told: pl.DataFrame, events: Events
) -> KeptPlan:
    """Read a plan against the problem to come; ``ledger`` knows its people.

    Turns of people without a planned need any more are left out where their class is to come.
    """
    moves = {move.class_id: (move.starts_on, move.site_id) for move in events.moved}
    rows = classes.sort("class_id").to_dicts()
    kept = tuple(_kept_class(ledger.problem, n, row, moves, events) for n, row in enumerate(rows))
    position = {c.class_id: n for n, c in enumerate(kept)}
    number = {person: n for n, person in enumerate(ledger.person_ids)}
    known = turns.filter(pl.col("person_id").is_in(list(number))).sort("class_id", "person_id")
    people, where = known["person_id"].to_list(), known["class_id"].to_list()
    person = np.array([number[who] for who in people], dtype=np.int64)
    klass = np.array([position[class_id] for class_id in where], dtype=np.int64)
    pairs = list(zip(people, where, strict=True))
    gone, withdrawn = set(events.gone), set(events.withdrawn)
    knows = set(told.select("person_id", "class_id").iter_rows())
    fallen = np.array([p in gone or (p, c) in withdrawn for p, c in pairs], dtype=bool)
    fixed = np.array([kept[n].begun for n in klass], dtype=bool)
    return KeptPlan(
        classes=kept,
        person=person,
        klass=klass,
        told=np.array([pair in knows for pair in pairs], dtype=bool),
        fallen=fallen,
        fixed=fixed,
        able=~fallen & ~fixed & _may_attend(ledger, kept, person, klass),
    )


def _kept_class(
    problem: PlanningProblem,
    number: int,
    row: Mapping[str, object],
    moves: Mapping[str, tuple[date, str]],
    events: Events,
) -> KeptClass:
    class_id, programme_id = str(row["class_id"]), str(row["programme_id"])
    begins, stated_site = row["starts_on"], str(row["site_id"])
    if not isinstance(begins, date):
        raise TypeError(f"class {class_id} has no first day")
    starts_on, site_id = moves.get(class_id, (begins, stated_site))
    begun = begins <= events.today
    mode = Mode(str(row["mode"]))
    size = int(str(row["size"] if begun else row["max_size"]))
    cancelled = class_id in events.cancelled
    opened = (
        None
        if cancelled
        else _standing(problem, number, programme_id, mode, site_id, starts_on, size, begun=begun)
    )
    return KeptClass(
        class_id, programme_id, starts_on, site_id, opened, begun, class_id in moves, cancelled
    )


def _standing(
    problem: PlanningProblem,
    number: int,
    programme_id: str,
    mode: Mode,
    site_id: str,
    starts_on: date,
    capacity: int,
    *,
    begun: bool,
) -> OpenClass | None:
    """Return a class as it will be held, ``None`` where the rules do not let it be held there.

    The capacity of a class that has begun is its size: nobody joins it.
    """
    kind = _kind_of(problem, site_id)
    programme = problem.programmes.get(programme_id)
    pattern = _pattern(problem, programme_id, mode, starts_on, site_id)
    if kind is None or programme is None or pattern is None:
        return None
    kinds = dict(programme.forms).get(mode, ())
    if not begun and (kind not in kinds or not programme.may_start(mode, starts_on)):
        return None
    room = capacity if begun else _largest_room(problem, site_id, pattern)
    if room < programme.min_size and not begun:
        return None
    return OpenClass(number, programme_id, mode, site_id, kind, "", min(capacity, room), pattern)


def _largest_room(problem: PlanningProblem, site_id: str, pattern: Pattern) -> int:
    """Return the seats of the largest room of a site in use in all weeks of a class."""
    first = pl.col("valid_from").is_null() | (pl.col("valid_from") <= pattern.starts_on)
    last = pl.col("valid_to").is_null() | (pl.col("valid_to") >= pattern.ends_on)
    found = problem.rooms.filter((pl.col("site_id") == site_id) & first & last)
    return int(found["capacity"].to_numpy().max(initial=0))


def _pattern(
    problem: PlanningProblem, programme_id: str, mode: Mode, monday: date, site_id: str
) -> Pattern | None:
    if monday not in problem.book.mondays():
        return None
    return problem.book.pattern(programme_id, mode, monday, site_id)


def _kind_of(problem: PlanningProblem, site_id: str) -> SiteKind | None:
    found = problem.sites.filter(pl.col("site_id") == site_id)
    return SiteKind(found["kind"][0]) if found.height else None


def _may_attend(
    ledger: Ledger, classes: tuple[KeptClass, ...], person: Integers, klass: Integers
) -> Booleans:
    able = np.zeros(len(person), dtype=bool)
    for n, kept in enumerate(classes):
        if kept.opened is not None and not kept.begun:
            here = np.flatnonzero(klass == n)
            able[here] = in_window(ledger, person[here], kept.opened)
    return able
