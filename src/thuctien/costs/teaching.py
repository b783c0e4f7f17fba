"""Who teaches the classes of a plan, told by the room that makes timetables.

That room stands above this one, so the settings name its function (``TEACHING``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from thuctien.sending.models import Plan

Taught = tuple[str, str, int]
"""Code of a class, kind of lecturer, half days."""


def taught(plan: Plan) -> list[Taught]:
    """Return half days by class and kind of lecturer; nothing where no timetable says."""
    told: Callable[[Plan], Iterable[Taught]] = import_string(settings.TEACHING)
    return list(told(plan))
