"""Every page of the address map that can be looked at, found by following what pages link to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.flow.planned import SESSION_COOKIE

_LINK = re.compile(r'(?:href|hx-get|action|data-href)="(/[^"#]*)')
_BLANK = re.compile(r"<(?:(\w+):)?\w+>")
_EXAMPLES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}
_ONLY_POST = HTTPStatus.METHOD_NOT_ALLOWED
_MOST_OF_A_VIEW = 2
"""One address plain, one with a question."""


@dataclass(slots=True)
class Found:
    """What was found: whole pages by the name of their view, and what else answers a GET."""

    pages: dict[str, str] = field(default_factory=dict)
    other: set[str] = field(default_factory=set)
    """Views that answer with a part of a page, a file or a redirect, take only a POST, or stand
    behind another view of the same address."""


def view_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name of every view of the address map, with its route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            for name, route in view_names(entry, inner):
                yield name, f"{entry.pattern}{route}"
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", str(entry.pattern)


def find_pages(address: str, session: str, also: Sequence[str] = ()) -> Found:
    """Visit ``also`` and what has no blank to fill, follow all links, return what answered."""
    waiting = ["/", *also, *(f"/{route}" for _name, route in view_names() if "<" not in route)]
    seen: dict[str, int] = {}
    visited: set[str] = set()
    found = Found()
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name is None or path in visited or seen.get(name, 0) >= _MOST_OF_A_VIEW:
            continue
        visited.add(path)
        seen[name] = seen.get(name, 0) + 1
        status, text = _get(address + path, session)
        if status == HTTPStatus.OK and "<html" in text:
            found.pages.setdefault(name, path)
        else:
            found.other.add(name)
        waiting += [unescape(link) for link in _LINK.findall(text)]
    for name, route in view_names():
        path = f"/{_example(route)}"
        hidden = _name(path) != name
        if name not in seen and (hidden or _get(address + path, session)[0] == _ONLY_POST):
            found.other.add(name)
    found.other -= set(found.pages)
    return found


def _example(route: str) -> str:
    """Return an address of a route with something in its blanks."""
    return _BLANK.sub(lambda blank: _EXAMPLES.get(blank[1], "x"), route)


def _name(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


def _get(url: str, session: str) -> tuple[int, str]:
    request = Request(url, headers={"Cookie": f"{SESSION_COOKIE}={session}"})  # noqa: S310 - our own http
    try:
        with build_opener(_StayHere).open(request, timeout=60) as answer:
            if not answer.headers.get_content_type().startswith("text/"):
                return int(answer.status), ""
            return int(answer.status), answer.read().decode()
    except HTTPError as error:
        return error.code, ""
