"""Whom each row is about: a stored person, somebody new, or the person of an earlier row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from thuctien.engine.matching import propose_duplicates
from thuctien.engine.sheets import CellFault, Target
from thuctien.intake.checking.faults import Placer, StoreFault
from thuctien.intake.checking.stored import Stored
from thuctien.intake.models import Verdict

PAIRS_SCHEMA: dict[str, pl.DataType] = {
    "sheet": pl.String(),
    "row": pl.Int32(),
    "rival": pl.String(),
    "score": pl.Float64(),
    "reasons": pl.List(pl.String()),
}
"""A row, and who it may be: ``rival`` is the code of a stored person or :func:`row_key`."""

Decisions = Mapping[tuple[str, int, str], str]
"""Verdicts by sheet, row and rival."""


def row_key(sheet: str, row: int) -> str:
    """Return how a row is named where the code of a person could stand."""
    return f"{sheet}!{row}"


def row_of(rival: str) -> tuple[str, int] | None:
    """Return the sheet and row that :func:`row_key` names; none for the code of a person."""
    sheet, mark, row = rival.rpartition("!")
    return (sheet, int(row)) if mark else None


def with_identity(people: pl.DataFrame, stored: Stored, decisions: Decisions) -> pl.DataFrame:
    """Return the rows with ``by_code``, ``known_id`` and ``joins``.

    ``known_id`` is the stored person by code or by decision, null for somebody new. ``joins`` is
    the :func:`row_key` of the earlier row that is about the same person, by code or by decision.
    """
    known = set(stored.people["person_id"])
    same: dict[str, str] = {}
    for (sheet, row, rival), verdict in decisions.items():
        if verdict == Verdict.SAME:
            same[row_key(sheet, row)] = rival
    rows = people.select("sheet", "row", "person_id").rows()
    by_code = [code if code in known else None for _sheet, _row, code in rows]
    keys = [row_key(sheet, row) for sheet, row, _code in rows]
    target, joins = _targets(keys, [code for _sheet, _row, code in rows], same, known)
    return people.with_columns(
        pl.Series("by_code", by_code, dtype=pl.String),
        pl.Series("known_id", target, dtype=pl.String),
        pl.Series("joins", joins, dtype=pl.String),
    )


def _targets(
    keys: list[str], codes: list[str | None], same: Mapping[str, str], known: set[str]
) -> tuple[list[str | None], list[str | None]]:
    """Return the stored person and the earlier row of each row.

    A decision «the same» leads from the earlier row of the file to the later one, or to a code.
    """
    earlier = {rival: key for key, rival in same.items() if rival not in known}
    first_of: dict[str, str] = {}
    target: dict[str, str | None] = {}
    joined: dict[str, str | None] = {}
    for key, code in zip(keys, codes, strict=True):
        before = earlier.get(key)
        person = code if code in known else same.get(key)
        person = person if person in known else None
        if before in target:
            person = person or target[before]
        identity = person or code
        before = before or (first_of.get(identity) if identity else None)
        if identity:
            first_of.setdefault(identity, key)
        target[key], joined[key] = person, before
    return [target[key] for key in keys], [joined[key] for key in keys]


def identity_faults(people: pl.DataFrame, stored: Stored, placer: Placer) -> list[CellFault]:
    """Return what is wrong with the codes and numbers of the rows."""
    facts = stored.people.select("person_id", "within", "erased_on")
    claimed = people.join(facts, left_on="known_id", right_on="person_id", how="left")
    faults: list[CellFault] = []
    for row in claimed.filter(pl.col("erased_on").is_not_null()).iter_rows(named=True):
        values = {"value": row["known_id"]}
        faults.append(placer.fault(StoreFault.ERASED, row, (Target.PERSON_ID,), **values))
    outside = claimed.filter(~pl.col("within").fill_null(value=True))
    for row in outside.filter(pl.col("erased_on").is_null()).iter_rows(named=True):
        values = {"value": row["known_id"]}
        faults.append(placer.fault(StoreFault.OUT_OF_REACH, row, (Target.PERSON_ID,), **values))
    owners = (
        stored.people.filter(pl.col("personal_number").is_not_null())
        .unique("personal_number", keep="first", maintain_order=True)
        .select("personal_number", owner="person_id", owner_within="within")
    )
    owned = people.join(owners, on="personal_number", how="inner", maintain_order="left").filter(
        pl.col("owner").ne_missing(pl.col("known_id"))
    )
    for row in owned.iter_rows(named=True):
        if row["known_id"] is not None or not row["owner_within"]:
            code = StoreFault.NUMBER_TAKEN if row["owner_within"] else StoreFault.NUMBER_ELSEWHERE
            faults.append(placer.fault(code, row, (Target.PERSONAL_NUMBER,)))
    return faults


def proposed_pairs(
    people: pl.DataFrame,
    stored: Stored,
    sheets: Sequence[str],
    others: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return who the rows may be, as :data:`PAIRS_SCHEMA`, the surest first.

    ``people`` has ``by_code``; who is known by code is not in question, and stands for nobody but
    the stored person whom the others are held against. ``others`` are rows of the same list that
    are held against ``people`` too, without being asked about themselves. Of two rows the earlier
    stands first; ``sheets`` are in their order. Only people within the units of the list are
    proposed: of others nothing may be shown.
    """
    columns = ["person_id", "full_name", "birth_date", "birth_date_precision"]
    columns += ["personal_number", "sex", "unit_id"]
    rows = people.filter(_in_question())
    known = stored.people.filter(pl.col("within") & pl.col("erased_on").is_null()).select(columns)
    rivals: list[tuple[str, int] | str] = known["person_id"].to_list()
    if others is not None:
        apart = others.filter(_in_question())
        known = pl.concat([known, apart.select(columns)])
        rivals += apart.select("sheet", "row").rows()
    places = rows.select("sheet", "row").rows()
    order = {sheet: index for index, sheet in enumerate(sheets)}
    found = []
    pairs = propose_duplicates(rows.select(columns), known).pairs
    for incoming, known_index, other, score, reasons in pairs.rows():
        place = places[incoming]
        rival = rivals[known_index] if other is None else places[other]
        if isinstance(rival, str):
            found.append((*place, rival, score, reasons))
        else:
            first, second = sorted([place, rival], key=lambda p: (order[p[0]], p[1]))
            found.append((*first, row_key(*second), score, reasons))
    return pl.DataFrame(found, schema=PAIRS_SCHEMA, orient="row")


def _in_question() -> pl.Expr:
    """Return which rows may be somebody known under another code."""
    named = pl.col("full_name").is_not_null() & pl.col("birth_date").is_not_null()
    return named & pl.col("by_code").is_null()
