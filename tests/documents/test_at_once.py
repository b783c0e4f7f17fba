"""Two hundred drafts get their numbers at once: 1 to 200, none twice, none left out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection, connections

from tests.documents.builders import DAY, make_body, make_draft
from tests.migrated import migrated_home
from thuctien.base.acting import SYSTEM
from thuctien.documents.kinds import KindId
from thuctien.documents.models import Document, DocumentKind, Family, Register, Template
from thuctien.documents.rendering import SHIPPED
from thuctien.documents.services import number_document
from thuctien.settings.database import database

MANY, THREADS = 200, 8


def drafts() -> list[int]:
    """Store as many drafts of one body, and return their keys."""
    try:
        _decisions_can_be_written()
        draft = make_draft(make_body())
        Document.objects.bulk_create(
            Document(**{**_values(draft), "id": None}) for _copy in range(MANY - 1)
        )
        return list(Document.objects.values_list("pk", flat=True))
    finally:
        connection.close()


def _decisions_can_be_written() -> None:
    """Bring back what migrations had stored: tests with transactions of their own empty tables."""
    kind, _is_new = DocumentKind.objects.get_or_create(
        pk=KindId.DECISION,
        defaults={"name": "Quyết định", "name_en": "Decision", "state_sign": "QĐ"},
    )
    name = "state-decision-1.docx"
    content = (SHIPPED / name).read_bytes()
    Template.objects.get_or_create(
        kind=kind,
        family=Family.STATE,
        version=1,
        defaults={
            "file_name": name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
        },
    )


def _values(draft: Document) -> dict[str, object]:
    return {field.attname: getattr(draft, field.attname) for field in Document._meta.fields}


def give_number(key: int) -> int | None:
    """Give one of them its number, in a thread and on a connection of its own."""
    try:
        return number_document(Document.objects.get(pk=key), on=DAY, acting_user=SYSTEM).number
    finally:
        connection.close()


def kept() -> tuple[list[int | None], int]:
    """Return the numbers as they are stored, and the last of the register."""
    try:
        numbers = Document.objects.order_by("number").values_list("number", flat=True)
        return list(numbers), Register.objects.get().last_number
    finally:
        connection.close()


def check_numbers_at_once() -> None:
    """Number all of them at once, everything on connections of other threads."""
    with ThreadPoolExecutor(THREADS) as threads:
        keys: Sequence[int] = threads.submit(drafts).result()
        given = list(threads.map(give_number, keys))
        stored = threads.submit(kept).result()
    every = list(range(1, MANY + 1))
    assert sorted(number or 0 for number in given) == every
    assert stored == (every, MANY)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_at_once_on_postgresql() -> None:
    check_numbers_at_once()


@pytest.mark.django_db
def test_numbers_at_once_on_sqlite(tmp_path: Path) -> None:
    """In a file, as an installation has it: the other tests share one in memory."""
    migrated_home(tmp_path)
    file = {**connection.settings_dict, **database("", tmp_path)}
    with patch.dict(connections.settings["default"], file, clear=True):
        check_numbers_at_once()
    assert not Document.objects.exists()
