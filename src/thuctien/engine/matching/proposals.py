"""Proposals of duplicates for a person to decide: nothing is merged here."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from thuctien.engine.matching.candidates import candidate_pairs, with_both
from thuctien.engine.matching.judging import judged
from thuctien.engine.matching.people import prepared

PAIRS_SCHEMA: dict[str, pl.DataType] = {
    "incoming": pl.UInt32(),
    "known": pl.UInt32(),
    "other": pl.UInt32(),
    "score": pl.Float64(),
    "reasons": pl.List(pl.String()),
}

_PIECE = 250_000
"""Pairs judged at a time; each takes about 500 bytes."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Pairs that may be one person, the surest first.

    ``pairs`` has the columns of :data:`PAIRS_SCHEMA`: the index of an incoming row, and either that
    of a known person or that of a later incoming row (``other``); ``score`` from 0 to 1;
    ``reasons`` are codes of :class:`~.evidence.Evidence`.
    """

    pairs: pl.DataFrame


def propose_duplicates(incoming: pl.DataFrame, known: pl.DataFrame | None = None) -> Proposals:
    """Return who of ``incoming`` may be a person of ``known``, or one of the other incoming.

    Both frames have ``full_name``, ``birth_date`` and ``birth_date_precision`` and may have
    ``person_id``, ``personal_number``, ``sex`` and ``unit_id``; what is null proves nothing.
    Deterministic; pairs of equal score are in the order of the frames.
    """
    ours = prepared(incoming)
    among = candidate_pairs(ours, ours).filter(pl.col("left") < pl.col("right"))
    found = [_judged(among, ours, ours).rename({"left": "incoming", "right": "other"})]
    if known is not None:
        theirs = prepared(known)
        pairs = candidate_pairs(ours, theirs)
        found.append(_judged(pairs, ours, theirs).rename({"left": "incoming", "right": "known"}))
    pairs = pl.concat([pl.DataFrame(schema=PAIRS_SCHEMA), *found], how="diagonal")
    order = ["score", "incoming", "known", "other"]
    return Proposals(
        pairs.sort(
            order, descending=[True, False, False, False], nulls_last=True, maintain_order=True
        )
    )


def _judged(pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Judge the pairs in pieces, so that memory does not grow with their number."""
    pieces = pairs.iter_slices(_PIECE) if pairs.height else [pairs]
    return pl.concat([judged(with_both(piece, left, right)) for piece in pieces])
