"""Every view says what it takes to open it; one that says nothing opens for nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, resolve, reverse

from thuctien.base.access import can, require
from thuctien.base.acting import ActingUser, acting
from thuctien.base.policy import Action

View = TypeVar("View", bound=Callable[..., Any])


class Door(StrEnum):
    """A rule that asks for no action."""

    OPEN = "open"
    """For everybody, signed in or not."""
    SIGNED_IN = "signed_in"
    """For everybody who is signed in, whatever their roles."""


OPEN, SIGNED_IN = Door.OPEN, Door.SIGNED_IN
Rule = Door | Action

BORROWED: Mapping[str, Rule] = {"ui:design": OPEN}
"""Rules of views that know nothing of this room, by their name in the address map: those that a
library brings, and the page of the design system."""


def rule(needed: Rule) -> Callable[[View], View]:
    """Say what opening a view takes; rows are then asked for one by one (``access.visible``)."""

    def mark(view: View) -> View:
        view.rule = needed  # type: ignore[attr-defined]
        return login_not_required(view) if needed is OPEN else view

    return mark


def rule_of(match: ResolverMatch) -> Rule:
    """Return the rule of a resolved view; raises ``ImproperlyConfigured`` where it has none."""
    found: Rule | None = getattr(match.func, "rule", None) or BORROWED.get(match.view_name)
    if found is None:
        raise ImproperlyConfigured(f"The view {match.view_name} has no rule.")
    return found


def may_open(acting_user: ActingUser, view_name: str, *args: str | int) -> bool:
    """Say whether the acting user may open the page of a view."""
    needed = rule_of(resolve(reverse(view_name, args=args)))
    return isinstance(needed, Door) or can(acting_user, needed)


class AskRules:
    """The middleware that asks a view's rule before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> None:
        """Raise ``PermissionDenied`` where the rule does not let this user in."""
        if request.resolver_match is None:
            return
        needed = rule_of(request.resolver_match)
        if isinstance(needed, Action):
            require(acting(request), needed)
