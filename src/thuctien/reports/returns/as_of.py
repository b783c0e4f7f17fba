"""Where everybody worked on the day when their class began, and what became of that unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl
from django.db.models import QuerySet

from thuctien.base.access import unscoped
from thuctien.people.models import Appointment, Person, UnitSuccession
from thuctien.reports.returns import ONLY_FIGURES

_POSTS = {
    "person_id": pl.String,
    "post_id": pl.String,
    "held_from": pl.Date,
    "held_to": pl.Date,
    "post_unit": pl.String,
    "rank": pl.String,
    "level": pl.String,
    "family": pl.String,
}


def with_posts(turns: pl.DataFrame, people: QuerySet[Person]) -> pl.DataFrame:
    """Add ``rank``, ``level``, ``family`` and ``unit_id`` as of ``starts_on`` to turns.

    ``turns`` has ``row``, ``person_id``, ``starts_on`` and ``given_unit``, the unit that the turn
    itself names: it stands where no post was held that day. ``people`` are those of the turns. Of
    several posts the latest counts, as in :mod:`thuctien.people.services.current`.
    """
    held = (
        turns.select("row", "person_id", "starts_on")
        .join(_posts(people), on="person_id")
        .filter(
            (pl.col("held_from") <= pl.col("starts_on"))
            & (pl.col("held_to").is_null() | (pl.col("held_to") >= pl.col("starts_on")))
        )
        .sort("row", "held_from", "post_id", descending=[False, True, False])
        .unique("row", keep="first", maintain_order=True)
        .select("row", "post_unit", "rank", "level", "family")
    )
    return (
        turns.join(held, on="row", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("post_unit", "given_unit").alias("unit_id"),
            pl.col("rank", "level", "family").fill_null(""),
        )
        .drop("post_unit", "given_unit")
    )


def _posts(people: QuerySet[Person]) -> pl.DataFrame:
    held = unscoped(Appointment.objects.filter(person__in=people), reason=ONLY_FIGURES)
    rows = held.values_list(
        "person_id",
        "post_id",
        "valid_from",
        "valid_to",
        "post__unit_id",
        "post__rank",
        "post__leadership_level",
        "post__family",
    )
    return pl.DataFrame(list(rows), schema=_POSTS, orient="row")


def units_now(today: date) -> dict[str, str]:
    """Return the unit that stands today for each unit that has ended, by the record of changes.

    A unit that became one other (merged, renamed, transferred) is followed to the end of its line.
    One that was split or abolished is left out: which part a turn belongs to cannot be told, so it
    stays under the name of its time.
    """
    rows = UnitSuccession.objects.filter(happened_on__lte=today).order_by(
        "from_unit", "happened_on"
    )
    return followed(rows.values_list("from_unit_id", "to_unit_id"))


def followed(changes: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the end of each line of single successors; a circle ends where it began."""
    after: dict[str, set[str | None]] = {}
    for one, other in changes:
        after.setdefault(one, set()).add(other)
    single = {one: next(iter(others)) for one, others in after.items() if len(others) == 1}
    return {one: end for one in single if (end := _end_of(one, single)) != one}


def _end_of(unit: str, single: Mapping[str, str | None]) -> str:
    seen = {unit}
    while (following := single.get(unit)) is not None and following not in seen:
        seen.add(following)
        unit = following
    return unit
