"""What is not staff and yet hangs on a unit: its quotas, and what it asked for its people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs.profile import posts_held
from thuctien.engine.needs.subjects import stated_for, unit_subtree
from thuctien.engine.scenarios.rows import ONE_DAY, altered

_LIMITED = ["year", "programme_id", "__levels", "unit_id"]


def hand_over_quotas(province: Province, to: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return the quotas in which a successor has the seats of all that it takes over from.

    ``to`` has ``unit_id`` and ``to_unit_id``; quotas from the year of ``on`` count. Only where all
    of them, and the successor if it was there before, have a quota for the programme: else those
    who were limited by nothing would be limited by the rest. A unit above has their seats in its
    own already. The rows of units that end stay: nobody is in them any more.
    """
    quotas = province.quotas
    levels = pl.col("leadership_levels").list.sort().list.join("-").fill_null("")
    keyed = quotas.with_columns(levels.alias("__levels"))
    taken = _taken_over(province, to, on)
    merged = (
        keyed.filter(pl.col("year") >= on.year)
        .join(taken, on="unit_id")
        .group_by("year", "programme_id", "__levels", "to_unit_id", "members")
        .agg(
            pl.col("seats").sum(),
            pl.col("unit_id").n_unique().alias("having"),
            pl.col("source", "leadership_levels").first(),
        )
        .filter(pl.col("having") == pl.col("members"))
        .rename({"to_unit_id": "unit_id"})
        .sort(_LIMITED)
    )
    totals = merged.select(*_LIMITED, pl.col("seats").alias("total"))
    raised = keyed.join(totals, on=_LIMITED, how="left", maintain_order="left").with_columns(
        pl.coalesce("total", "seats").alias("seats")
    )
    code = pl.concat_str(pl.col("year").cast(pl.String), "programme_id", "unit_id", "__levels",
                         separator="-")  # fmt: skip
    new = merged.join(keyed, on=_LIMITED, how="anti").with_columns(
        code.str.strip_chars_end("-").alias("quota_id")
    )
    return pl.concat([raised.select(quotas.columns), new.select(quotas.columns)])


def _taken_over(province: Province, to: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return ``unit_id``, ``to_unit_id`` and how many ``members`` a successor is made of.

    A successor that there was before is a member itself; who goes to a unit above is left out.
    """
    above = unit_subtree(province.units).rename({"ancestor_id": "to_unit_id"})
    beside = to.join(above, on=["unit_id", "to_unit_id"], how="anti")
    before = province.units.filter(
        pl.col("unit_id").is_in(beside["to_unit_id"].unique().implode()),
        pl.col("valid_from").is_null() | (pl.col("valid_from") < on),
    ).select("unit_id", pl.col("unit_id").alias("to_unit_id"))
    members = pl.concat([beside, before])
    return members.with_columns(pl.len().over("to_unit_id").alias("members"))


def hand_over_stated_needs(province: Province, to: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return the stated needs in which those of ending units are stated person by person.

    What a unit asked for its people stays asked of these people; the successor's others are not
    drawn in.
    """
    stated = province.stated_needs
    runs_on = pl.col("valid_to").is_null() | (pl.col("valid_to") >= on)
    of_unit = runs_on & pl.col("unit_id").is_in(to["unit_id"].implode())
    asked = stated.filter(of_unit)
    if asked.is_empty():
        return stated
    nothing = pl.lit(None, dtype=pl.Date)
    timeless = asked.with_columns(nothing.alias("valid_from"), nothing.alias("valid_to"))
    meant = stated_for(
        replace(province, stated_needs=timeless),
        posts_held(province, on),
        unit_subtree(province.units),
        on,
    ).select("person_id", pl.col("source_id").alias("need_id"))
    empty = pl.lit([], dtype=pl.List(pl.String))
    rows = (
        asked.drop("person_id")
        .join(meant, on="need_id")
        .sort("need_id", "person_id")
        .with_columns(
            pl.concat_str("need_id", "person_id", separator="-").alias("need_id"),
            pl.lit(None, dtype=pl.String).alias("unit_id"),
            empty.alias("post_families"),
            empty.alias("leadership_levels"),
            pl.max_horizontal(pl.col("valid_from"), pl.lit(on)).alias("valid_from"),
        )
    )
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") < on)
    kept = altered(stated, of_unit & begun, valid_to=on - ONE_DAY).filter(~(of_unit & ~begun))
    return pl.concat([kept, rows.select(stated.columns)])
