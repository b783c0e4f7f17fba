"""Appointments that go on through a reorganisation: since when somebody has done the same work.

Where units merge, end or split, appointments end and others follow them the next day. Whether the
time to meet a requirement then begins anew is a rule of the province: its parameter
:data:`CONTINUES_SINCE` names the day from which reorganisations no longer restart it.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.text.dates import UnreadableDateError, parse_date

CONTINUES_SINCE = "appointments_continue_since"
_KEY = ["person_id", "post_id", "valid_from"]
_SAME_WORK = ["person_id", "family", "leadership_level"]


def continues_since(province: Province) -> date | None:
    """Return the day from which appointments go on through reorganisations, or None for never.

    Of several parameters the youngest counts; one that is no day is none.
    """
    rows = province.parameters.filter(pl.col("key") == CONTINUES_SINCE)
    values = rows.sort("valid_from", nulls_last=False)["value"].to_list()
    try:
        return parse_date(values[-1]).day if values else None
    except UnreadableDateError:
        return None


def appointed_on(province: Province, appointments: pl.DataFrame) -> pl.DataFrame:
    """Return ``appointments`` with ``appointed_on``: the start of the one that they go on from.

    An appointment goes on from another of the same person, post family and leadership level that
    ended the day before, where on its first day the other's unit was succeeded by its own; over any
    number of reorganisations. Rows keep their order.
    """
    since = continues_since(province)
    starts = appointments.with_columns(pl.col("valid_from").alias("appointed_on"))
    if since is None:
        return starts
    links = _links(province, since)
    if links.is_empty():
        return starts
    begun = _first_starts(links)
    return (
        appointments.join(begun, on=_KEY, how="left", maintain_order="left")
        .with_columns(pl.coalesce("begun", "valid_from").alias("appointed_on"))
        .drop("begun")
    )


def _links(province: Province, since: date) -> pl.DataFrame:
    """Return each appointment beside the one that it goes on from: columns of the key, twice."""
    events = province.unit_successions.filter(
        pl.col("happened_on") >= since, pl.col("to_unit_id").is_not_null()
    ).select(
        pl.col("from_unit_id").alias("unit_before"),
        pl.col("to_unit_id").alias("unit_id"),
        pl.col("happened_on").alias("valid_from"),
    )
    posts = province.posts.select("post_id", "unit_id", "family", "leadership_level")
    rows = province.appointments.join(posts, on="post_id")
    before = rows.filter(pl.col("valid_to").is_not_null()).select(
        *_SAME_WORK,
        pl.col("unit_id").alias("unit_before"),
        pl.col("post_id").alias("post_before"),
        pl.col("valid_from").alias("begun"),
        pl.col("valid_to").dt.offset_by("1d").alias("valid_from"),
    )
    on = [*_SAME_WORK, "unit_before", "valid_from"]
    return (
        rows.join(events, on=["unit_id", "valid_from"])
        .join(before, on=on, nulls_equal=True)
        .select(*_KEY, "post_before", "begun")
    )


def _first_starts(links: pl.DataFrame) -> pl.DataFrame:
    """Return ``begun``, the first start, by key: links are followed until none goes further."""
    begun = links.group_by(_KEY).agg(pl.col("begun").min())
    while True:
        earlier = links.join(
            begun.rename({"post_id": "post_before", "valid_from": "begun", "begun": "first"}),
            on=["person_id", "post_before", "begun"],
            how="left",
        )
        further = earlier.group_by(_KEY).agg(pl.min_horizontal("begun", "first").min())
        if further.sort(_KEY).equals(begun.sort(_KEY)):
            return begun
        begun = further
