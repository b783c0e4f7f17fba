"""What a list would change: fields of people, posts, holdings."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from thuctien.engine.sheets import CellFault, Target, Vocabulary
from thuctien.engine.text.dates import Precision
from thuctien.intake.checking.faults import Placer, StoreFault
from thuctien.intake.checking.stored import Stored

PERSON_FIELDS = (
    "full_name",
    "sex",
    "birth_date",
    "service_from",
    "note",
    "personal_number",
    "passport_number",
)
SENSITIVE_FIELDS = ("ethnic_group", "religion", "party_date")
POST = "post"
HOLDING = "holding:"

CHANGES_SCHEMA: dict[str, pl.DataType] = {
    "sheet": pl.String(),
    "row": pl.Int32(),
    "field": pl.String(),
    "old": pl.String(),
    "new": pl.String(),
}
"""One value that changes of a stored person; days as ISO, precision by length («1980-05»)."""


def partial_text(day: str, precision: str) -> pl.Expr:
    """Return a partial date as text: «1980», «1980-05», «1980-05-12»."""
    text = pl.col(day).dt.to_string("%Y-%m-%d")
    return (
        pl.when(pl.col(precision) == Precision.YEAR)
        .then(text.str.slice(0, 4))
        .when(pl.col(precision) == Precision.MONTH)
        .then(text.str.slice(0, 7))
        .otherwise(text)
    )


def person_changes(people: pl.DataFrame, stored: Stored) -> pl.DataFrame:
    """Return the fields of stored people that the rows would change.

    What a row leaves empty changes nothing. A birth date known only by month or year does not
    change a day that fits it.
    """
    old = _comparable(stored.people).join(_sensitive(stored), on="person_id", how="left")
    new = _comparable(people.filter(pl.col("known_id").is_not_null())).with_columns(
        party_date=partial_text("party_date", "party_date_precision")
    )
    both = new.join(old, left_on="known_id", right_on="person_id", how="inner", suffix="_old")
    parts = []
    for field in (*PERSON_FIELDS, *SENSITIVE_FIELDS):
        was = pl.col(f"{field}_old")
        differs = pl.col(field).is_not_null() & pl.col(field).ne_missing(was)
        if field in {"birth_date", "party_date"}:
            differs &= ~was.fill_null("").str.starts_with(pl.col(field))
        parts.append(
            both.filter(differs).select(
                "sheet", "row", field=pl.lit(field), old=was, new=pl.col(field)
            )
        )
    return pl.concat([pl.DataFrame(schema=CHANGES_SCHEMA), *parts])


def _comparable(people: pl.DataFrame) -> pl.DataFrame:
    return people.with_columns(
        birth_date=partial_text("birth_date", "birth_date_precision"),
        service_from=pl.col("service_from").dt.to_string("%Y-%m-%d"),
    )


def _sensitive(stored: Stored) -> pl.DataFrame:
    return stored.sensitive.rename({"party_joined_on": "party_date"})


def post_changes(
    people: pl.DataFrame, stored: Stored, placer: Placer
) -> tuple[pl.DataFrame, pl.DataFrame, list[CellFault]]:
    """Return the rows whose person begins a post, with what ends; the changes to show; faults.

    The first frame has ``sheet``, ``row``, ``post``, which begins on the day of the list, and
    ``ends``, the key of the appointment that ends the day before; who is in the post already is
    not in it.
    """
    main = stored.appointments.unique("person_id", keep="first", maintain_order=True).rename(
        {"post_id": "main_post", "valid_from": "main_from", "pk": "ends"}
    )
    held = stored.appointments.select("person_id", "post_id", held=pl.lit(value=True))
    rows = (
        people.filter(pl.col("post").is_not_null())
        .select("sheet", "row", "known_id", "post")
        .join(
            held,
            left_on=["known_id", "post"],
            right_on=["person_id", "post_id"],
            how="left",
            maintain_order="left",
        )
        .filter(pl.col("held").is_null())
        .join(main, left_on="known_id", right_on="person_id", how="left", maintain_order="left")
        .join(
            stored.later,
            left_on="known_id",
            right_on="person_id",
            how="left",
            maintain_order="left",
        )
    )
    faults: list[CellFault] = [
        placer.fault(StoreFault.LATER_POST, row, (Target.POST,), day=row["day"])
        for row in rows.filter(pl.col("day").is_not_null()).iter_rows(named=True)
    ]
    begins = rows.filter(pl.col("day").is_null())
    titles = dict(zip(stored.posts["post_id"], stored.posts["title"], strict=True))
    changes = begins.filter(pl.col("known_id").is_not_null()).select(
        "sheet",
        "row",
        field=pl.lit(POST),
        old=pl.col("main_post").replace(titles),
        new=pl.col("post").replace(titles),
    )
    return (
        begins.select("sheet", "row", "post", "ends"),
        pl.concat([pl.DataFrame(schema=CHANGES_SCHEMA), changes]),
        faults,
    )


def new_holdings(
    people: pl.DataFrame,
    holdings: pl.DataFrame,
    stored: Stored,
    vocabulary: Vocabulary,
    placer: Placer,
) -> tuple[pl.DataFrame, pl.DataFrame, list[CellFault]]:
    """Return the holdings that are not stored yet, the changes to show, and warnings.

    A stored one with the same date, or one that a coarser date fits, is the same holding; so are
    equal hours, or a mark, where anything is stored of that qualification. What has no date and is
    not known cannot be stored.
    """
    known = people.select("sheet", "row", "known_id")
    rows = holdings.with_row_index("index").join(known, on=["sheet", "row"], how="inner")
    dated = rows.with_columns(date=partial_text("awarded_on", "awarded_on_precision"))
    have = stored.holdings.with_columns(
        was=partial_text("awarded_on", "awarded_on_precision")
    ).select("person_id", "qualification_id", "was", old_hours="hours")
    met = (
        dated.join(
            have,
            left_on=["known_id", "qualification_id"],
            right_on=["person_id", "qualification_id"],
            how="inner",
        )
        .filter(
            pl.col("date").is_null()
            & (pl.col("hours").is_null() | (pl.col("hours") == pl.col("old_hours")))
            | pl.col("was").str.starts_with(pl.col("date"))
        )["index"]
        .unique()
    )
    fresh = dated.filter(~pl.col("index").is_in(met.to_list()))
    names = {code: q.name for code, q in vocabulary.qualifications.items()}
    undated = fresh.filter(pl.col("awarded_on").is_null())
    warnings: list[CellFault] = []
    for row in undated.iter_rows(named=True):
        targets = _targets_of(row["qualification_id"], vocabulary)
        values = {"value": row["raw"], "qualification": names[row["qualification_id"]]}
        warnings.append(placer.fault(StoreFault.WITHOUT_DATE, row, targets, **values))
    begins = fresh.filter(pl.col("awarded_on").is_not_null()).unique(
        ["sheet", "row", "qualification_id", "awarded_on"], keep="first", maintain_order=True
    )
    changes = begins.filter(pl.col("known_id").is_not_null()).select(
        "sheet",
        "row",
        field=pl.lit(HOLDING) + pl.col("qualification_id"),
        old=pl.lit(None, pl.String),
        new="date",
    )
    kept = ["sheet", "row", "qualification_id", "awarded_on", "awarded_on_precision", "hours"]
    return begins.select(kept), changes, warnings


def _targets_of(qualification: str, vocabulary: Vocabulary) -> Sequence[str]:
    kind = vocabulary.qualifications[qualification].kind
    return (f"held:{qualification}", f"level:{kind}")


def states(people: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with ``state``: new, joined (an earlier row's person), changed, same."""
    changed = changes.select("sheet", "row").unique().with_columns(changed=pl.lit(value=True))
    return (
        people.join(changed, on=["sheet", "row"], how="left", maintain_order="left")
        .with_columns(
            state=pl.when(pl.col("joins").is_not_null())
            .then(pl.lit("joined"))
            .when(pl.col("known_id").is_null())
            .then(pl.lit("new"))
            .when(pl.col("changed"))
            .then(pl.lit("changed"))
            .otherwise(pl.lit("same"))
        )
        .drop("changed")
    )
