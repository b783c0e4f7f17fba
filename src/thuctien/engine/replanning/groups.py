"""Kept turns that are alike, as one column of the integer program, and who waits for a seat."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Floats, Integers
from thuctien.engine.replanning.kept import KeptPlan
from thuctien.engine.replanning.limits import TurnLimit, standing

Value = tuple[int, ...]
"""Needs met by tier."""
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class SharedNeed:
    """A need to which several kept turns contribute: ``lacking`` is what they must bring."""

    tier: int
    lacking: float
    turns: tuple[int, ...]
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What each kept turn alone meets (one row a turn, one column a tier), and shared needs.

    ``received`` is what every need would have received if all turns that may be kept were.
    """

    alone: Integers
    shared: tuple[SharedNeed, ...]
    received: Floats


@dataclass(frozen=True, slots=True)
class TurnGroup:
    """Turns of one class that are worth the same and stand under the same limits.

    ``turns`` are positions in the kept plan, the most pressing people first; ``value`` leaves
    shared needs out.
    """

    klass: int
    counted: bool
    value: Value
    limits: tuple[int, ...]
    turns: Integers


def worth_of_turns(ledger: Ledger, kept: KeptPlan) -> Worth:
    """Return which needs the turns that may be kept meet, beside those of begun classes.

    ``ledger`` holds the begun classes and nothing else.
    """
    rows = _contributions(ledger, kept)
    needs = pl.DataFrame(
        {
            "need": np.arange(len(ledger.lacking)),
            "tier": ledger.tier,
            "lacking": ledger.lacking - ledger.received,
        }
    )
    together = rows.join(needs, on="need").with_columns(
        pl.len().over("need").alias("helpers"), pl.col("amount").sum().over("need").alias("all")
    )
    met = together.filter(
        (pl.col("lacking") > _EXACT) & (pl.col("all") >= pl.col("lacking") - _EXACT)
    ).sort("need", "turn")
    received = ledger.received.copy()
    np.add.at(received, rows["need"].to_numpy(), rows["amount"].to_numpy())
    alone = np.zeros((len(kept.person), TIERS), dtype=np.int64)
    single = met.filter(pl.col("helpers") == 1)
    np.add.at(alone, (single["turn"].to_numpy(), single["tier"].to_numpy()), 1)
    return Worth(alone, tuple(_shared(met.filter(pl.col("helpers") > 1))), received)


def _contributions(ledger: Ledger, kept: KeptPlan) -> pl.DataFrame:
    """Return ``turn``, ``need`` and ``amount`` of all turns that may be kept."""
    able = np.flatnonzero(kept.able)
    by_programme: dict[str, list[int]] = defaultdict(list)
    for turn in able.tolist():
        by_programme[kept.classes[kept.klass[turn]].programme_id].append(turn)
    schema = {"turn": pl.Int64, "need": pl.Int64, "amount": pl.Float64}
    parts = [pl.DataFrame(schema=schema)]
    for programme_id, turns in sorted(by_programme.items()):
        service = ledger.services.get(programme_id)
        if service is not None:
            served = pl.DataFrame(
                {"person": service.people, "need": service.needs, "amount": service.amounts}
            )
            mine = pl.DataFrame({"turn": turns, "person": kept.person[turns]})
            parts.append(mine.join(served, on="person").select(*schema))
    return pl.concat(parts)


def _shared(met: pl.DataFrame) -> Iterator[SharedNeed]:
    by_need = met.group_by("need", maintain_order=True).agg(
        pl.col("tier", "lacking").first(), "turn", "amount"
    )
    for _, tier, lacking, turns, amounts in by_need.iter_rows():
        yield SharedNeed(tier, lacking, tuple(turns), tuple(amounts))


def group_turns(
    ledger: Ledger, kept: KeptPlan, worth: Worth, limits: list[TurnLimit]
) -> list[TurnGroup]:
    """Put the turns that may be kept together; whoever shares a need stays apart."""
    under: dict[int, list[int]] = defaultdict(list)
    for number, limit in enumerate(limits):
        for turn in limit.turns.tolist():
            under[turn].append(number)
    for number, need in enumerate(worth.shared):
        for turn in need.turns:
            under[turn].append(-1 - number)
    counted = kept.counted
    alike: dict[tuple[int, bool, Value, tuple[int, ...]], list[int]] = defaultdict(list)
    able = np.flatnonzero(kept.able)
    for turn in able[np.lexsort((able, ledger.priority[kept.person[able]]))].tolist():
        value = tuple(worth.alone[turn].tolist())
        key = (int(kept.klass[turn]), bool(counted[turn]), value, tuple(under[turn]))
        alike[key].append(turn)
    return [
        TurnGroup(*key, np.array(turns, dtype=np.int64)) for key, turns in sorted(alike.items())
    ]


def waiting(ledger: Ledger, kept: KeptPlan, worth: Worth, programme_id: str) -> Counter[Value]:
    """Count those without a turn in a programme who would gain by one, by what they would gain."""
    service, free = ledger.services.get(programme_id), _free_people(ledger, kept, programme_id)
    if service is None:
        return Counter()
    received = worth.received[service.needs]
    lacking = ledger.lacking[service.needs] - _EXACT
    meets = (received < lacking) & (received + service.amounts >= lacking) & free[service.people]
    people, place = np.unique(service.people[meets], return_inverse=True)
    counts = np.zeros((len(people), TIERS), dtype=np.int64)
    np.add.at(counts, (place, ledger.tier[service.needs[meets]]), 1)
    return Counter(tuple(row) for row in counts.tolist())


def _free_people(ledger: Ledger, kept: KeptPlan, programme_id: str) -> Booleans:
    """Tell for each person whether another turn, and this programme, is open to them at all."""
    here = np.flatnonzero(standing(kept))
    turns = np.bincount(kept.person[here], minlength=len(ledger.person_ids))
    free = turns < ledger.problem.max_turns
    mine = [t for t in here if kept.classes[kept.klass[t]].programme_id == programme_id]
    free[kept.person[mine]] = False
    windows = [w.people for (code, _), w in ledger.windows.items() if code == programme_id]
    open_to = np.zeros(len(free), dtype=bool)
    for people in windows:
        open_to[people] = True
    both: Booleans = free & open_to
    return both
