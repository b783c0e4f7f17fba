"""Kept turns that are alike, as one column of the integer program, and who waits for a seat."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.linear import Floats, Integers
from thuctien.engine.replanning.kept import KeptPlan
from thuctien.engine.replanning.limits import TurnLimit

Value = tuple[float, ...]
"""Needs met by tier."""
_EXACT = 1e-9
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class TurnGroup:
    """Turns of one class that are worth the same and stand under the same limits.

    ``turns`` are positions in the kept plan, the most pressing people first.
    """

    klass: int
    counted: bool
    value: Value
    limits: tuple[int, ...]
    turns: Integers


def worth_of_turns(ledger: Ledger, kept: KeptPlan) -> Floats:
    """Return which needs each turn that may be kept meets: one row a turn, one column a tier.

    A need to which several turns contribute counts for each by its part of them all. ``ledger``
    holds the begun classes and nothing else.
    """
    rows = _contributions(ledger, kept)
    needs = pl.DataFrame(
        {
            "need": np.arange(len(ledger.lacking)),
            "tier": ledger.tier,
            "lacking": ledger.lacking - ledger.received,
        }
    )
    together = pl.col("amount").sum().over("need")
    met = (
        rows.join(needs, on="need", maintain_order="left")
        .with_columns(together.alias("all"))
        .filter((pl.col("lacking") > _EXACT) & (pl.col("all") >= pl.col("lacking") - _EXACT))
    )
    worth = np.zeros((len(kept.person), TIERS))
    part = (met["amount"] / met["all"]).to_numpy()
    np.add.at(worth, (met["turn"].to_numpy(), met["tier"].to_numpy()), part)
    rounded: Floats = worth.round(_DECIMALS)
    return rounded


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


def group_turns(
    ledger: Ledger, kept: KeptPlan, worth: Floats, limits: list[TurnLimit]
) -> list[TurnGroup]:
    """Put the turns that may be kept together."""
    under: dict[int, list[int]] = defaultdict(list)
    for number, limit in enumerate(limits):
        for turn in limit.turns.tolist():
            under[turn].append(number)
    counted = kept.counted
    alike: dict[tuple[int, bool, Value, tuple[int, ...]], list[int]] = defaultdict(list)
    able = np.flatnonzero(kept.able)
    for turn in able[np.lexsort((able, ledger.priority[kept.person[able]]))].tolist():
        value = tuple(worth[turn].tolist())
        key = (int(kept.klass[turn]), bool(counted[turn]), value, tuple(under[turn]))
        alike[key].append(turn)
    return [
        TurnGroup(*key, np.array(turns, dtype=np.int64)) for key, turns in sorted(alike.items())
    ]
