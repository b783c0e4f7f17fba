"""Rows into frames."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import polars as pl
from django.db import models
from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import Cast

from thuctien.base.access import unscoped
from thuctien.base.withheld import withheld
from thuctien.engine.model import TABLES, Province
from thuctien.people.models import Person
from thuctien.sending.bridge.mapping import (
    MODELS,
    columns_of,
    field_of,
    from_rows,
    identities_of,
    label_of,
)


def load_province(*, with_identities: bool = False) -> Province:
    """Return the stored province, every table sorted by its key.

    Needs and plans ask for no identities: numbers of people are then null and sensitive tables
    empty, so what is computed cannot carry them further. What the province withholds is empty for
    everybody. One query a table; equal rows give equal frames on every database. Call it inside a
    transaction where somebody else might write meanwhile.
    """
    off = withheld()
    names = [
        name
        for name, table in TABLES.items()
        if (with_identities or not table.sensitive) and label_of(name) not in off
    ]
    return Province.from_frames(
        {name: load_table(name, with_identities=with_identities) for name in names}
    )


def load_person_slice(person: Person) -> Province:
    """Return the province with only this person in it: what their own page computes from.

    Who calls it has asked for the person before. Needs stated for other people are left out.
    """
    of_person = {
        "people": Q(pk=person.pk),
        "appointments": Q(person=person),
        "holdings": Q(person=person),
        "posts": Q(appointments__person=person),
        "units": Q(),
        "unit_successions": Q(pk__in=()),
        "stated_needs": Q(person=person) | Q(person=None),
    }
    reason = "of one person, who was asked for before"
    needed = ("requirements", "qualifications", "inclusions", "retirement_ages")
    frames = {name: load_table(name, which, reason=reason) for name, which in of_person.items()}
    return Province.from_frames({**frames, **{name: load_table(name) for name in needed}})


def load_eligibility_slice(person_ids: Collection[str], programme_id: str) -> Province:
    """Return what the rules of one programme look at, of these people only.

    Who calls it has asked for the people before. One query a table, however many people.
    """
    of_people = Q(person__in=person_ids)
    which = {
        "people": Q(pk__in=person_ids),
        "appointments": of_people,
        "ratings": of_people,
        "disciplines": of_people,
        "succession_plans": of_people,
        "holdings": of_people,
        "posts": Q(appointments__person__in=person_ids),
        "units": Q(posts__appointments__person__in=person_ids),
        "eligibility_rules": Q(programme=programme_id),
    }
    reason = "of people who were asked for before"
    whole = ("parameters", "qualifications", "inclusions", "retirement_ages")
    off = withheld()
    frames = {
        name: load_table(name, rows, reason=reason)
        for name, rows in which.items()
        if label_of(name) not in off
    }
    return Province.from_frames({**frames, **{name: load_table(name) for name in whole}})


def load_table(
    name: str,
    which: Q | None = None,
    *,
    with_identities: bool = False,
    with_key: bool = False,
    reason: str = "",
) -> pl.DataFrame:
    """Return one table as its frame, of the rows that ``which`` filters.

    Within a request a table about people needs the ``reason`` for which it is read unscoped.

    Without ``with_identities`` the numbers of people are null. ``with_key`` adds the primary key as
    a column ``pk``.
    """
    model = MODELS[name]
    rows = model._default_manager.all()
    if which:
        rows = rows.filter(which).distinct()
    if reason:
        rows = unscoped(rows, reason=reason)
    schema: dict[str, Any] = dict(TABLES[name].frame_schema)
    hidden = set() if with_identities else identities_of(name)
    columns = [
        Value("") if column in hidden else _selected(model, column) for column in columns_of(name)
    ]
    if with_key:
        schema["pk"] = None
        columns.append(F("pk"))
    frame = pl.DataFrame(
        list(rows.values_list(*columns)), schema=schema, orient="row", infer_schema_length=None
    )
    key = list(TABLES[name].key)
    return from_rows(frame).sort(key, nulls_last=False)


def _selected(model: type[models.Model], column: str) -> Cast | F:
    """Return what to select for a column: decimals as floats, which is what frames hold."""
    if isinstance(field_of(model, column), models.DecimalField):
        return Cast(column, FloatField())
    return F(column)
