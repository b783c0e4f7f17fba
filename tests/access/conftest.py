"""The province of the table of access, built once for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.access.cast import Cast, assemble
from tests.access.province import build_province


@pytest.fixture(scope="package")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The province and everybody who acts in it; what a test changes is undone after the test.

    Each test ends by closing the connection, which SQLite in memory takes no notice of; on
    PostgreSQL it would end the transaction that all tests here share.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(connection, "close", lambda: None)
        build_province()
        yield assemble()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_of_this_test_only(home: Path) -> None:
    """Keep what is written to files in a folder of the test."""


@pytest.fixture(autouse=True)
def _without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no LibreOffice: who may have the file is asked here, not what is in it."""
    monkeypatch.setattr("thuctien.documents.pdf._program", lambda: None)
