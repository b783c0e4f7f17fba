"""What every template may ask."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest

from thuctien.base.acting import ActingUser, acting
from thuctien.base.rules import may_open


def access(request: HttpRequest) -> dict[str, object]:
    """Give templates who acts, and ``may_open(view_name)`` for the menu and links."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"may_open": lambda _view_name: False}
    who: ActingUser = acting(request)
    return {"acting_user": who, "may_open": partial(may_open, who)}
