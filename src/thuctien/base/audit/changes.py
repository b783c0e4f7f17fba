"""What an act did to single records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model

from thuctien.base.audit.described import SECRET, about, kept_fields, key_of, label_of
from thuctien.base.canonical import canonical
from thuctien.base.models.audit import ChangeKind
from thuctien.base.sealed_fields import SealedField
from thuctien.base.sealing import seal

HIDDEN = "•••"
_EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record as it was: its label and key, and its values by column."""

    label: str
    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record, as the trail stores it: values are canonical JSON."""

    kind: str
    object_type: str
    object_key: str
    about_type: str
    about_key: str
    before: str
    after: str


def snapshot(record: Model) -> Snapshot:
    """Return how a record is now; take it before changing it, for :func:`changed`."""
    values = {
        field.attname: _value(getattr(record, field.attname))
        for field in kept_fields(type(record))
        if field.attname not in record.get_deferred_fields()
    }
    return Snapshot(label_of(type(record)), key_of(record), values)


def created(record: Model) -> Change:
    """Return the change that a record, just saved, came into being."""
    now = snapshot(record)
    return _change(ChangeKind.CREATE, now, {}, now.values)


def changed(before: Snapshot, record: Model) -> Change | None:
    """Return what differs in a record since ``before``; None where nothing does."""
    now = snapshot(record)
    differing = [
        column
        for column in before.values.keys() & now.values.keys()
        if before.values[column] != now.values[column]
    ]
    if not differing:
        return None
    old = {column: before.values[column] for column in differing}
    new = {column: now.values[column] for column in differing}
    return _change(ChangeKind.CHANGE, before, old, new)


def deleted(record: Model | Snapshot) -> Change:
    """Return the change that a record went; take it before deleting, while it has its key."""
    was = record if isinstance(record, Snapshot) else snapshot(record)
    return _change(ChangeKind.DELETE, was, was.values, {})


def stored_values(model: type[Model], values: Mapping[str, object]) -> str:
    """Return values by column as the trail stores them: sealed ones sealed, secret ones hidden."""
    fields = {field.attname: field for field in kept_fields(model)}
    secret = SECRET.get(label_of(model), frozenset())
    return canonical(
        {
            column: HIDDEN if column in secret else _stored(fields[column], value)
            for column, value in values.items()
        }
    )


def present(changes: Iterable[Change | None]) -> list[Change]:
    """Return the changes without those that came to nothing."""
    return [change for change in changes if change is not None]


def _change(
    kind: ChangeKind,
    named: Snapshot,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> Change:
    model = apps.get_model(named.label)
    if kind is not ChangeKind.CHANGE:
        before, after = _filled(before), _filled(after)
    return Change(
        str(kind),
        named.label,
        named.key,
        *about(named.label, named.key, named.values),
        stored_values(model, before),
        stored_values(model, after),
    )


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    return {column: value for column, value in values.items() if value not in _EMPTY}


def _stored(field: Field[object, object], value: object) -> object:
    if isinstance(field, SealedField) and value is not None:
        return str(seal(str(value), findable=False))
    return value


def _value(value: object) -> object:
    """Return a copy that later changes of the record do not reach."""
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return dict(value)
    return value
