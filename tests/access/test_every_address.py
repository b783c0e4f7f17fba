"""Every address × every role × own unit, sibling, parent, child: who gets in, who is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from django.test import Client

from tests.access.address_map import View, views
from tests.access.cast import Cast
from tests.access.expected import (
    NAMED,
    NAMED_OVER_PROVINCE,
    OPENED,
    OPENED_OVER_PROVINCE,
    WRITTEN,
    WRITTEN_OVER_PROVINCE,
)
from tests.access.probing import asked, fares, writes
from tests.access.province import PLACES
from tests.access.table import Row, expected, meant, read, write

pytestmark = pytest.mark.django_db

VIEWS = views()
WRITTEN_ABOUT = read(WRITTEN)
WRITING = [view for view in VIEWS if view.name in WRITTEN_ABOUT]
OTHERS = [view for view in VIEWS if view.name not in WRITTEN_ABOUT]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of roles held in one place."""

    opened: Mapping[str, Row]
    written: Mapping[str, Row]
    named: Mapping[str, str]
    places: Sequence[str]


TABLES = {
    "in a unit": Expected(read(OPENED), read(WRITTEN), NAMED, PLACES),
    "over the province": Expected(
        read(OPENED_OVER_PROVINCE),
        read(WRITTEN_OVER_PROVINCE),
        NAMED_OVER_PROVINCE,
        PLACES[1:3],
    ),
}


def held(cast: Cast, where: str) -> Mapping[str, Client]:
    """Return the browsers of those who hold their role there."""
    return cast.in_unit if where == "in a unit" else cast.over_province


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
@pytest.mark.parametrize("where", TABLES)
def test_who_opens_what_and_reads_of_whom(where: str, view: View, cast: Cast) -> None:
    tables = TABLES[where]
    seen: dict[str, str] = {}
    told = []
    for column, client in held(cast, where).items():
        fared = fares(client, view, cast, "get", tables.places)
        seen[column] = fared.answers
        leaked = fared.named - meant(tables.named[column])
        told += sorted(f"{column} reads of {canary.name}" for canary in leaked)
    assert told == []
    assert write(view.name, seen) == expected(tables.opened, view.name)


@pytest.mark.parametrize("view", WRITING, ids=lambda view: view.name)
@pytest.mark.parametrize("where", TABLES)
def test_who_may_send_what_and_nothing_changes_for_the_others(
    where: str, view: View, cast: Cast
) -> None:
    seen: dict[str, str] = {}
    for column, client in held(cast, where).items():
        fared = fares(client, view, cast, "post", TABLES[where].places)
        seen[column] = fared.answers
        assert fared.changed == set(), f"{column} was refused"
    assert write(view.name, seen) == expected(TABLES[where].written, view.name)


@pytest.mark.parametrize("view", OTHERS, ids=lambda view: view.name)
def test_no_other_address_changes_anything(view: View, cast: Cast) -> None:
    """Else it needs a line in WRITTEN, so that its refusals are looked at, too."""
    address = view.address(cast.things["own"])
    for client in (*(cast.over_province[column] for column in ("PO", "AD")), cast.in_unit["AO"]):
        with writes() as changed:
            asked(client, address, "post").close()
        assert changed == set()
