"""How long the search box takes to answer, asked over HTTP as a browser asks while one types."""

from __future__ import annotations

import http.client
import os
import random
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import urlencode, urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from thuctien.engine.text.folding import fold

ACCOUNT = "canbo"
WARM_UP = ("nguyen", "zzzz")


def bench_search(address: str, queries: int, seed: int) -> dict[str, Any]:
    """Return the milliseconds of ``queries`` searches, and the slowest with what was typed.

    ``address`` is a running installation whose database and data folder the environment names
    (THUCTIEN_HOME, THUCTIEN_DATABASE_URL); its sample account asks.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuctien.settings")
    django.setup()
    cookie = _signed_in()
    typed = [*WARM_UP, *_typed(queries, random.Random(seed))]  # noqa: S311 - no secret
    timed = list(_timed(address, cookie, typed))[len(WARM_UP) :]
    milliseconds = sorted(taken for taken, _text, _hits in timed)
    slowest = max(timed)
    return {
        "queries": queries,
        "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
        "median_ms": round(milliseconds[len(milliseconds) // 2], 1),
        "p95_ms": round(milliseconds[int(0.95 * len(milliseconds))], 1),
        "slowest_ms": round(slowest[0], 1),
        "slowest": slowest[1],
        "without_a_hit": sum(not hits for _taken, _text, hits in timed),
    }


def _signed_in() -> str:
    """Return the cookie of a session of the sample account, made in the database."""
    user = apps.get_model("base", "User").objects.get(username=ACCOUNT)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _typed(queries: int, draw: random.Random) -> Iterator[str]:
    """Yield names as people type them: whole, without marks, half typed, with slips."""
    people, units = (
        list(apps.get_model("people", model).objects.order_by("pk").values_list(name, flat=True))
        for model, name in (("Person", "full_name"), ("Unit", "name"))
    )
    for number in range(queries):
        name = draw.choice(units if number % 5 == 4 else people)
        yield (name, fold(name), fold(name)[: len(name) // 2], _slip(fold(name), draw))[number % 4]


def _slip(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) - 1)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return draw.choice([swapped, text[:at] + text[at + 1 :]])


def _timed(address: str, cookie: str, typed: list[str]) -> Iterator[tuple[float, str, int]]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=30)
    for text in typed:
        started = time.perf_counter()
        connection.request(
            "GET", f"/search/hits/?{urlencode({'q': text})}", headers={"Cookie": cookie}
        )
        answer = connection.getresponse()
        body = answer.read().decode()
        taken = 1000 * (time.perf_counter() - started)
        if answer.status != http.client.OK:
            raise RuntimeError(f"the search answered {answer.status}")
        yield taken, text, body.count('role="option"') - 1
