"""Ten thousand claim a hundred seats at once, and a hundred get one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bench.claims import run_claims
from thuctien.settings.database import database

CLAIMS, SEATS, CONNECTIONS = 10_000, 100, 8


@pytest.fixture
def counters_hold(db: None) -> None:
    """Nothing of the cast: the claims have tables of their own."""


def settings_of(description: dict[str, Any]) -> dict[str, Any]:
    """Return the test database's settings with another address."""
    return {**connection.settings_dict, **description, "TIME_ZONE": None}


def check(found: dict[str, Any]) -> None:
    assert found["given"] == SEATS
    assert found["counted_by_class"] == found["counted_by_quota"] == SEATS
    assert found["nominations_with_a_seat"] == SEATS


@pytest.mark.postgres
def test_ten_thousand_claims_on_postgresql_give_exactly_the_seats_there_are() -> None:
    check(run_claims(settings_of({}), CLAIMS, SEATS, CONNECTIONS))


def test_ten_thousand_claims_on_sqlite_give_exactly_the_seats_there_are(tmp_path: Path) -> None:
    check(run_claims(settings_of(database("", tmp_path)), CLAIMS, SEATS, CONNECTIONS))
