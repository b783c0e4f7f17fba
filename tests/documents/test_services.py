from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import holding
from tests.documents.builders import (
    CONTENT,
    DAY,
    make_body,
    make_draft,
    make_numbered,
    make_party_body,
    make_signer,
    make_unit,
)
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry
from thuctien.base.policy import Role
from thuctien.documents.content import Annex, Content
from thuctien.documents.kinds import KindId
from thuctien.documents.models import Document, DocumentState, IssuingBody, Register
from thuctien.documents.selectors.register import seen
from thuctien.documents.services import (
    amend_document,
    attach_scan,
    cancel_document,
    change_draft,
    drop_draft,
    mark_signed,
    number_document,
    take_over_register,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> IssuingBody:
    """The department of home affairs, with somebody who signs for it."""
    body = make_body()
    make_signer(body)
    return body


def test_a_draft_has_no_number_and_can_be_changed(body: IssuingBody) -> None:
    draft = make_draft(body)
    changed = change_draft(
        draft, content=replace(CONTENT, abstract="Về việc khác"), acting_user=SYSTEM
    )
    assert (changed.number, changed.abstract) == (None, "Về việc khác")


def test_numbers_follow_one_another_by_body_and_kind(body: IssuingBody) -> None:
    texts = [make_numbered(body).number_text for _ in range(2)]
    texts.append(make_numbered(body, kind=KindId.NOTICE).number_text)
    assert texts == ["01/QĐ-SNV", "02/QĐ-SNV", "01/TB-SNV"]


def test_a_state_body_begins_anew_each_year(body: IssuingBody) -> None:
    make_numbered(body)
    assert make_numbered(body, date(2027, 1, 4)).number_text == "01/QĐ-SNV"


def test_a_party_body_counts_through_its_term() -> None:
    board = make_party_body(make_unit("BTC"))
    texts = [make_numbered(board, on).number_text for on in (DAY, date(2027, 1, 4))]
    assert texts == ["01-QĐ/BTCTU", "02-QĐ/BTCTU"]


def test_an_earlier_day_cannot_follow_a_later_one(body: IssuingBody) -> None:
    make_numbered(body)
    with pytest.raises(ValidationError, match="05/02/2026"):
        make_numbered(body, DAY - timedelta(days=1))
    assert Register.objects.get().last_number == 1


def test_a_register_goes_on_after_the_last_number_on_paper(body: IssuingBody) -> None:
    kind = make_draft(body).kind
    take_over_register(
        body, kind, on=DAY, last_number=245, reason="Đã cấp trên giấy", acting_user=SYSTEM
    )
    assert make_numbered(body).number_text == "246/QĐ-SNV"
    with pytest.raises(ValidationError):
        take_over_register(
            body, kind, on=DAY, last_number=300, reason="Nhảy số", acting_user=SYSTEM
        )


def test_what_has_a_number_is_neither_changed_nor_dropped_nor_numbered_again(
    body: IssuingBody,
) -> None:
    document = make_numbered(body)
    for act in (
        lambda: change_draft(document, content=CONTENT, acting_user=SYSTEM),
        lambda: drop_draft(document, acting_user=SYSTEM),
        lambda: number_document(document, on=DAY, acting_user=SYSTEM),
    ):
        with pytest.raises(ValidationError, match="01/QĐ-SNV"):
            act()


def test_a_draft_that_is_dropped_uses_up_no_number(body: IssuingBody) -> None:
    drop_draft(make_draft(body), acting_user=SYSTEM)
    assert not Document.objects.exists()
    assert make_numbered(body).number == 1


def test_a_draft_says_what_it_lacks(body: IssuingBody) -> None:
    draft = make_draft(body, content=Content(abstract="Về việc trống"))
    with pytest.raises(ValidationError) as caught:
        number_document(draft, on=date(2019, 1, 1), acting_user=SYSTEM)
    assert len(caught.value.messages) == 2
    assert not Register.objects.exists()


def test_what_was_numbered_keeps_the_words_of_its_day(body: IssuingBody) -> None:
    document = make_numbered(body)
    IssuingBody.objects.update(name="Sở khác")
    assert Document.objects.get(pk=document.pk).frozen["co_quan"] == "Sở Nội vụ"


def test_another_document_cancels_it_with_its_own_number(body: IssuingBody) -> None:
    document, other = make_numbered(body), make_draft(body)
    cancel_document(document, by=other, reason="Sai căn cứ", acting_user=SYSTEM)
    document.refresh_from_db()
    assert document.state == DocumentState.NUMBERED
    number_document(other, on=DAY, acting_user=SYSTEM)
    document.refresh_from_db()
    assert (document.state, document.number) == (DocumentState.CANCELLED, 1)


def test_a_document_with_a_number_cancels_at_once(body: IssuingBody) -> None:
    document, other = make_numbered(body), make_numbered(body)
    cancel_document(document, by=other, reason="Sai căn cứ", acting_user=SYSTEM)
    document.refresh_from_db()
    assert document.state == DocumentState.CANCELLED


def test_what_is_amended_stays_in_force(body: IssuingBody) -> None:
    document, other = make_numbered(body), make_numbered(body)
    link = amend_document(document, by=other, reason="Thêm một người", acting_user=SYSTEM)
    document.refresh_from_db()
    assert document.state == DocumentState.NUMBERED
    assert list(document.undergoes.all()) == [link]


@pytest.mark.parametrize("reason", ["", "  "])
def test_cancelling_needs_a_reason(body: IssuingBody, reason: str) -> None:
    document, other = make_numbered(body), make_draft(body)
    with pytest.raises(ValidationError):
        cancel_document(document, by=other, reason=reason, acting_user=SYSTEM)


def test_a_document_cannot_cancel_itself_nor_twice_nor_a_draft(body: IssuingBody) -> None:
    document, other, draft = make_numbered(body), make_numbered(body), make_draft(body)
    for target in (other, draft):
        with pytest.raises(ValidationError):
            cancel_document(target, by=other, reason="Sai", acting_user=SYSTEM)
    cancel_document(document, by=other, reason="Sai", acting_user=SYSTEM)
    with pytest.raises(ValidationError):
        cancel_document(document, by=make_numbered(body), reason="Sai", acting_user=SYSTEM)


def test_a_scan_shows_that_it_was_signed(body: IssuingBody, home: object) -> None:
    document = make_numbered(body)
    for _again in range(2):
        file = SimpleUploadedFile("36.pdf", b"%PDF-1.7 signed")
        attach_scan(document, file, signed_on=DAY, acting_user=SYSTEM)
    document.refresh_from_db()
    assert (document.state, document.signed_on) == (DocumentState.SIGNED, DAY)
    assert document.scans.count() == 1


def test_what_is_no_picture_is_no_scan(body: IssuingBody, home: object) -> None:
    document = make_numbered(body)
    for name, content in (("36.pdf", b"PK\x03\x04"), ("36.exe", b"%PDF-"), ("36", b"%PDF-")):
        with pytest.raises(ValidationError):
            attach_scan(
                document, SimpleUploadedFile(name, content), signed_on=DAY, acting_user=SYSTEM
            )
    document.refresh_from_db()
    assert document.state == DocumentState.NUMBERED


def test_a_draft_cannot_be_signed(body: IssuingBody) -> None:
    with pytest.raises(ValidationError):
        mark_signed(make_draft(body), signed_on=DAY, acting_user=SYSTEM)


def test_a_row_of_the_list_must_fit_its_columns(body: IssuingBody) -> None:
    with pytest.raises(ValidationError, match="2"):
        make_draft(body, annex=Annex(title="DS", columns=("TT", "Tên"), rows=[(1, "A"), (2,)]))


def test_somebody_who_signs_for_another_body_is_refused(body: IssuingBody) -> None:
    stranger = make_signer(make_party_body(make_unit("BTC")))
    with pytest.raises(ValidationError):
        change_draft(make_draft(body), signer=stranger, acting_user=SYSTEM)


def test_an_officer_writes_and_an_approver_numbers(body: IssuingBody) -> None:
    officer = ActingUser(user=holding(Role.PROVINCE_OFFICER, "lan"))
    approver = ActingUser(user=holding(Role.APPROVER, "hung"))
    draft = make_draft(body, acting_user=officer)
    with pytest.raises(PermissionDenied):
        number_document(draft, on=DAY, acting_user=officer)
    with pytest.raises(PermissionDenied):
        change_draft(draft, content=CONTENT, acting_user=approver)
    assert number_document(draft, on=DAY, acting_user=approver).number == 1


def test_an_approver_of_a_unit_that_is_only_concerned_cannot_number(body: IssuingBody) -> None:
    make_unit("STC", "Sở Tài chính")
    approver = ActingUser(user=holding(Role.APPROVER, "hung", "STC"))
    draft = make_draft(body, concerns=["STC"])
    with pytest.raises(PermissionDenied):
        number_document(draft, on=DAY, acting_user=approver)


def test_a_unit_concerned_reads_it_once_it_has_a_number(body: IssuingBody) -> None:
    make_unit("STC", "Sở Tài chính")
    reader = ActingUser(user=holding(Role.AGENCY_OFFICER, "mai", "STC"))
    draft = make_draft(body, concerns=["STC"])
    assert not seen(acting_user=reader).exists()
    number_document(draft, on=DAY, acting_user=SYSTEM)
    assert seen(acting_user=reader).get() == draft


def test_the_trail_names_the_number(body: IssuingBody) -> None:
    make_numbered(body)
    entry = AuditEntry.objects.get(action="documents.document.number")
    assert entry.after == {"number": "01/QĐ-SNV", "dated_on": "2026-02-05"}
