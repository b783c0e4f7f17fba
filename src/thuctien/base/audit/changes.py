"""What an act did to records: one by one, or a whole table's rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.apps import apps
from django.db.models import Model

from thuctien.base.audit.described import (
    ABOUT,
    SECRET,
    joined,
    kept_fields,
    key_columns,
    key_of,
    label_of,
)
from thuctien.base.canonical import canonical
from thuctien.base.models.audit import ChangeKind
from thuctien.base.sealed_fields import SealedField
from thuctien.base.sealing import seal

HIDDEN = "•••"

Values = Mapping[str, object]


class Change(NamedTuple):
    """What became of one record, as the trail stores it: values are canonical JSON."""

    kind: str
    object_type: str
    object_key: str
    about_type: str
    about_key: str
    before: str
    after: str


class Snapshot(NamedTuple):
    """A record as it was: its label and key, and its values by column."""

    label: str
    key: str
    values: Values


class Recorder:
    """Makes the changes of many rows of one model from their values by column («unit_id»).

    Values must have the columns of the key, and may have columns that the trail does not keep.
    """

    def __init__(self, model: type[Model]) -> None:
        """Look up once what holds for every row."""
        self._label = label_of(model)
        self._key = key_columns(model)
        self._about_type, self._about_column = ABOUT.get(self._label, (self._label, ""))
        fields = kept_fields(model)
        self._kept = frozenset(field.attname for field in fields)
        self._sealed = {field.attname for field in fields if isinstance(field, SealedField)}
        self._secret = SECRET.get(self._label, frozenset())

    def created(self, values: Values) -> Change:
        """Return the change that a row came into being."""
        return self._change(ChangeKind.CREATE, values, "{}", self._text(values))

    def deleted(self, values: Values) -> Change:
        """Return the change that a row went."""
        return self._change(ChangeKind.DELETE, values, self._text(values), "{}")

    def changed(self, before: Values, after: Values) -> Change | None:
        """Return what differs between two states of a row; None where nothing does."""
        differing = [
            column
            for column in after
            if column in before and column in self._kept and before[column] != after[column]
        ]
        if not differing:
            return None
        old = canonical({column: self._stored(column, before[column]) for column in differing})
        new = canonical({column: self._stored(column, after[column]) for column in differing})
        return self._change(ChangeKind.CHANGE, before, old, new)

    def _change(self, kind: ChangeKind, values: Values, before: str, after: str) -> Change:
        key = joined(values[column] for column in self._key)
        about = joined([values[self._about_column]]) if self._about_column else key
        return Change(kind.value, self._label, key, self._about_type, about, before, after)

    def _text(self, values: Values) -> str:
        return canonical(
            {
                column: self._stored(column, value)
                for column, value in values.items()
                if column in self._kept and value is not None and value not in ("", [], {})
            }
        )

    def _stored(self, column: str, value: object) -> object:
        if column in self._secret:
            return HIDDEN
        if column in self._sealed and value is not None:
            return str(seal(str(value), findable=False))
        return value.isoformat() if type(value) is date else value


def snapshot(record: Model) -> Snapshot:
    """Return how a record is now; take it before changing it, for :func:`changed`."""
    deferred = record.get_deferred_fields()
    values = {
        field.attname: _copy(field.to_python(getattr(record, field.attname)))
        for field in kept_fields(type(record))
        if field.attname not in deferred
    }
    return Snapshot(label_of(type(record)), key_of(record), values)


def created(record: Model) -> Change:
    """Return the change that a record, just saved, came into being."""
    return _recorder(label_of(type(record))).created(snapshot(record).values)


def changed(before: Snapshot, record: Model) -> Change | None:
    """Return what differs in a record since ``before``; None where nothing does."""
    return _recorder(before.label).changed(before.values, snapshot(record).values)


def deleted(record: Model | Snapshot) -> Change:
    """Return the change that a record went; take it before deleting, while it has its key."""
    was = record if isinstance(record, Snapshot) else snapshot(record)
    return _recorder(was.label).deleted(was.values)


def present(changes: Iterable[Change | None]) -> list[Change]:
    """Return the changes without those that came to nothing."""
    return [change for change in changes if change is not None]


@lru_cache(maxsize=256)
def _recorder(label: str) -> Recorder:
    return Recorder(apps.get_model(label))


def _copy(value: object) -> object:
    """Return a copy that later changes of the record do not reach."""
    if isinstance(value, list):
        return list(value)
    return dict(value) if isinstance(value, dict) else value
