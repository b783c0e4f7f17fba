"""All that is kept about one person, as a file that they and a machine can read."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from django.db.models import Field, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.fields import SortKeyField
from thuctien.base.withheld import withheld
from thuctien.engine.text.personal_number import masked
from thuctien.engine.workbook.tables import write_tables
from thuctien.people.models import Person
from thuctien.privacy.headings import column_heading, sheet_heading
from thuctien.privacy.kept import references
from thuctien.privacy.models import Kind, Purpose
from thuctien.privacy.selectors.readings import EXPORTED, READINGS, all_readings
from thuctien.privacy.services.disclosure import require_purpose

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "base.user": ("username", "display_name", "email", "date_joined", "last_login", "is_active"),
}
"""Models of which not every column is handed out: what secures an account stays here."""

PLANS = "people.successionplan"
TELLS_PLANS: Mapping[str, frozenset[str]] = {"sending.nomination": frozenset({"checklist"})}
"""Columns of other models from which a succession plan can be read."""

LONGEST_SHEET_NAME = 31

Rows = list[dict[str, Any]]


def export_person(person: Person, *, reason: str, acting_user: ActingUser) -> bytes:
    """Return a zip with all that is kept about a person: ``data.json`` and ``data.xlsx``.

    Numbers are masked, and sensitive facts and succession plans left out, where the acting user may
    not see those of this person; plans also where the province withholds them.
    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.EXPORT_PERSON, person)
    found = collected(person, acting_user=acting_user)
    record(
        EXPORTED,
        acting_user=acting_user,
        object_type="people.person",
        object_key=person.pk,
        after={"rows": {name: len(rows) for name, rows in found.items()}},
        reason=reason,
    )
    return _zipped(person, found)


def hand_out(person: Person, *, purpose: Purpose, acting_user: ActingUser) -> bytes:
    """Return what :func:`export_person` does, for a purpose that opens the whole record.

    Raises ``PermissionDenied``, or :class:`PurposeRefusedError`.
    """
    require(acting_user, Action.EXPORT_PERSON, person)
    require_purpose(purpose, Kind.RECORD, person)
    return export_person(person, reason=purpose.name, acting_user=acting_user)


def collected(person: Person, *, acting_user: ActingUser) -> dict[str, Rows]:
    """Return every row about a person, by model: values by column, references as codes.

    The caller has asked for the right. One query a model that refers to people.
    """
    with_facts = can(acting_user, Action.READ_SENSITIVE, person)
    with_numbers = can(acting_user, Action.REVEAL_IDENTITY, person)
    found = {"people.person": _own_row(person, with_numbers=with_numbers)}
    left_out = withheld() | (frozenset() if with_facts else {"people.sensitivefacts"})
    if not can(acting_user, Action.READ_SUCCESSION, person):
        left_out |= {PLANS}
    for reference in references():
        label = reference.model._meta.label_lower
        if label in left_out:
            continue
        rows = unscoped(
            reference.model._default_manager.filter(**{reference.column: person}),
            reason="an export of this person was granted",
        )
        hidden = TELLS_PLANS.get(label, frozenset()) if PLANS in left_out else frozenset()
        found.setdefault(label, []).extend(_rows(rows, person, hidden))
    found["readings"] = list(_readings(person))
    return {name: rows for name, rows in found.items() if rows}


def _own_row(person: Person, *, with_numbers: bool) -> Rows:
    row = {column.attname: getattr(person, column.attname) for column in _columns(Person)}
    if not with_numbers:
        for name in ("personal_number", "passport_number"):
            row[name] = masked(row[name])
    return [row]


def _rows(
    rows: QuerySet[Model], person: Person, hidden: frozenset[str] = frozenset()
) -> Iterator[dict[str, Any]]:
    """Yield the rows without ``hidden`` columns; somebody else who is named stays unnamed."""
    columns = [column.attname for column in _columns(rows.model) if column.attname not in hidden]
    others = {column.attname for column in rows.model._meta.concrete_fields if _is_person(column)}
    for values in rows.order_by("pk").values_list(*columns):
        yield {
            name: None if name in others and value != person.pk else value
            for name, value in zip(columns, values, strict=True)
        }


def _columns(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the columns that are handed out: none that only repeats another for search."""
    chosen = COLUMNS.get(model._meta.label_lower)
    return [
        column
        for column in model._meta.concrete_fields
        if (chosen is None or column.attname in chosen) and not isinstance(column, SortKeyField)
    ]


def _is_person(column: Field[Any, Any]) -> bool:
    return column.related_model is Person


def _readings(person: Person) -> Iterator[dict[str, Any]]:
    for entry in all_readings(person.pk):
        yield {
            "happened_at": entry.happened_at,
            "user": str(entry.user or ""),
            "on_behalf_of": str(entry.on_behalf_of or ""),
            "action": str(READINGS[entry.action]),
            "reason": entry.reason,
        }


def _zipped(person: Person, found: Mapping[str, Rows]) -> bytes:
    content = {"person": person.pk, "made_at": timezone.now(), "data": found}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "data.json", json.dumps(content, ensure_ascii=False, indent=1, default=_as_json)
        )
        archive.writestr("data.xlsx", _workbook(found))
        archive.writestr("README.txt", _notes(person))
    return buffer.getvalue()


def _workbook(found: Mapping[str, Rows]) -> bytes:
    sheets = {
        sheet_heading(name)[:LONGEST_SHEET_NAME]: (
            {column: column_heading(name, column) for column in rows[0]},
            pl.DataFrame(
                {column: [_as_cell(row[column]) for row in rows] for column in rows[0]},
                schema=dict.fromkeys(rows[0], pl.String),
            ),
        )
        for name, rows in found.items()
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.xlsx"
        write_tables(path, sheets)
        return path.read_bytes()


def _notes(person: Person) -> str:
    lines = (
        _("All that is kept about %(name)s (%(code)s), on %(day)s.")
        % {
            "name": person.full_name,
            "code": person.pk,
            "day": f"{timezone.localdate():%d/%m/%Y}",
        },
        _("data.xlsx is for people, data.json for programs; both say the same."),
        _(
            "Not in it: the hash of the password, notices sent to the account, lists that still"
            " wait to be taken in, and the trail of what others changed."
        ),
    )
    return "\n".join(lines) + "\n"


def _as_json(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _as_cell(value: object) -> str | None:
    """Return a value as it is printed."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
