"""Every page of the address map asks who is there; a new one that does not fails here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "alive",
    "design",
    "login",
    "openid_connect_callback",
    "openid_connect_login",
    "set_language",
}
"""Pages for somebody who is not signed in yet, and the one that shows the components."""
SAMPLE = {"int": "1", "str": "x", "slug": "x", "path": "x", "base36": "x"}


def _pages(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, str]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _pages(entry, route)
        elif isinstance(entry, URLPattern):
            yield str(entry.name), _example(route)


def _example(route: str) -> str:
    """Return an address for a route: «/plan/<int:pk>/» as «/plan/1/»."""
    parts = []
    for part in route.split("<"):
        head, separator, rest = part.partition(">")
        parts.append(SAMPLE[head.partition(":")[0]] + rest if separator else part)
    return "".join(parts)


PAGES = sorted(set(_pages()))


def test_the_map_has_pages() -> None:
    assert {name for name, _address in PAGES} >= OPEN
    assert len(PAGES) > 10


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "address"), PAGES)
def test_a_stranger_is_sent_to_sign_in(
    client: Client, name: str, address: str, method: str
) -> None:
    answer = getattr(client, method)(address)
    if name in OPEN:
        assert "/login/" not in answer.headers.get("Location", "")
        return
    assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == (
        302,
        "/login/",
    )
