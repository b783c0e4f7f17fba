"""Programmes that would leave a person's other turn without use."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.problem import PlanningProblem
from thuctien.engine.replanning.kept import KeptPlan

_EXACT = 1e-9


def superseding(ledger: Ledger, kept: KeptPlan, turns: Booleans) -> pl.DataFrame:
    """Return ``person_id`` and ``programme_id`` of programmes that bring all that some turn brings.

    Looked at are the marked ``turns``. Whoever took such a programme beside would make the turn
    useless, which rule 10 of a plan forbids.
    """
    number = np.flatnonzero(turns)
    mine = pl.DataFrame(
        {
            "turn": number,
            "person_id": [ledger.person_ids[p] for p in kept.person[number].tolist()],
            "programme_id": [kept.classes[k].programme_id for k in kept.klass[number].tolist()],
        },
        schema={"turn": pl.Int64, "person_id": pl.String, "programme_id": pl.String},
    )
    serves = ledger.problem.serves.select(
        "person_id", "programme_id", "need_id", "amount", "lacking"
    )
    asked = mine.join(serves, on=["person_id", "programme_id"]).select(
        "turn",
        "person_id",
        "need_id",
        pl.col("programme_id").alias("own"),
        pl.len().over("turn").alias("needs"),
    )
    return (
        asked.join(serves, on=["person_id", "need_id"])
        .filter(
            (pl.col("programme_id") != pl.col("own"))
            & (pl.col("amount") >= pl.col("lacking") - _EXACT)
        )
        .group_by("turn", "person_id", "programme_id", "needs")
        .len()
        .filter(pl.col("len") == pl.col("needs"))
        .select("person_id", "programme_id")
        .unique()
        .sort("person_id", "programme_id")
    )


def without(problem: PlanningProblem, barred: pl.DataFrame) -> PlanningProblem:
    """Return the problem without some pairs of person and programme."""
    keys = ["person_id", "programme_id"]
    pairs = problem.pairs.join(barred, on=keys, how="anti", maintain_order="left")
    return replace(problem, pairs=pairs)
