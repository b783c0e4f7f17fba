"""The frames in which a plan is handed over."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from thuctien.engine.planning.construct import Draft
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.result import CLASSES_SCHEMA, TURNS_SCHEMA


def class_codes(draft: Draft) -> dict[int, str]:
    """Return the code of each opened class by its number, in order of start, programme, site."""
    ordered = sorted(
        draft.placement.classes.values(),
        key=lambda c: (c.pattern.starts_on, c.programme_id, c.mode, c.site_id, c.room_id, c.number),
    )
    width = max(3, len(str(len(ordered))))
    year = draft.problem.year
    return {opened.number: f"{year}-{n:0{width}}" for n, opened in enumerate(ordered, start=1)}


def class_rows(draft: Draft, codes: dict[int, str]) -> pl.DataFrame:
    """Return the opened classes: columns of :data:`result.CLASSES_SCHEMA`."""
    rows = []
    for opened in draft.placement.classes.values():
        programme = draft.problem.programmes[opened.programme_id]
        size = len(draft.ledger.members[opened.number])
        rows.append(
            (
                codes[opened.number],
                opened.programme_id,
                str(opened.mode),
                opened.site_id,
                opened.pattern.starts_on,
                opened.pattern.ends_on,
                draft.problem.book.sessions(opened.programme_id),
                size,
                programme.min_size,
                opened.capacity,
                programme.cost_per_class + size * programme.cost_per_learner,
            )
        )
    return pl.DataFrame(rows, schema=CLASSES_SCHEMA, orient="row").sort("class_id")


def turn_rows(draft: Draft, codes: dict[int, str]) -> pl.DataFrame:
    """Return who is sent where: columns of :data:`result.TURNS_SCHEMA`."""
    rows = [
        (
            draft.ledger.person_ids[person],
            codes[opened.number],
            int(count),
            round(draft.distances.km(_unit(draft, person), opened.site_id), 3),
        )
        for opened in draft.placement.classes.values()
        for person, count in _needs_met(draft, opened)
    ]
    schema = TURNS_SCHEMA
    return pl.DataFrame(rows, schema=schema, orient="row").sort("person_id", "class_id")


def _unit(draft: Draft, person: int) -> str:
    unit: str = draft.ledger.unit_ids[draft.ledger.unit_of[person]]
    return unit


def _needs_met(draft: Draft, opened: OpenClass) -> Iterator[tuple[int, int]]:
    """Yield each learner of a class with the number of needs met to which the class contributes."""
    ledger = draft.ledger
    service = ledger.services[opened.programme_id]
    met = ledger.met()[service.needs]
    members: Integers = np.sort(ledger.members[opened.number])
    counted = np.bincount(service.people[met], minlength=len(ledger.person_ids))
    yield from zip(members.tolist(), counted[members].tolist(), strict=True)
