"""Many rows at once: what a province of 40,000 people needs.

The ORM's ``bulk_create`` builds an object for every row; for whole frames this writes the same
values, prepared by the same fields, five times as fast, which is also how long SQLite keeps other
writers waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

_BATCH = 10_000
_AS_THEY_ARE = (models.TextField, models.IntegerField, models.FloatField)

Row = Sequence[Any]


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows; ``columns`` are attribute names of the model («unit_id» for a reference).

    Values are of the fields' Python types. Call it inside a transaction. Where ``rows`` is a
    generator it must not query: PostgreSQL is copying on the same connection. Raises the database's
    ``IntegrityError`` where a constraint does not hold (references: at the end of the transaction).
    """
    quoted = [_column(_field(model, name)) for name in columns]
    table = _quote(model._meta.db_table)
    prepared = _prepared(model, columns, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            command = f"COPY {table} ({', '.join(quoted)}) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(command) as copy:
                for row in prepared:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(quoted))
        statement = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({places})"  # noqa: S608
        for batch in _batches(prepared):
            cursor.executemany(statement, batch)


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Update rows by primary key: each has the values of ``columns`` and, last, the key."""
    key = model._meta.pk
    sets = ", ".join(f"{_column(_field(model, name))} = %s" for name in columns)
    statement = (
        f"UPDATE {_quote(model._meta.db_table)} SET {sets} "  # noqa: S608
        f"WHERE {_column(key)} = %s"
    )
    with connection.cursor() as cursor:
        for batch in _batches(_prepared(model, [*columns, key.attname], rows)):
            cursor.executemany(statement, batch)


def delete_all(model: type[models.Model]) -> None:
    """Delete every row of one table; references are checked at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quote(model._meta.db_table)}")  # noqa: S608


def refresh_statistics(*filled: type[models.Model]) -> None:
    """Tell the database how the tables look after a bulk write, so that it plans queries well.

    PostgreSQL would find out by itself only minutes later.
    """
    with connection.cursor() as cursor:
        for model in filled:
            cursor.execute(f"ANALYZE {_quote(model._meta.db_table)}")


def _prepared(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
) -> Iterator[Row]:
    """Yield the rows as the database's driver takes them."""
    preparers = [(i, _preparer(_field(model, name))) for i, name in enumerate(columns)]
    needed = [(i, prepare) for i, prepare in preparers if prepare is not None]
    for row in rows:
        values = list(row)
        for i, prepare in needed:
            if values[i] is not None:
                values[i] = prepare(values[i])
        yield values


def _preparer(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _AS_THEY_ARE):
        return None
    return lambda value: target.get_db_prep_save(value, connection)


def _field(model: type[models.Model], attname: str) -> models.Field[Any, Any]:
    for field in model._meta.concrete_fields:
        if field.attname == attname:
            return field
    raise KeyError(f"{model._meta.label} has no column {attname}")


def _column(field: models.Field[Any, Any]) -> str:
    if field.column is None:
        raise TypeError(f"{field} is kept in no column")
    return _quote(field.column)


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
