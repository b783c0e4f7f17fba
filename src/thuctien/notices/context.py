"""What the head of every page says about notices."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest

from thuctien.base.acting import acting
from thuctien.notices.selectors import unread_count


def unread(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """Give templates ``unread_notices``; it asks the database only where it is drawn."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notices": cache(lambda: unread_count(acting_user=acting(request)))}
