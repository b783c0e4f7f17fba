"""What an act did to rows, as the audit trail keeps it, from the rows before and after."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from thuctien.base.audit import Change, changed, created, deleted, snapshot
from thuctien.base.sealed_fields import SealedField
from thuctien.intake.images import Image, Table, Value, difference


def changes_between(before: Image, after: Image) -> Iterator[Change]:
    """Yield the change of every row that differs; ``before`` may lack rows, never models."""
    for label, table in after.items():
        model = apps.get_model(label)
        earlier = before[label]
        found = difference(earlier, table)
        for key in found.came:
            yield created(_record(model, table, key))
        for key in found.went:
            yield deleted(_record(model, earlier, key))
        for key in found.changed:
            change = changed(snapshot(_record(model, earlier, key)), _record(model, table, key))
            if change is not None:
                yield change


def _record(model: type[models.Model], table: Table, key: str) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    row = zip(table.columns, table.rows[key], strict=True)
    values = [_python(fields[name], value) for name, value in row]
    return model.from_db("default", table.columns, values)


def _python(field: models.Field[object, object], value: Value) -> object:
    """Return the value that a column's content stands for."""
    if isinstance(field, SealedField):
        return field.from_db_value(None if value is None else str(value), None, None)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)
