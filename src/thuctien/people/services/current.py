"""Where everybody works on a day, kept on the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from thuctien.base.access import unscoped
from thuctien.people.models import Appointment, Person, Post

_AT_ONCE = 5_000


@transaction.atomic
def refresh_current_posts(*, on: date, among: Sequence[str] | None = None) -> None:
    """Set the current post and unit of every person from the appointments in force on a day.

    ``among`` are the codes of people to whom it is limited. Of several appointments the latest
    counts, as in ``thuctien.engine.needs.profile.posts_held``; who has none keeps neither post nor
    unit.
    """
    if among is None:
        _refresh(Person.objects.all(), on)
        return
    for start in range(0, len(among), _AT_ONCE):
        _refresh(Person.objects.filter(pk__in=among[start : start + _AT_ONCE]), on)


def _refresh(people: QuerySet[Person], on: date) -> None:
    appointments = unscoped(Appointment.objects.all(), reason="nobody reads what is refreshed")
    main = (
        appointments.filter(person=OuterRef("pk"), valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .order_by("-valid_from", "post_id")
        .values("post_id")[:1]
    )
    unit = Post.objects.filter(pk=OuterRef("current_post_id")).values("unit_id")[:1]
    people.update(current_post_id=Subquery(main))
    people.update(current_unit_id=Subquery(unit))
