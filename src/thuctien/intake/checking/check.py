"""One look at a list beside what is stored: the whole of a preview, computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from thuctien.base.acting import ActingUser
from thuctien.engine.sheets import CellFault, Reading, Severity
from thuctien.intake.checking.differences import (
    new_holdings,
    person_changes,
    post_changes,
    states,
)
from thuctien.intake.checking.faults import Placer, StoredCellFault
from thuctien.intake.checking.identity import (
    Decisions,
    identity_faults,
    proposed_pairs,
    row_of,
    with_identity,
)
from thuctien.intake.checking.posts import Posts
from thuctien.intake.checking.sensitive import says_anything, with_codes, without_sensitive
from thuctien.intake.checking.stored import Stored, load_stored
from thuctien.people.models import Unit

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is held against: its unit and day, what was decided, what may be compared."""

    unit: Unit
    on: date
    decisions: Decisions
    acting_user: ActingUser
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A preview: ``reading`` with all faults, its rows and what they would do.

    ``people`` has the columns of ``PEOPLE_SCHEMA`` and ``by_code``, ``known_id``, ``joins``,
    ``post`` and ``state``; ``begins`` and ``holdings`` are what would be added; ``changes`` what is
    to be shown of stored people; ``pairs`` who may be somebody known.
    """

    reading: Reading
    people: pl.DataFrame
    begins: pl.DataFrame
    holdings: pl.DataFrame
    changes: pl.DataFrame
    pairs: pl.DataFrame
    faults: tuple[CellFault, ...]


def check(reading: Reading, asked: Asked, *, others: pl.DataFrame | None = None) -> Checked:
    """Return a reading held against what is stored.

    ``others`` are the rows of the same list that are not in ``reading``, where only some rows are
    looked at anew.
    """
    placer = Placer(reading)
    faults: list[CellFault] = []
    rows = reading.people
    if asked.sensitive:
        rows, faults = with_codes(rows, placer)
    else:
        rows = without_sensitive(rows)
    stored = load_stored(
        asked.unit,
        asked.on,
        [*rows["person_id"].drop_nulls(), *_decided(asked.decisions)],
        rows["personal_number"].drop_nulls(),
        acting_user=asked.acting_user,
        sensitive=asked.sensitive and says_anything(rows),
    )
    people = with_identity(rows, stored, asked.decisions)
    faults += identity_faults(people, stored, placer)
    people, post_faults = _with_posts(people, stored, reading, placer)
    begins, moved, later = post_changes(people, stored, placer)
    holdings, awarded, undated = new_holdings(
        people, reading.holdings, stored, reading.vocabulary, placer
    )
    sheets = [layout.sheet for layout in reading.layouts]
    changes = _by_row(pl.concat([person_changes(people, stored), moved, awarded]), sheets)
    all_faults = _in_order(reading, [*faults, *post_faults, *later, *undated])
    return Checked(
        reading=replace(reading, faults=all_faults),
        people=_counted(states(people, changes), all_faults),
        begins=begins,
        holdings=holdings,
        changes=changes,
        pairs=proposed_pairs(people, stored, sheets, others),
        faults=all_faults,
    )


def _by_row(changes: pl.DataFrame, sheets: list[str]) -> pl.DataFrame:
    return changes.sort(pl.col("sheet").cast(pl.Enum(sheets)), "row", maintain_order=True)


def _decided(decisions: Decisions) -> list[str]:
    return [rival for _sheet, _row, rival in decisions if row_of(rival) is None]


def _with_posts(
    people: pl.DataFrame, stored: Stored, reading: Reading, placer: Placer
) -> tuple[pl.DataFrame, list[CellFault]]:
    held: dict[str, set[str]] = {}
    for person, post in stored.appointments.select("person_id", "post_id").rows():
        held.setdefault(person, set()).add(post)
    posts = Posts(
        stored.posts,
        reading.vocabulary.units,
        {person: frozenset(codes) for person, codes in held.items()},
    )
    columns = ["sheet", "row", "unit_id", "post_id", "post_title", "rank"]
    columns += ["leadership_level", "known_id"]
    found = [posts.of(row, placer) for row in people.select(columns).iter_rows(named=True)]
    codes = pl.Series("post", [code for code, _faults in found], dtype=pl.String)
    return people.with_columns(codes), [fault for _code, faults in found for fault in faults]


def _in_order(reading: Reading, more: list[CellFault]) -> tuple[CellFault, ...]:
    own = [fault for fault in reading.faults if not isinstance(fault, StoredCellFault)]
    order = {layout.sheet: index for index, layout in enumerate(reading.layouts)}
    return tuple(
        sorted(
            [*own, *more],
            key=lambda f: (order.get(f.sheet or "", -1), f.row or 0, f.column or 0),
        )
    )


def _counted(people: pl.DataFrame, faults: tuple[CellFault, ...]) -> pl.DataFrame:
    counts: dict[tuple[Place, Severity], int] = {}
    for fault in faults:
        if fault.sheet and fault.row:
            key = ((fault.sheet, fault.row), fault.severity)
            counts[key] = counts.get(key, 0) + 1
    places = people.select("sheet", "row").rows()
    return people.with_columns(
        pl.Series(
            name, [counts.get(((sheet, row), severity), 0) for sheet, row in places], pl.Int32
        )
        for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING))
    )
