"""A form that is sent twice takes effect once.

Each form carries a token of its own (the tag ``once``). The first that arrives with it is worked
on; another gets the answer of the first instead. That makes it safe to press twice, to reload, and
to send again what the network may or may not have delivered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.models import SentForm, User
from thuctien.ui.forms import ONCE_FIELD

DONE_COOKIE = "form_done"
"""Tells the page's script which form arrived, so that it forgets what it kept of it."""
KEPT_FOR = timedelta(days=2)


def once(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let each form with a token through once; only an answer that leads on counts as done."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _token(request)
        if token is None or not isinstance(request.user, User):
            return get_response(request)
        sent, is_new = _claim(token, request.user)
        if not is_new:
            return _answer_again(request, sent)
        response = get_response(request)
        if _leads_on(response):
            _finish(sent, response)
        else:
            sent.delete()
        return response

    return middleware


def _token(request: HttpRequest) -> UUID | None:
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return UUID(request.POST.get(ONCE_FIELD, ""))
    except ValueError:
        return None


def _claim(token: UUID, user: User) -> tuple[SentForm, bool]:
    now = timezone.now()
    SentForm.objects.filter(user=user, sent_at__lt=now - KEPT_FOR).delete()
    return SentForm.objects.get_or_create(token=token, defaults={"user": user, "sent_at": now})


def _leads_on(response: HttpResponse) -> bool:
    """Say whether the form was taken; a detour, as to show a password once more, names a «next»."""
    query = QueryDict(urlsplit(response.headers.get("Location", "")).query)
    return 300 <= response.status_code < 400 and "next" not in query


def _finish(sent: SentForm, response: HttpResponse) -> None:
    sent.done_at, sent.location = timezone.now(), response.headers.get("Location", "/")
    sent.save(update_fields=["done_at", "location"])
    _tell_the_page(response, sent)


def _answer_again(request: HttpRequest, sent: SentForm) -> HttpResponse:
    if sent.user_id != request.user.pk or sent.done_at is None:
        return render(request, "base/sent_already.html", status=HTTPStatus.CONFLICT)
    messages.warning(request, _("This form had arrived before; it was not stored a second time."))
    response = HttpResponseRedirect(sent.location)
    _tell_the_page(response, sent)
    return response


def _tell_the_page(response: HttpResponse, sent: SentForm) -> None:
    response.set_cookie(
        DONE_COOKIE,
        str(sent.token),
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
