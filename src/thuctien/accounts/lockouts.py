"""Who guesses is locked out for a while: passwords by name and address, codes by account.

django-axes counts in the database, so that it holds over all processes and restarts. A password may
be guessed by anybody, so failures count by user name and address: a stranger cannot lock out the
account's owner, who is elsewhere; many addresses that guess one account are stopped by allauth's
limit by the hour, which is far higher. A code is asked only after the right password, so its
failures count by account, from wherever they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.userkit import filter_users_by_email
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuctien.base.models import User

CODE = "code:"
"""Marks the name under which failures of codes are counted; no user name has a colon."""
Credentials = Mapping[str, Any]


def counted_name(_request: HttpRequest, credentials: Credentials | None) -> str:
    """Return the name under which axes counts: the account's, whether name or e-mail was typed."""
    given = credentials or {}
    typed = str(given.get("login") or given.get("username") or given.get("email") or "").strip()
    if "@" in typed:
        users = filter_users_by_email(typed, prefer_verified=True)
        return str(users[0].get_username()).lower() if users else typed.lower()
    return typed.lower()


def counted_by(request_or_attempt: object, credentials: Credentials | None) -> list[Any]:
    """Return by which properties axes counts the failures of these credentials."""
    name = getattr(request_or_attempt, "username", None) or (credentials or {}).get("login") or ""
    return ["username"] if str(name).startswith(CODE) else [["username", "ip_address"]]


def client_address(request: HttpRequest) -> str | None:
    """Return the address that a request came from, as the audit trail has it."""
    return request.META.get("REMOTE_ADDR") or None


def locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: object = None
) -> HttpResponse:
    """Answer who is locked out, in words: for how long, and who can lift it."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


def may_try_code(request: HttpRequest, user: User) -> bool:
    """Say whether codes of this account are taken at all."""
    return bool(AxesProxyHandler.is_allowed(request, _code_credentials(user)))


def code_failed(request: HttpRequest, user: User) -> None:
    """Count a wrong code."""
    AxesProxyHandler.user_login_failed(User, _code_credentials(user), request)


def code_succeeded(user: User) -> None:
    """Forget the wrong codes before a right one."""
    AxesProxyHandler.reset_attempts(username=counted_code_name(user))


def counted_code_name(user: User) -> str:
    """Return the name under which wrong codes of an account are counted."""
    return CODE + user.get_username().lower()


def _code_credentials(user: User) -> dict[str, str]:
    return {"login": counted_code_name(user)}
