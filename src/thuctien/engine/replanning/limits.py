"""Which rules the approved plan would break now if all of it that still can be were kept.

Only those rules need rows in the integer program: what keeps a rule with every turn keeps it with
fewer turns, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from thuctien.engine.calendar import Part
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.problem import Quota
from thuctien.engine.replanning.kept import KeptPlan


class LimitKind(StrEnum):
    """What a limit on turns comes from."""

    TURNS = "turns"
    OVERLAP = "overlap"
    AWAY = "away"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True)
class TurnLimit:
    """At most ``upper`` of these turns (positions in the kept plan)."""

    kind: LimitKind
    key: str
    turns: Integers
    upper: int


def turn_limits(ledger: Ledger, kept: KeptPlan) -> list[TurnLimit]:
    """Return the limits on turns that bind; money, sizes and quotas of all are not among them."""
    return [
        *_personal_limits(ledger, kept),
        *_away_limits(ledger, kept),
        *_quota_limits(ledger, kept),
    ]


def standing(kept: KeptPlan) -> Booleans:
    """Return the turns that are taken for certain (begun) or may be kept."""
    return kept.able | kept.fixed


def _personal_limits(ledger: Ledger, kept: KeptPlan) -> Iterator[TurnLimit]:
    """Nobody more often than allowed, nobody in two classes of one week."""
    here = np.flatnonzero(standing(kept))
    often = np.bincount(kept.person[here], minlength=len(ledger.person_ids))
    columns = _columns(ledger, kept)
    width = 1 + max((int(c.max()) for c in columns if len(c)), default=0)
    busy = np.zeros((len(ledger.person_ids), width), dtype=np.int8)
    for klass, taken in enumerate(columns):
        people = kept.person[here[kept.klass[here] == klass]]
        busy[np.ix_(people, taken)] += 1
    crowded = np.flatnonzero((busy > 1).any(axis=1) | (often > ledger.problem.max_turns))
    mine: dict[int, list[int]] = defaultdict(list)
    for turn in here[np.isin(kept.person[here], crowded)]:
        mine[int(kept.person[turn])].append(int(turn))
    for person, turns in sorted(mine.items()):
        yield from _of_person(ledger, kept, ledger.person_ids[person], turns, columns)


def _of_person(
    ledger: Ledger, kept: KeptPlan, person_id: str, turns: list[int], columns: list[Integers]
) -> Iterator[TurnLimit]:
    limits: dict[tuple[int, ...], tuple[LimitKind, int]] = {}
    if len(turns) > ledger.problem.max_turns:
        limits[tuple(turns)] = (LimitKind.TURNS, ledger.problem.max_turns)
    weeks: dict[int, list[int]] = defaultdict(list)
    for turn in turns:
        for column in columns[kept.klass[turn]].tolist():
            weeks[column].append(turn)
    for shared in weeks.values():
        if len(shared) > 1:
            limits[tuple(shared)] = (LimitKind.OVERLAP, 1)
    for together, (kind, upper) in limits.items():
        yield _limit(kept, kind, person_id, np.array(together, dtype=np.int64), upper)


def _away_limits(ledger: Ledger, kept: KeptPlan) -> Iterator[TurnLimit]:
    """No unit has more people away in a week of weekdays than it can spare."""
    columns = _columns(ledger, kept)
    width = 1 + max((int(c.max()) // 2 for c in columns if len(c)), default=0)
    away = np.zeros((len(ledger.unit_ids), width), dtype=np.int64)
    here = np.flatnonzero(standing(kept))
    unit = ledger.unit_of[kept.person]
    weekday: dict[int, Integers] = {}
    for klass, found in enumerate(kept.classes):
        if found.opened is not None and found.opened.pattern.part is Part.WEEKDAYS:
            turns = here[kept.klass[here] == klass]
            weekday[klass] = turns
            by_unit = np.bincount(unit[turns], minlength=len(away))
            away[:, columns[klass] // 2] += by_unit[:, None]
    seen: set[tuple[int, ...]] = set()
    for number, week in np.argwhere(away > ledger.away_limit[:, None]).tolist():
        turns = np.concatenate(
            [t[unit[t] == number] for k, t in weekday.items() if week in columns[k] // 2]
        )
        if tuple(turns) not in seen:
            seen.add(tuple(turns))
            limit = int(ledger.away_limit[number])
            yield _limit(kept, LimitKind.AWAY, ledger.unit_ids[number], turns, limit)


def _quota_limits(ledger: Ledger, kept: KeptPlan) -> Iterator[TurnLimit]:
    """No more than the seats of quotas by unit or level; those of all are rows of their own."""
    here = np.flatnonzero(standing(kept))
    programme = np.array([c.programme_id for c in kept.classes], dtype=object)
    for quota in ledger.problem.quotas:
        if is_of_all(quota):
            continue
        inside = ledger.quota_members[quota.quota_id][kept.person[here]]
        turns = here[inside & (programme[kept.klass[here]] == quota.programme_id)]
        if len(turns) > quota.seats:
            yield _limit(kept, LimitKind.QUOTA, quota.quota_id, turns, quota.seats)


def is_of_all(quota: Quota) -> bool:
    """Tell whether a quota is for people of every unit and level."""
    return quota.units is None and not quota.levels


def _limit(kept: KeptPlan, kind: LimitKind, key: str, turns: Integers, upper: int) -> TurnLimit:
    """Return a limit on the turns still to come: begun ones have their part already."""
    begun = int(kept.fixed[turns].sum())
    return TurnLimit(kind, key, turns[~kept.fixed[turns]], max(0, upper - begun))


def _columns(ledger: Ledger, kept: KeptPlan) -> list[Integers]:
    """Return the columns of weeks that each class takes; none where it is not held."""
    nothing = np.zeros(0, dtype=np.int64)
    return [nothing if c.opened is None else ledger.columns(c.opened.pattern) for c in kept.classes]
