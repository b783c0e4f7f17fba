"""Asks once more who is there, before something that matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


def confirmed(view: View) -> View:
    """Let a view run only for somebody who showed a password or a second factor a moment ago."""
    asking: View = reauthentication_required(app="thuctien.accounts")(view)
    return asking
