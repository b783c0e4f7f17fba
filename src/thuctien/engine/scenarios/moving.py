"""Posts, people and what hangs on a unit go over to its successor, from a day on.

What was is not overwritten: units, posts and appointments end on the day before, and new rows
follow them. Only what has not begun by that day is altered as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import UnitEvent
from thuctien.engine.needs.continuity import CONTINUES_SINCE, continues_since
from thuctien.engine.scenarios.handed_over import hand_over_quotas, hand_over_stated_needs
from thuctien.engine.scenarios.rows import ONE_DAY, added, altered, ended


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """What happens to units, on which day, by which document."""

    event: UnitEvent
    on: date
    document: str = ""

    @property
    def last_day(self) -> date:
        """Return the last day of how it was."""
        return self.on - ONE_DAY


def move(
    province: Province,
    moves: Mapping[str, str],
    event: Reorganisation,
    *,
    people: Mapping[str, str] | None = None,
    others: tuple[str, ...] = (),
) -> Province:
    """Return the province in which each unit of ``moves`` has ended and its successor took over.

    The successors are units already. ``people`` sends some people elsewhere than their unit, into
    one of ``others``, which succeed as well; how quotas would be shared out between them is for
    somebody to decide. Raises :class:`ScenarioError` where a unit has ended or has not begun.
    """
    units = province.units
    for unit in moves:
        units = ended(units, "units", unit, event.on)
    to = pl.DataFrame({"unit_id": list(moves), "to_unit_id": list(moves.values())})
    stated = hand_over_stated_needs(province, to, event.on)
    posts, appointments = _staff(province, to, people or {}, event)
    return replace(
        province,
        units=_children_follow(units, to),
        unit_successions=_successions(province, to, others, event),
        posts=posts,
        appointments=appointments,
        quotas=province.quotas if others else hand_over_quotas(province, to, event.on),
        stated_needs=stated,
        parameters=_going_on(province, event.on),
    )


def _going_on(province: Province, on: date) -> pl.DataFrame:
    """Say that appointments go on through this reorganisation, where no earlier one said so.

    Else a merger would look as if it met needs: everybody's time to meet them would begin anew.
    """
    since = continues_since(province)
    if since is not None and since <= on:
        return province.parameters
    others = province.parameters.filter(pl.col("key") != CONTINUES_SINCE)
    return added(others, "parameters", [{"key": CONTINUES_SINCE, "value": f"{on:%d/%m/%Y}",
                                         "confirmed": False}])  # fmt: skip


def _children_follow(units: pl.DataFrame, to: pl.DataFrame) -> pl.DataFrame:
    """Put the units that go on under the successor of the unit above them."""
    above = to.rename({"unit_id": "parent_id", "to_unit_id": "new_parent"})
    goes_on = ~pl.col("unit_id").is_in(to["unit_id"].implode())
    itself = pl.col("unit_id") == pl.col("new_parent")
    grandparent = units.select(
        pl.col("unit_id").alias("parent_id"), pl.col("parent_id").alias("grandparent")
    )
    found = units.join(above, on="parent_id", how="left", maintain_order="left").join(
        grandparent, on="parent_id", how="left", maintain_order="left"
    )
    # A unit that takes over from the one above it goes up to that one's place.
    parent = (
        pl.when(goes_on & itself)
        .then("grandparent")
        .when(goes_on & pl.col("new_parent").is_not_null())
        .then("new_parent")
        .otherwise("parent_id")
    )
    return found.with_columns(parent.alias("parent_id")).select(units.columns)


def _successions(
    province: Province, to: pl.DataFrame, others: tuple[str, ...], event: Reorganisation
) -> pl.DataFrame:
    pairs = pl.concat(
        [to, *(to.with_columns(pl.lit(other).alias("to_unit_id")) for other in others)]
    )
    rows = pairs.select(
        pl.col("unit_id").alias("from_unit_id"),
        "to_unit_id",
        pl.lit(str(event.event)).alias("event"),
        pl.lit(event.on).alias("happened_on"),
        pl.lit(event.document or None, dtype=pl.String).alias("document"),
    )
    return pl.concat([province.unit_successions, rows])


def _staff(
    province: Province, to: pl.DataFrame, people: Mapping[str, str], event: Reorganisation
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the posts and the appointments after the move."""
    runs_on = pl.col("valid_to").is_null() | (pl.col("valid_to") >= event.on)
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") < event.on)
    posts = province.posts.join(to, on="unit_id", how="left", maintain_order="left")
    leaving = pl.col("to_unit_id").is_not_null() & runs_on
    going = posts.filter(leaving)
    elsewhere = pl.DataFrame(
        {"person_id": list(people), "part": list(people.values())},
        schema={"person_id": pl.String, "part": pl.String},
    )
    held = (
        province.appointments.filter(runs_on)
        .join(going.select("post_id", "to_unit_id"), on="post_id", maintain_order="left")
        .join(elsewhere, on="person_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("part", "to_unit_id").alias("to_unit_id"))
        .with_columns(_new_post_id().alias("new_post_id"))
    )
    new_posts = _successor_posts(going, held, event)
    kept = altered(posts, leaving & begun, valid_to=event.last_day)
    # A post that has not begun has no history: nothing of it stays behind.
    rest = kept.filter(~(leaving & ~begun)).select(province.posts.columns)
    return pl.concat([rest, new_posts]), _appointments(province, held, begun, event)


def _new_post_id() -> pl.Expr:
    """Return the code of a post in a successor: the successor's and its own."""
    return pl.concat_str("to_unit_id", "post_id", separator="-")


def _successor_posts(
    going: pl.DataFrame, held: pl.DataFrame, event: Reorganisation
) -> pl.DataFrame:
    """Return the posts of the successors: one for each old post and successor that has its people.

    A post that nobody holds goes to the unit's own successor.
    """
    wanted = pl.concat(
        [
            held.select("post_id", "to_unit_id", "new_post_id"),
            going.join(held, on="post_id", how="anti")
            .with_columns(_new_post_id().alias("new_post_id"))
            .select("post_id", "to_unit_id", "new_post_id"),
        ]
    ).unique(maintain_order=True)
    begins = pl.max_horizontal(pl.col("valid_from"), pl.lit(event.on))
    return (
        going.drop("to_unit_id")
        .join(wanted, on="post_id", maintain_order="left")
        .with_columns(
            pl.col("new_post_id").alias("post_id"),
            pl.col("to_unit_id").alias("unit_id"),
            begins.alias("valid_from"),
        )
        .select(going.drop("to_unit_id").columns)
    )


def _appointments(
    province: Province, held: pl.DataFrame, begun: pl.Expr, event: Reorganisation
) -> pl.DataFrame:
    """End the appointments to posts that go, and let new ones to the successors' follow."""
    columns = province.appointments.columns
    key = ["person_id", "post_id", "valid_from"]
    moved = held.select(*key, pl.lit(value=True).alias("moved"))
    marked = province.appointments.join(moved, on=key, how="left", maintain_order="left")
    goes = pl.col("moved").fill_null(value=False)
    kept = altered(marked, goes & begun, valid_to=event.last_day).filter(~(goes & ~begun))
    begins = pl.max_horizontal(pl.col("valid_from"), pl.lit(event.on))
    new = held.with_columns(
        pl.col("new_post_id").alias("post_id"), begins.alias("valid_from")
    ).select(columns)
    return pl.concat([kept.select(columns), new])
