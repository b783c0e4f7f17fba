"""Tables made to be what frames say: rows that are new, rows that differ, rows that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from django.db import transaction
from django.db.models import Q

from thuctien.base.audit import Change
from thuctien.base.rows import insert_rows, update_rows
from thuctien.engine.model import TABLES
from thuctien.sending.bridge.derive import with_derived
from thuctien.sending.bridge.differences import Difference, comparable, difference
from thuctien.sending.bridge.load import load_table
from thuctien.sending.bridge.mapping import MODELS, to_rows
from thuctien.sending.bridge.store import DERIVED_LATER


def differences_to(frames: Mapping[str, pl.DataFrame], *, reason: str) -> dict[str, Difference]:
    """Return what would be written to make the tables those frames, by name of table.

    ``reason`` says why tables about people may be read as a whole. Not for tables with numbers of
    people: the frames that the engine computes with have none.
    """
    return {
        name: difference(
            MODELS[name],
            name,
            comparable(MODELS[name], frames[name]),
            load_table(name, reason=reason, with_key=True),
        )
        for name in MODELS
        if name in frames
    }


@transaction.atomic
def write_differences(found: Mapping[str, Difference]) -> Iterator[Change]:
    """Write differences and return what the audit trail keeps of them.

    Raises ``IntegrityError`` where something refers to a row that would go.
    """
    for name in reversed(list(found)):
        _delete(name, found[name].gone)
    for name, part in found.items():
        _insert(name, part.new)
        _update(name, part.changed.select(*part.new.columns, "pk"))
    return (change for part in found.values() for change in part.trail())


def _delete(name: str, gone: pl.DataFrame) -> None:
    for row in gone.select(TABLES[name].key).iter_rows(named=True):
        MODELS[name]._default_manager.filter(Q(**row)).delete()


def _insert(name: str, frame: pl.DataFrame) -> None:
    rows = with_derived(name, to_rows(MODELS[name], frame))
    insert_rows(MODELS[name], rows.columns, rows.iter_rows())


def _update(name: str, changed: pl.DataFrame) -> None:
    rows = with_derived(name, to_rows(MODELS[name], changed.drop("pk")))
    rows = rows.drop(DERIVED_LATER, strict=False)
    update_rows(MODELS[name], rows.columns, rows.with_columns(changed["pk"]).iter_rows())
