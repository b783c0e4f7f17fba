"""Frames into rows: the difference only, or everything anew."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl
from django.db import models, transaction
from django.utils import timezone

from thuctien.base.audit import Change
from thuctien.base.rows import delete_all, insert_rows, update_rows
from thuctien.base.withheld import withheld
from thuctien.engine.eligibility.facts import SUCCESSION_SWITCH, counts_plans
from thuctien.engine.model import TABLES, Province
from thuctien.people.models import Person
from thuctien.sending.bridge.derive import with_derived
from thuctien.sending.bridge.differences import comparable, difference
from thuctien.sending.bridge.load import load_table
from thuctien.sending.bridge.mapping import MODELS, identities_of, label_of, to_rows

DERIVED_LATER = ("path", "depth")


@dataclass(frozen=True, slots=True)
class Changes:
    """What storing did to one table, in rows; and each of them for the audit trail."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    trail: tuple[Change, ...] = field(default=(), compare=False, repr=False)

    def counts(self) -> dict[str, int]:
        """Return the numbers of rows by what became of them."""
        names = ("inserted", "updated", "unchanged", "deleted")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def replace_tables(province: Province) -> dict[str, Changes]:
    """Empty every table of the province and fill it anew.

    What refers to the province from outside these tables (needs, plans) must be gone already.
    On the trail is only what differs: a row that is put back as it was has not changed.
    """
    frames = _without_withheld(province)
    changes = {name: _replacement(model, name, frames[name]) for name, model in MODELS.items()}
    for model in reversed(MODELS.values()):
        delete_all(model)
    for name, model in MODELS.items():
        _insert(model, name, frames[name])
    return changes


@transaction.atomic
def update_tables(province: Province) -> dict[str, Changes]:
    """Insert the rows whose key is new and update those that differ; leave every other row.

    A number of a person that is left out takes no stored one away: most lists that agencies send
    have none. What is left of an erased person stays as it is.
    """
    frames = _without_withheld(province)
    return {name: _update_table(model, name, frames[name]) for name, model in MODELS.items()}


def _without_withheld(province: Province) -> dict[str, pl.DataFrame]:
    """Return the frames to store: what the province keeps out of the system is not taken in.

    The switch that comes with the rows decides; where none comes, the one that is stored.
    """
    frames = province.frames()
    switch = province.parameters.filter(pl.col("key") == SUCCESSION_SWITCH)
    is_kept = (
        label_of("succession_plans") not in withheld()
        if switch.is_empty()
        else counts_plans(province, timezone.localdate())
    )
    if not is_kept:
        frames["succession_plans"] = frames["succession_plans"].clear()
    return frames


def _replacement(model: type[models.Model], name: str, frame: pl.DataFrame) -> Changes:
    stored = load_table(name, with_identities=True)
    trail = difference(model, name, comparable(model, frame), stored).trail()
    return Changes(inserted=frame.height, deleted=stored.height, trail=tuple(trail))


def _update_table(model: type[models.Model], name: str, frame: pl.DataFrame) -> Changes:
    stored = load_table(name, with_identities=True, with_key=True)
    given = _without_erased(name, comparable(model, frame))
    found = difference(model, name, _with_known_numbers(name, given, stored), stored)
    _insert(model, name, found.new)
    _update(model, name, found.changed.select(*frame.columns, "pk"))
    return Changes(
        inserted=found.new.height,
        updated=found.changed.height,
        unchanged=found.unchanged,
        trail=tuple(replace(found, gone=found.gone.clear()).trail()),
    )


def _with_known_numbers(name: str, frame: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the stored numbers of people where it has none."""
    numbers = sorted(identities_of(name))
    if not numbers:
        return frame
    key = list(TABLES[name].key)
    known = frame.join(stored.select(*key, *numbers), on=key, how="left", maintain_order="left")
    filled = known.with_columns(pl.coalesce(c, f"{c}_right").alias(c) for c in numbers)
    return filled.select(frame.columns)


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
