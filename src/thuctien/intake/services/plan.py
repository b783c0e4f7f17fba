"""What taking a list in would write, as frames: computed before any lock is taken."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from thuctien.engine.sheets import Severity
from thuctien.intake.checking.check import Checked
from thuctien.intake.checking.differences import HOLDING, POST, SENSITIVE_FIELDS
from thuctien.intake.checking.identity import Decisions, row_key
from thuctien.intake.models import Verdict

_FACTS = (
    "full_name",
    "sex",
    "birth_date",
    "birth_date_precision",
    "service_from",
    "note",
    "personal_number",
    "passport_number",
)


@dataclass(frozen=True, slots=True)
class WritePlan:
    """``new`` are people to insert, by ``key`` until they have a code; ``changes`` the values that
    change of stored people; ``begins`` and ``holdings`` what is added, by ``key`` or code.
    """

    new: pl.DataFrame
    changes: pl.DataFrame
    sensitive: pl.DataFrame
    begins: pl.DataFrame
    holdings: pl.DataFrame
    pairs: pl.DataFrame
    """Pairs of which somebody said that they are two people, or put it off."""

    @property
    def changed_ids(self) -> set[str]:
        """Return the codes of the stored people of whom anything is written."""
        frames = (self.changes, self.sensitive, self.begins, self.holdings)
        return {code for f in frames for code in f["known_id"].drop_nulls().unique()}


def errors_in(checked: Checked) -> int:
    """Return how many faults somebody must correct first."""
    return sum(fault.severity is Severity.ERROR for fault in checked.faults)


def plan_of(checked: Checked, decisions: Decisions) -> WritePlan:
    """Return what a preview without errors would write.

    Several rows about one person are one: of the facts the first row counts and later ones fill
    what it leaves empty; posts and holdings of all are taken.
    """
    people = checked.people.with_columns(own_key=pl.format("{}!{}", "sheet", "row"))
    people = people.with_columns(pl.coalesce("joins", "own_key").alias("key"))
    people = _heads(people)
    rows = people.select("sheet", "row", "key", "known_id")
    firsts = people.group_by("key", maintain_order=True).agg(
        pl.col("known_id").first(),
        pl.col("person_id").drop_nulls().first(),
        *(pl.col(name).drop_nulls().first() for name in (*_FACTS, *SENSITIVE_FIELDS)),
    )
    changes = _of_person(checked.changes, rows, ["field"])
    plain = changes.filter(
        ~pl.col("field").is_in([*SENSITIVE_FIELDS, POST])
        & ~pl.col("field").str.starts_with(HOLDING)
    )
    touched = changes.filter(pl.col("field").is_in(SENSITIVE_FIELDS))["key"].unique()
    new = firsts.filter(pl.col("known_id").is_null())
    given = firsts.filter(
        pl.col("key").is_in(touched.to_list())
        | (pl.col("known_id").is_null() & pl.any_horizontal(pl.col(SENSITIVE_FIELDS).is_not_null()))
    )
    return WritePlan(
        new=new,
        changes=_with_values(plain, firsts),
        sensitive=given.select("key", "known_id", *SENSITIVE_FIELDS),
        begins=_of_person(checked.begins, rows, ["post"]),
        holdings=_of_person(checked.holdings, rows, ["qualification_id", "awarded_on"]),
        pairs=_told_apart(checked.pairs, rows, decisions),
    )


def _told_apart(pairs: pl.DataFrame, rows: pl.DataFrame, decisions: Decisions) -> pl.DataFrame:
    """Return the pairs that are not one person for now, by code or key of both."""
    names = {row_key(sheet, row): known or key for sheet, row, key, known in rows.rows()}
    found = [
        (names[row_key(sheet, row)], names.get(rival, rival), score, reasons, verdict)
        for sheet, row, rival, score, reasons in pairs.rows()
        if (verdict := decisions.get((sheet, row, rival))) not in {None, Verdict.SAME}
    ]
    schema = {
        "key": pl.String(),
        "rival": pl.String(),
        "score": pl.Float64(),
        "reasons": pl.List(pl.String()),
        "verdict": pl.String(),
    }
    return pl.DataFrame(found, schema=schema, orient="row")


def _heads(people: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with ``key`` led on to the first row, where rows are joined in a chain."""
    leads = dict(people.select("own_key", "key").rows())

    def head(key: str) -> str:
        while leads.get(key, key) != key:
            key = leads[key]
        return key

    return people.with_columns(
        pl.Series("key", [head(key) for key in people["key"]], dtype=pl.String)
    )


def _of_person(frame: pl.DataFrame, rows: pl.DataFrame, once: list[str]) -> pl.DataFrame:
    """Return rows of the list as rows of its people, each value of ``once`` once a person."""
    return (
        frame.join(rows, on=["sheet", "row"], how="inner", maintain_order="left")
        .unique(["key", *once], keep="first", maintain_order=True)
        .drop("sheet", "row")
    )


def _with_values(changes: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """Return what changes with the facts of its person, from which the values are taken."""
    return changes.select("key", "field").join(firsts, on="key", how="left", maintain_order="left")
