"""The database itself refuses to change or delete what has a number."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.documents.builders import make_body, make_draft, make_numbered
from thuctien.documents.models import Document, DocumentState, IssuingBody

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> IssuingBody:
    """The department of home affairs."""
    return make_body()


@pytest.mark.parametrize(
    "change",
    [
        {"abstract": "Về việc khác"},
        {"content": {}},
        {"annex": {"title": "Khác", "columns": [], "rows": []}},
        {"recipients": []},
        {"frozen": {}},
        {"signer": None},
        {"number": 7},
        {"number_text": "07/QĐ-SNV"},
        {"dated_on": "2026-02-06"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_its_content_cannot_be_changed(body: IssuingBody, change: dict[str, object]) -> None:
    document = make_numbered(body)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_it_cannot_be_deleted(body: IssuingBody) -> None:
    document = make_numbered(body)
    document.concerns.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).delete()


def test_where_it_stands_can_be_written_down(body: IssuingBody) -> None:
    document = make_numbered(body)
    document.state = DocumentState.SIGNED
    document.save()
    assert Document.objects.get().state == DocumentState.SIGNED


def test_a_draft_can_be_changed_and_deleted(body: IssuingBody) -> None:
    Document.objects.filter(pk=make_draft(body).pk).update(abstract="Về việc khác")
    assert Document.objects.all().delete()[0] == 1
