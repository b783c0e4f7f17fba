"""Putting everybody to an address, and looking at what came of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.address_map import View
from tests.access.cast import Cast
from tests.access.province import CANARIES, FAMILY_NAME, Canary
from tests.access.table import letter

SEARCHED = {"q": FAMILY_NAME}
"""Asked of every address: a search for everybody of the province; others do not look at it."""
KEPT_WITHOUT_ASKING = (
    "base_audit",
    "base_sentform",
    "django_session",
    "shared_cache",
    "usersessions_",
)
"""Tables that any request may write to: who is here and how often, who read what."""
REFUSED = {"x", "n", "m"}


@dataclass(frozen=True, slots=True)
class Fared:
    """How a reader fared with an address.

    ``answers`` has a letter for the objects of each place, ``named`` everybody of whom the answers
    told, ``changed`` what was written though the reader was refused.
    """

    answers: str
    named: set[Canary]
    changed: set[str]


def fares(client: Client, view: View, cast: Cast, method: str, places: Sequence[str]) -> Fared:
    """Put a reader to an address with the objects of each of the places; undo what that changed.

    Where neither of the first two objects changes that it is forbidden, one letter stands for all;
    an address that names nothing has one letter too.
    """
    answers, named, changed = "", set(), set()
    for place in places if view.parameters else places[:1]:
        address = view.address(cast.things[place])
        with writes() as written:
            answer = asked(client, address, method)
        answers += letter(answer, method)
        named |= named_in(text_of(answer, address))
        answer.close()
        if answers[-1] in REFUSED:
            changed |= written
        if answers in {"m", "xx"}:
            return Fared(answers[0], named, changed)
    return Fared(answers, named, changed)


def asked(client: Client, address: str, method: str) -> HttpResponseBase:
    """Return the answer to a request; what it changed is undone, signing out as well."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        ask = client.post if method == "post" else client.get
        answer = ask(address, {} if method == "post" else SEARCHED)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def text_of(answer: HttpResponseBase, address: str) -> str:
    """Return all that an answer tells beyond the address that was asked; a workbook unpacked."""
    parts: Iterable[bytes] = (
        answer.streaming_content if answer.streaming else [answer.content]  # type: ignore[attr-defined]
    )
    content = b"".join(parts)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace").replace(address, "")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def named_in(text: str) -> set[Canary]:
    """Return everybody of whom a text tells."""
    return {canary for canary in CANARIES if canary.is_in(text)}


@contextmanager
def writes() -> Iterator[set[str]]:
    """Collect the statements made inside that change the database."""
    found: set[str] = set()
    with CaptureQueriesContext(connection) as queries:
        yield found
    for query in queries.captured_queries:
        words = query["sql"].replace('"', "").split()
        if words[0] in {"INSERT", "UPDATE", "DELETE"}:
            table = words[1] if words[0] == "UPDATE" else words[2]
            if not table.startswith(KEPT_WITHOUT_ASKING):
                found.add(f"{words[0]} {table}")
