"""Rows as the database has them, before and after an act, so that it can be undone exactly.

Values are those of the columns, not of Python: what is sealed stays sealed, and what is put back
is what was there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.db import connection, models

from thuctien.base.lists import AT_ONCE

_ONLY = {"base.user": frozenset({"id", "person_id"})}
"""Of these models only some columns: an account has nothing else that is of its person."""

Value = str | int | float | bool | None
Rows = dict[str, tuple[Value, ...]]
"""Rows by primary key as text."""

Followed = Mapping[str, str]
"""Models by label, each with the column that has the code of the person a row is about."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one model: ``columns`` are attribute names, the primary key among them."""

    columns: tuple[str, ...]
    rows: Rows


Image = dict[str, Table]


def image_of(followed: Followed, person_ids: Collection[str]) -> Image:
    """Return every row of the ``followed`` models that is about one of these people."""
    return {
        label: _table(apps.get_model(label), column, sorted(person_ids))
        for label, column in followed.items()
    }


def packed(image: Image) -> bytes:
    """Return an image as bytes to be stored."""
    content = {
        label: {"columns": table.columns, "rows": list(table.rows.values())}
        for label, table in image.items()
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), level=3)


def unpacked(content: bytes | memoryview) -> Image:
    """Return the image that :func:`packed` wrote."""
    image = {}
    for label, table in json.loads(zlib.decompress(content)).items():
        columns = tuple(table["columns"])
        key = columns.index(apps.get_model(label)._meta.pk.attname)
        rows = {str(row[key]): tuple(row) for row in table["rows"]}
        image[label] = Table(columns, rows)
    return image


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the rows of one model: the keys of those that came, changed, went."""

    came: tuple[str, ...]
    changed: tuple[str, ...]
    went: tuple[str, ...]


def difference(before: Table, after: Table, but: Collection[str] = ()) -> Difference:
    """Return how two images of one model differ; columns in ``but`` do not count."""
    seen = [i for i, name in enumerate(before.columns) if name not in but]
    changed = (
        key
        for key, row in before.rows.items()
        if key in after.rows and any(row[i] != after.rows[key][i] for i in seen)
    )
    return Difference(
        came=tuple(after.rows.keys() - before.rows.keys()),
        changed=tuple(changed),
        went=tuple(before.rows.keys() - after.rows.keys()),
    )


def restore(before: Image, after: Image) -> None:
    """Put the rows of ``before`` back where ``after`` stands now.

    Call it inside a transaction; references are checked at its end. Rows that are equal in both
    are not touched.
    """
    differences = {label: difference(before[label], table) for label, table in after.items()}
    for label, found in differences.items():
        _delete(apps.get_model(label), found.came)
    for label, found in differences.items():
        _update(apps.get_model(label), before[label], found.changed)
        _insert(apps.get_model(label), before[label], found.went)


def _table(model: type[models.Model], column: str, ids: Sequence[str]) -> Table:
    only = _ONLY.get(model._meta.label_lower)
    fields = [f for f in model._meta.concrete_fields if only is None or f.attname in only]
    columns = tuple(field.attname for field in fields)
    names = ", ".join(_read(field) for field in fields)
    where = _quote(next(str(field.column) for field in fields if field.attname == column))
    key = columns.index(model._meta.pk.attname)
    rows: Rows = {}
    with connection.cursor() as cursor:
        for part in _parts(ids):
            places = ", ".join(["%s"] * len(part))
            cursor.execute(
                f"SELECT {names} FROM {_quote(model._meta.db_table)} "  # noqa: S608
                f"WHERE {where} IN ({places})",
                part,
            )
            rows.update((str(row[key]), tuple(map(_plain, row))) for row in cursor.fetchall())
    return Table(columns, dict(sorted(rows.items())))


def _read(field: models.Field[object, object]) -> str:
    """Return how a column is read; a document of PostgreSQL as text, to be written back as is."""
    name = _quote(str(field.column))
    if isinstance(field, models.JSONField) and connection.vendor == "postgresql":
        return f"{name}::text"
    return name


def _plain(value: object) -> Value:
    """Return a value as JSON can hold it and the database takes it back."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _delete(model: type[models.Model], keys: Iterable[str]) -> None:
    pk = model._meta.pk
    with connection.cursor() as cursor:
        for part in _parts(keys):
            places = ", ".join(["%s"] * len(part))
            cursor.execute(
                f"DELETE FROM {_quote(model._meta.db_table)} "  # noqa: S608
                f"WHERE {_quote(str(pk.column))} IN ({places})",
                [pk.to_python(key) for key in part],
            )


def _insert(model: type[models.Model], table: Table, keys: Sequence[str]) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    names = ", ".join(_quote(str(fields[name].column)) for name in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {_quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        for part in _parts(keys):
            cursor.executemany(statement, [table.rows[key] for key in part])


def _update(model: type[models.Model], table: Table, keys: Sequence[str]) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    pk = model._meta.pk
    key = table.columns.index(pk.attname)
    sets = ", ".join(f"{_quote(str(fields[name].column))} = %s" for name in table.columns)
    statement = (
        f"UPDATE {_quote(model._meta.db_table)} SET {sets} "  # noqa: S608
        f"WHERE {_quote(str(pk.column))} = %s"
    )
    with connection.cursor() as cursor:
        for part in _parts(keys):
            rows = [table.rows[name] for name in part]
            cursor.executemany(statement, [(*row, row[key]) for row in rows])


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def followers_of_people() -> dict[str, str]:
    """Return every model of ours whose rows refer to a person, and that of people itself.

    References from rows of this room do not count: they are notes about people, not theirs.
    """
    person = apps.get_model("people", "Person")
    found = {"people.person": person._meta.pk.attname}
    for relation in person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        model = relation.related_model
        if model._meta.app_label != "intake":
            found[model._meta.label_lower] = relation.field.attname
    return found
