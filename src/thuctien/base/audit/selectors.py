"""Reads the trail: the timeline of a record, and the whole of it for the auditor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from thuctien.base.access import Action, require, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit.described import key_columns
from thuctien.base.audit.records import READ
from thuctien.base.audit.wording import (
    action_text,
    column_text,
    kind_text,
    type_text,
    value_text,
)
from thuctien.base.lists import page_of
from thuctien.base.models import User
from thuctien.base.models.audit import AuditChange, AuditEntry
from thuctien.base.policy import SCOPES
from thuctien.base.withheld import withheld

STEPS = 20
CHANGES = 50
_READINGS = (
    READ,
    "privacy.identity.reveal",
    "privacy.sensitive.read",
    "privacy.person.export",
)
"""Acts that read a record; who may see them is another right than its history."""


@dataclass(frozen=True, slots=True)
class Value:
    """A column with its value before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What became of one record, in words."""

    kind: str
    what: str
    key: str
    values: Sequence[Value]
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Step:
    """An act on a timeline."""

    entry: AuditEntry
    action: str
    changes: Sequence[RecordChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFilter:
    """What is asked of the whole trail; empty asks for all."""

    who: str = ""
    behalf: str = ""
    action: str = ""
    object_type: str = ""
    object_key: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in the list of the whole trail, in words."""

    entry: AuditEntry
    action: str
    what: str


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """One entry with a page of the changes that it made."""

    entry: AuditEntry
    action: str
    what: str
    changes: Sequence[RecordChange]
    page: Page[AuditChange]
    facts: Sequence[tuple[str, str, str]] = field(default_factory=list)


def timeline(
    object_type: str, object_key: str, page: int, *, acting_user: ActingUser
) -> tuple[Page[AuditEntry], list[Step]]:
    """Return a page of what was done to a record and to what belongs to it, newest first.

    It takes the right to the history of the record and to the record itself: four queries beside
    that question. Raises ``PermissionDenied``; the history of a record that is gone is for those
    who may see the whole trail.
    """
    _require_history(object_type, object_key, acting_user)
    about = Q(about_type=object_type, about_key=object_key) & ~Q(object_type__in=withheld())
    changed = AuditChange.objects.filter(about).values("entry_id")
    itself = Q(object_type=object_type, object_key=object_key) & ~Q(action__in=_READINGS)
    entries = AuditEntry.objects.filter(itself | Q(position__in=changed))
    found = page_of(_with_users(entries), page, STEPS)
    positions = [entry.position for entry in found.object_list]
    by_entry: dict[int, list[AuditChange]] = defaultdict(list)
    for change in AuditChange.objects.filter(about, entry_id__in=positions).order_by("number"):
        by_entry[change.entry_id].append(change)
    steps = [
        Step(entry, action_text(entry.action), _in_words(by_entry[entry.position]))
        for entry in found.object_list
    ]
    return found, steps


def trail(
    wanted: TrailFilter, page: int, *, acting_user: ActingUser
) -> tuple[Page[AuditEntry], list[Listed]]:
    """Return a page of the trail, newest first, of what the acting user may see."""
    rows = visible(AuditEntry.objects.all(), acting_user=acting_user).filter(_asked(wanted))
    found = page_of(_with_users(rows), page)
    listed = [
        Listed(entry, action_text(entry.action), type_text(entry.object_type))
        for entry in found.object_list
    ]
    return found, listed


def whole_entry(position: int, page: int, *, acting_user: ActingUser) -> WholeEntry | None:
    """Return one entry with all that it says, or None where the acting user sees no such."""
    rows = visible(AuditEntry.objects.all(), acting_user=acting_user)
    entry = _with_users(rows).filter(pk=position).first()
    if entry is None:
        return None
    shown = AuditChange.objects.exclude(object_type__in=withheld())
    changes = visible(shown, acting_user=acting_user)
    found = page_of(changes.filter(entry=entry).order_by("number"), page, CHANGES)
    names = sorted({*entry.before, *entry.after})
    facts = [(name, _fact(entry.before, name), _fact(entry.after, name)) for name in names]
    return WholeEntry(
        entry,
        action_text(entry.action),
        type_text(entry.object_type),
        _in_words(found.object_list),
        found,
        facts,
    )


def actions_used() -> list[tuple[str, str]]:
    """Return the actions that are on the trail, each with its words, in their order."""
    codes = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
    return sorted(((code, action_text(code)) for code in codes), key=lambda pair: pair[1])


def _require_history(object_type: str, object_key: str, acting_user: ActingUser) -> None:
    rows = _rows_of(object_type, object_key)
    if rows is not None:
        seen = visible(rows, acting_user=acting_user)
        if visible(seen, acting_user=acting_user, action=Action.READ_HISTORY).exists():
            return
    require(acting_user, Action.READ_AUDIT)


def _rows_of(object_type: str, object_key: str) -> QuerySet[Model] | None:
    """Return the row of that key, as a query; None where no row can be named so."""
    if object_type not in SCOPES:
        return None
    model = apps.get_model(object_type)
    if key_columns(model) != (model._meta.pk.attname,):
        return None
    try:
        row: QuerySet[Model] = model._default_manager.filter(pk=object_key)
    except (ValueError, ValidationError):
        return None
    return row


def _asked(wanted: TrailFilter) -> Q:
    exact = {
        "action": wanted.action,
        "object_type": wanted.object_type,
        "object_key": wanted.object_key,
    }
    condition = Q(**{name: value for name, value in exact.items() if value})
    if wanted.who:
        condition &= Q(user__in=_accounts(wanted.who))
    if wanted.behalf:
        condition &= Q(on_behalf_of__in=_accounts(wanted.behalf))
    if wanted.since:
        condition &= Q(happened_at__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(happened_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return condition


def _accounts(text: str) -> QuerySet[User, int]:
    named = Q(username__icontains=text) | Q(display_name__icontains=text)
    return User.objects.filter(named).values_list("pk", flat=True)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _with_users(rows: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    return rows.select_related("user", "on_behalf_of").order_by("-position")


def _in_words(changes: Iterable[AuditChange]) -> list[RecordChange]:
    return [
        RecordChange(
            kind_text(change.kind),
            type_text(change.object_type),
            change.object_key,
            _values(change),
            bool(change.erased_digest),
        )
        for change in changes
    ]


def _values(change: AuditChange) -> list[Value]:
    what = change.object_type
    columns = list(dict.fromkeys([*change.before, *change.after]))
    return [
        Value(
            column_text(what, column),
            value_text(what, column, change.before.get(column)),
            value_text(what, column, change.after.get(column)),
        )
        for column in columns
    ]


def _fact(facts: dict[str, object], name: str) -> str:
    return value_text("", name, facts.get(name))
