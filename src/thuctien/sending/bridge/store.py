"""Frames into rows: the difference only, or everything anew."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.db import models, transaction

from thuctien.base.rows import delete_all, insert_rows, update_rows
from thuctien.engine.model import TABLES, Province
from thuctien.people.models import Person
from thuctien.sending.bridge.derive import with_derived
from thuctien.sending.bridge.load import load_table
from thuctien.sending.bridge.mapping import MODELS, from_rows, identities_of, to_rows

DERIVED_LATER = ("path", "depth")


@dataclass(frozen=True, slots=True)
class Changes:
    """What storing did to one table, in rows."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0


@transaction.atomic
def replace_tables(province: Province) -> dict[str, Changes]:
    """Empty every table of the province and fill it anew.

    What refers to the province from outside these tables (needs, plans) must be gone already.
    """
    deleted = {name: MODELS[name]._default_manager.count() for name in MODELS}
    for model in reversed(MODELS.values()):
        delete_all(model)
    frames = province.frames()
    changes: dict[str, Changes] = {}
    for name, model in MODELS.items():
        _insert(model, name, frames[name])
        changes[name] = Changes(inserted=frames[name].height, deleted=deleted[name])
    return changes


@transaction.atomic
def update_tables(province: Province) -> dict[str, Changes]:
    """Insert the rows whose key is new and update those that differ; leave every other row.

    A number of a person that is left out takes no stored one away: most lists that agencies send
    have none. What is left of an erased person stays as it is.
    """
    frames = province.frames()
    return {name: _update_table(model, name, frames[name]) for name, model in MODELS.items()}


def _update_table(model: type[models.Model], name: str, frame: pl.DataFrame) -> Changes:
    key = list(TABLES[name].key)
    stored = load_table(name, with_identities=True, with_key=True)
    comparable = _without_erased(name, from_rows(to_rows(model, frame)))
    new = comparable.join(stored.select(key), on=key, how="anti", nulls_equal=True)
    known = comparable.join(stored, on=key, how="inner", nulls_equal=True, suffix="_stored")
    known = known.with_columns(pl.coalesce(c, f"{c}_stored").alias(c) for c in identities_of(name))
    others = [column for column in comparable.columns if column not in key]
    changed = known.filter(
        pl.any_horizontal(
            pl.lit(value=False), *(pl.col(c).ne_missing(pl.col(f"{c}_stored")) for c in others)
        )
    )
    _insert(model, name, new)
    _update(model, name, changed.select(*comparable.columns, "pk"))
    return Changes(
        inserted=new.height, updated=changed.height, unchanged=known.height - changed.height
    )


def _without_erased(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    if name not in {"people", "sensitive_facts"}:
        return frame
    erased = list(Person.objects.exclude(erased_on=None).values_list("pk", flat=True))
    return frame.filter(~pl.col("person_id").is_in(erased)) if erased else frame


def _update(model: type[models.Model], name: str, changed: pl.DataFrame) -> None:
    rows = with_derived(name, to_rows(model, changed.drop("pk")))
    rows = rows.drop(DERIVED_LATER, strict=False)
    update_rows(model, rows.columns, rows.with_columns(changed["pk"]).iter_rows())


def _insert(model: type[models.Model], name: str, frame: pl.DataFrame) -> None:
    rows = with_derived(name, to_rows(model, frame))
    insert_rows(model, rows.columns, rows.iter_rows())
