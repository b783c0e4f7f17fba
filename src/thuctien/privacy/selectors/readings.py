"""Reads who read the record of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.lists import page_of
from thuctien.base.models import AuditEntry
from thuctien.people.models import Person

REVEALED = "privacy.identity.reveal"
SENSITIVE_READ = "privacy.sensitive.read"
EXPORTED = "privacy.person.export"

READINGS: Mapping[str, str | Promise] = {
    "record.read": _("Opened the record"),
    REVEALED: _("Saw the personal number"),
    SENSITIVE_READ: _("Saw sensitive facts"),
    EXPORTED: _("Took away all data"),
}
"""The acts of the trail by which somebody learns something of a person, in words."""


def all_readings(person_id: str) -> QuerySet[AuditEntry]:
    """Return every reading of a person's record, the newest first; the caller asks who may see."""
    rows = AuditEntry.objects.filter(
        object_type="people.person", object_key=person_id, action__in=READINGS
    )
    return rows.select_related("user", "on_behalf_of").order_by("-position")


def readings(person: Person, page: int, *, acting_user: ActingUser) -> Page[AuditEntry]:
    """Return a page of who read a person's record. Raises ``PermissionDenied``."""
    require(acting_user, Action.READ_ACCESS_LOG, person)
    return page_of(all_readings(person.pk), page)


def readings_in_words(entries: Iterable[AuditEntry]) -> list[tuple[AuditEntry, str]]:
    """Return each entry with what was done, in words."""
    return [(entry, str(READINGS[entry.action])) for entry in entries]
