"""People who have left: whose last post ended, and of whom nothing is open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.people.models import Appointment, Person, SensitiveFacts
from thuctien.privacy.obligations import open_obligations
from thuctien.privacy.retention.subject import DueItem
from thuctien.privacy.services.erasure import anonymise
from thuctien.privacy.services.trail_values import erase_values

RETENTION_OVER = "hết thời hạn lưu giữ"
"""The reason on the trail, in its language."""
_WHY = "who keeps the periods of retention sees what is due"


def people_due(before: date) -> list[DueItem]:
    """Return the people, not erased yet, whose last post ended before a day."""
    return _left(before, Q(erased_on=None))


def sensitive_due(before: date) -> list[DueItem]:
    """Return those of them of whom sensitive facts are still kept."""
    facts = unscoped(SensitiveFacts.objects.filter(person=OuterRef("pk")), reason=_WHY)
    return _left(before, Q(Exists(facts)))


def make_anonymous(people: Collection[str], acting_user: ActingUser) -> int:
    """Make people anonymous; returns how many."""
    return anonymise(people, reason=RETENTION_OVER, acting_user=acting_user)["people.person"]


def erase_sensitive(people: Collection[str], acting_user: ActingUser) -> int:
    """Delete the sensitive facts of people, on the trail too; returns of how many."""
    facts = SensitiveFacts.objects.filter(person__in=list(people))
    deleted = unscoped(facts, reason=_WHY).delete()[0]
    erase_values(people, reason=RETENTION_OVER, acting_user=acting_user, of="people.sensitivefacts")
    return deleted


def _left(before: date, condition: Q) -> list[DueItem]:
    in_post = Appointment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=before), person=OuterRef("pk")
    )
    people = Person.objects.filter(condition).exclude(Exists(unscoped(in_post, reason=_WHY)))
    rows = unscoped(people, reason=_WHY).annotate(left_on=Max("appointments__valid_to"))
    found = [
        DueItem(pk, name, left_on)
        for pk, name, left_on in rows.exclude(left_on=None)
        .order_by("left_on", "pk")
        .values_list("pk", "full_name", "left_on")
    ]
    busy = open_obligations([item.key for item in found], timezone.localdate()) if found else {}
    return [item for item in found if item.key not in busy]
