"""The pages of documents: what they show, with how many queries, and the way of a document."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from tests.documents.builders import (
    DAY,
    make_body,
    make_draft,
    make_numbered,
    make_party_body,
    make_signer,
    make_unit,
)
from tests.documents.printed import list_of
from tests.reports.test_pages import Shape
from thuctien.base.acting import SYSTEM
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.documents.models import Document, DocumentState, IssuingBody, Template
from thuctien.documents.rendering import SHIPPED
from thuctien.documents.services import cancel_document

pytestmark = pytest.mark.django_db

MOST_QUERIES = {"documents": 13, "document": 13, "new": 8, "bodies": 8, "templates": 9}
"""However many rows a page shows; those that every page asks for are in them."""


@pytest.fixture
def body() -> IssuingBody:
    """The department of home affairs, with somebody who signs for it."""
    body = make_body()
    make_signer(body)
    return body


@pytest.fixture
def clerk(officer: User) -> Client:
    """The officer's browser."""
    return browser(officer)


def browser(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def fill_the_register(body: IssuingBody) -> Document:
    """Store documents of every state of two bodies, and return one on which much hangs."""
    board = make_party_body(make_unit("BTC", "Ban Tổ chức"))
    make_signer(board)
    for number in range(5):
        make_numbered(body if number % 2 else board)
        make_draft(body, annex=list_of(3))
        make_signer(body, name=f"Người Ký {number}")
    much = make_numbered(body, annex=list_of(30), concerns=["BTC", "SNV"])
    for _other in range(4):
        cancel_document(make_numbered(body), by=much, reason="Sai căn cứ", acting_user=SYSTEM)
    return much


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", MOST_QUERIES)
def test_a_page_with_much_on_it_asks_few_questions_and_is_built_well(
    name: str,
    language: str,
    body: IssuingBody,
    clerk: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    much = fill_the_register(body)
    clerk.cookies["django_language"] = language
    address = reverse(f"documents:{name}", args=[much.pk] if name == "document" else [])
    with django_assert_max_num_queries(MOST_QUERIES[name]):
        answer = clerk.get(address)
    assert answer.status_code == 200
    shape = Shape(answer.content.decode())
    assert shape.headings.count(1) == 1
    assert shape.forbidden == []
    assert len(shape.ids) == len(set(shape.ids))
    assert [i for i, named in shape.fields.items() if not named and i not in shape.labels] == []


@pytest.mark.parametrize("name", [name for name in MOST_QUERIES if name != "document"])
def test_a_page_stands_before_anything_is_there(name: str, clerk: Client) -> None:
    assert clerk.get(reverse(f"documents:{name}")).status_code == 200


def test_a_document_goes_from_a_draft_to_being_cancelled(
    body: IssuingBody, clerk: Client, home: object
) -> None:
    approver = browser(holding(Role.APPROVER, "hung"))
    first, second = written(clerk, body), written(clerk, body)
    assert numbered(approver, first).number_text == "01/QĐ-SNV"
    scan = {"file": SimpleUploadedFile("01.pdf", b"%PDF-1.7"), "signed_on": "06/02/2026"}
    assert clerk.post(reverse("documents:scan", args=[first]), scan).status_code == 302
    signed = Document.objects.get(pk=first)
    assert (signed.state, signed.signed_on) == (DocumentState.SIGNED, date(2026, 2, 6))
    why = {"by": second, "reason": "Lớp không mở"}
    assert clerk.post(reverse("documents:link", args=[first, "cancels"]), why).status_code == 302
    assert Document.objects.get(pk=first).state == DocumentState.SIGNED
    numbered(approver, second)
    assert Document.objects.get(pk=first).state == DocumentState.CANCELLED
    page = clerk.get(reverse("documents:document", args=[first])).content.decode()
    assert "02/QĐ-SNV" in page
    assert "Lớp không mở" in page


def written(clerk: Client, body: IssuingBody) -> int:
    """Write a draft on its page, and return its key."""
    words = {
        "kind": "decision",
        "signer": body.signers.get().pk,
        "abstract": "Về việc cử công chức tham gia khóa bồi dưỡng",
        "bases": "Căn cứ Quy chế làm việc\nTheo đề nghị của Phòng",
        "articles": "Cử 02 công chức.\nQuyết định có hiệu lực từ ngày ký.",
        "recipients": "Như Điều 2",
        "on": "05/02/2026",
    }
    answer = clerk.post(reverse("documents:new"), words)
    assert answer.status_code == 302
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


def numbered(approver: Client, key: int) -> Document:
    """Give a draft its number on its page."""
    answer = approver.post(reverse("documents:number", args=[key]), {"on": f"{DAY:%d/%m/%Y}"})
    assert answer.status_code == 302
    return Document.objects.get(pk=key)


def test_the_word_file_of_a_document_has_its_number(body: IssuingBody, clerk: Client) -> None:
    document = make_numbered(body)
    answer = clerk.get(reverse("documents:word", args=[document.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="01-QD-SNV.docx"'
    words = [cell.text for cell in docx.Document(BytesIO(answer.content)).tables[0]._cells]
    assert any("Số: 01/QĐ-SNV" in text for text in words)


def test_a_draft_that_lacks_something_says_so_instead_of_getting_a_number(
    body: IssuingBody,
) -> None:
    approver = browser(holding(Role.APPROVER, "hung"))
    draft = make_draft(body)
    answer = approver.post(reverse("documents:number", args=[draft.pk]), {"on": "01/01/2019"})
    assert answer.status_code == 400
    assert "01/01/2019" in answer.content.decode()
    assert not Document.objects.exclude(number=None).exists()


def template_file(content: bytes) -> SimpleUploadedFile:
    """Return a file as a browser hands it in."""
    return SimpleUploadedFile("mau.docx", content)


def handed_in(clerk: Client, content: bytes) -> object:
    """Hand in a template of decisions of the state, and return the answer."""
    values = {
        "kind": "decision",
        "family": "state",
        "valid_from": "05/02/2026",
        "file": template_file(content),
    }
    return clerk.post(reverse("documents:new_template"), values)


def test_a_template_is_handed_in_and_its_example_is_taken_away(clerk: Client, home: object) -> None:
    document = docx.Document(str(SHIPPED / "state-decision-1.docx"))
    document.add_paragraph("Mẫu mới")
    file = BytesIO()
    document.save(file)
    assert handed_in(clerk, file.getvalue()).status_code == 302  # type: ignore[attr-defined]
    template = Template.objects.get(version=2)
    answer = clerk.get(reverse("documents:template_preview", args=[template.pk]))
    example = docx.Document(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    words = [paragraph.text for paragraph in example.paragraphs]
    assert "Mẫu mới" in words
    assert "Về việc cử công chức tham gia khóa bồi dưỡng" in words


def test_what_is_wrong_with_a_template_stands_on_the_page(clerk: Client, home: object) -> None:
    clerk.cookies["django_language"] = "vi"
    answer = handed_in(clerk, (SHIPPED / "party-decision-1.docx").read_bytes())
    assert answer.status_code == 400  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "Phần đầu thiếu dòng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”" in page
    assert not Template.objects.filter(version=2).exists()


def test_who_may_not_change_templates_sees_no_form(body: IssuingBody) -> None:
    page = browser(holding(Role.APPROVER, "hung")).get(reverse("documents:templates"))
    assert reverse("documents:new_template") not in page.content.decode()


def test_a_signer_who_lacks_a_name_is_asked_for_it_under_their_body(
    body: IssuingBody, clerk: Client
) -> None:
    make_party_body(make_unit("BTC", "Ban Tổ chức"))
    answer = clerk.post(reverse("documents:new_signer", args=[body.pk]), {"office": "GIÁM ĐỐC"})
    assert answer.status_code == 400
    assert answer.content.decode().count('value="GIÁM ĐỐC"') == 1
