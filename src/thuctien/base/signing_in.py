"""Who is not signed in is led to the door, and from there back to the page they were on."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from typing_extensions import override

from thuctien.base.rules import OPEN, rule


class SignInFirst(LoginRequiredMiddleware):
    """Django's own, for readers whose session ended in the middle of their work.

    A form that was sent leads back to the page on which it was filled in, not to the address that
    takes it; a part of a page that a script asked for leads the whole page to the door.
    """

    @override
    def handle_no_permission(  # type: ignore[override]  # a script cannot follow a redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """Return the way to the door."""
        by_script = "HX-Request" in request.headers
        if request.method in {"GET", "HEAD"} and not by_script:
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("HX-Current-URL" if by_script else "Referer", "")
        answer = redirect_to_login(_own_path(request, page), resolve_url(settings.LOGIN_URL))
        if not by_script:
            return answer
        return HttpResponse(
            status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": answer.headers["Location"]}
        )


@rule(OPEN)
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer whether the network works and the reader is still signed in; asked before sending."""
    text = "in" if request.user.is_authenticated else "out"
    return HttpResponse(text, content_type="text/plain", headers={"Cache-Control": "no-store"})


def _own_path(request: HttpRequest, address: str) -> str:
    """Return path and query of an address of this installation, the first page for another."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
