"""Who teaches the classes of a plan, by the current timetable: for what the plan costs."""

from __future__ import annotations

from django.db.models import Count

from thuctien.classes.models import Session
from thuctien.classes.selectors.timetables import current_timetable
from thuctien.costs.teaching import Taught
from thuctien.sending.models import Plan


def half_days_by_lecturer_kind(plan: Plan) -> list[Taught]:
    """Return the half days of each class by kind of lecturer, by two queries.

    Half days for which no lecturer was found are left out. Nothing without a timetable.
    """
    timetable = current_timetable(plan)
    if timetable is None:
        return []
    rows = (
        Session.objects.filter(timetable=timetable, lecturer__isnull=False)
        .values_list("planned_class__class_id", "lecturer__kind")
        .annotate(Count("pk"))
        .order_by("planned_class__class_id", "lecturer__kind")
    )
    return [(class_id, kind, half_days) for class_id, kind, half_days in rows]
