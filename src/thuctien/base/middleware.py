"""What every answer of the web carries."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_supported_language_variant

Next = Callable[[HttpRequest], HttpResponse]


def content_security_policy(get_response: Next) -> Next:
    """Allow only our own scripts, styles and forms: typed text never runs as code."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        return response

    return middleware


def chosen_language(get_response: Next) -> Next:
    """Speak the language that the reader chose, Vietnamese where none was chosen.

    Django's own middleware follows the browser's list of languages; on the many office machines
    with an English browser it would greet Vietnamese clerks in English.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = _language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def _language(request: HttpRequest) -> str:
    try:
        return get_supported_language_variant(
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        )
    except LookupError:
        return settings.LANGUAGE_CODE
