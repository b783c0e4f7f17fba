"""What every request of somebody signed in passes: address, age of the session, second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from thuctien.base.access import sees_personal_data
from thuctien.base.acting import acting
from thuctien.base.models import User
from thuctien.base.rules import OPEN

Next = Callable[[HttpRequest], HttpResponse]

BEGAN, SEEN = "began_at", "seen_at"
RENEWED_AFTER = 60.0
"""Seconds after which a session that is used is written anew."""
SETTING_UP = frozenset(
    {
        "accounts:second_factor",
        "accounts:stop_acting",
        "account_reauthenticate",
        "login",
        "logout",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
    }
)
"""Views that somebody without a second factor needs to set one up, or to leave."""


def forwarded_address(get_response: Next) -> Next:
    """Take the caller's address from the proxies that the installation says it stands behind."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.PROXIES:
            hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
            if len(hops) >= settings.PROXIES and hops[-settings.PROXIES]:
                request.META["REMOTE_ADDR"] = hops[-settings.PROXIES]
        return get_response(request)

    return middleware


def begin_session(request: HttpRequest) -> None:
    """Note when a session began."""
    request.session[BEGAN] = request.session[SEEN] = time.time()


def session_age(get_response: Next) -> Next:
    """Renew the session that is used, and end it after the longest time that one may last.

    Idle ones end by themselves: what is stored expires. Writing at most once a minute keeps pages
    quick; the list of sessions is as exact as that.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and SEEN in request.session:
            now = time.time()
            if now - request.session[BEGAN] > settings.SESSION_LONGEST.total_seconds():
                logout(request)
            elif now - request.session[SEEN] > RENEWED_AFTER:
                request.session[SEEN] = now
                UserSession.objects.filter(session_key=request.session.session_key).update(
                    last_seen_at=timezone.now(), ip=request.META.get("REMOTE_ADDR", "")
                )
        return get_response(request)

    return middleware


def used_second_factor(request: HttpRequest, user: User) -> bool:
    """Say whether a second factor was shown in this very session."""
    return any(entry["method"] == "mfa" for entry in get_authentication_records(request, user))


class SecondFactorFirst:
    """Who sees personal data shows a second factor before anything else opens.

    The session itself must have shown it: one that began with a stolen password does not open when
    the account's owner adds a factor elsewhere. Accounts of the demo are exempt: their passwords
    are public, their province is made up.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Lead to setting up a second factor, or to showing it, where one is needed."""
        user = request.user
        if not settings.REQUIRE_SECOND_FACTOR or not isinstance(user, User) or user.is_sample:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in SETTING_UP or getattr(view, "rule", None) is OPEN:
            return None
        if used_second_factor(request, user) or not _sees_people(request, user):
            return None
        ways = _second_factors(user)
        if ways:
            return _lead(request, f"{ways[0]}?{urlencode({'next': request.path})}")
        return _lead(request, reverse("accounts:second_factor"))


def _lead(request: HttpRequest, url: str) -> HttpResponse:
    """Lead the whole page somewhere, also where a script asked for a part of it."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": url})
    return redirect(url)


def _second_factors(user: User) -> list[str]:
    """Return the pages on which an account can show a second factor that it has."""
    ways = get_adapter().get_reauthentication_methods(user)
    return [way["url"] for way in ways if way["id"].startswith("mfa")]


def _sees_people(request: HttpRequest, user: User) -> bool:
    return sees_personal_data(user, acting(request).on_behalf_of)
