"""Where everybody works on a day, kept on the person."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from thuctien.people.models import Appointment, Person, Post


@transaction.atomic
def refresh_current_posts(*, on: date) -> None:
    """Set the current post and unit of every person from the appointments in force on a day.

    Of several appointments the latest counts, as in ``thuctien.engine.needs.profile.posts_held``;
    who has none keeps neither post nor unit.
    """
    main = (
        Appointment.objects.filter(person=OuterRef("pk"), valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .order_by("-valid_from", "post_id")
        .values("post_id")[:1]
    )
    unit = Post.objects.filter(pk=OuterRef("current_post_id")).values("unit_id")[:1]
    Person.objects.update(current_post_id=Subquery(main))
    Person.objects.update(current_unit_id=Subquery(unit))
