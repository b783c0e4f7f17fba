"""Templates that an office hands in."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import holding
from tests.documents.builders import DAY, make_body, make_draft, make_numbered, make_unit
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry
from thuctien.base.policy import Role
from thuctien.documents.models import DocumentKind, Template
from thuctien.documents.rendering import SHIPPED, file_of, render_docx
from thuctien.documents.services import upload_template
from thuctien.documents.templating import without_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

STAMP = "Mẫu của cơ quan"


def handed_in(stamp: str = STAMP) -> SimpleUploadedFile:
    """Return the template of decisions that comes along, with some words at its end."""
    document = docx.Document(BytesIO((SHIPPED / "state-decision-1.docx").read_bytes()))
    document.sections[0].footer.paragraphs[0].add_run(stamp)
    file = BytesIO()
    document.save(file)
    # python-docx writes the time into the file; the same words must be the same file.
    return SimpleUploadedFile("quyet-dinh.docx", without_clock(file.getvalue()))


def upload(**changes: object) -> Template:
    """Hand in a template of decisions for all bodies of the state."""
    values: dict[str, object] = {
        "kind": DocumentKind.objects.get(pk="decision"),
        "family": "state",
        "file": handed_in(),
        "valid_from": DAY,
        "acting_user": SYSTEM,
    }
    return upload_template(**{**values, **changes})  # type: ignore[arg-type]


def footer_of(content: bytes) -> str:
    """Return what stands at the foot of the first section."""
    return docx.Document(BytesIO(content)).sections[0].footer.paragraphs[0].text


def test_a_file_is_the_next_version_and_the_one_before_stays() -> None:
    before = {template.pk: file_of(template) for template in Template.objects.all()}
    made = upload()
    assert (made.version, made.file_name) == (2, "quyet-dinh.docx")
    assert footer_of(file_of(made)) == STAMP
    kept = Template.objects.exclude(pk=made.pk)
    assert {template.pk: file_of(template) for template in kept} == before


def test_a_document_is_written_with_the_version_of_its_day() -> None:
    body = make_body()
    earlier = make_numbered(body)
    upload(valid_from=DAY + timedelta(days=1))
    same_day = make_numbered(body)
    later = make_numbered(body, DAY + timedelta(days=1))
    feet = [footer_of(render_docx(document)) for document in (earlier, same_day, later)]
    assert feet == ["", "", STAMP]


def test_a_numbered_document_keeps_its_version_when_an_earlier_day_gets_another() -> None:
    document = make_numbered(make_body())
    before = render_docx(document)
    upload(valid_from=date(2020, 1, 1))
    document.refresh_from_db()
    assert render_docx(document) == before


def test_a_body_has_versions_of_its_own() -> None:
    body = make_body()
    other = make_body(make_unit("STC", "Sở Tài chính"), body_id="STC")
    made = upload(body=body)
    assert made.version == 1
    assert footer_of(render_docx(make_draft(body))) == STAMP
    assert footer_of(render_docx(make_draft(other))) == ""


def test_the_same_file_again_is_no_new_version() -> None:
    upload()
    with pytest.raises(ValidationError, match="2"):
        upload()
    assert upload(file=handed_in("khác")).version == 3


def test_a_file_with_faults_leaves_nothing_behind(home: Path) -> None:
    with pytest.raises(ValidationError):
        upload(file=SimpleUploadedFile("a.docx", b"%PDF-"))
    assert Template.objects.filter(kind="decision", family="state").count() == 1
    assert not (home / "uploads").exists()


def test_a_body_of_the_other_family_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        upload(body=make_body(family="party"))
    assert list(caught.value.message_dict) == ["body"]


def test_a_kind_that_the_family_does_not_issue_is_refused() -> None:
    DocumentKind.objects.filter(pk="decision").update(state_sign="")
    with pytest.raises(ValidationError) as caught:
        upload()
    assert list(caught.value.message_dict) == ["kind"]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AGENCY_OFFICER, Role.LEADER])
def test_only_the_office_of_the_province_changes_templates(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        upload(acting_user=ActingUser(user=holding(role, "hung")))


def test_the_trail_says_who_handed_it_in() -> None:
    officer = holding(Role.PROVINCE_OFFICER, "lan")
    made = upload(acting_user=ActingUser(user=officer), note=" Thêm chân trang ")
    entry = AuditEntry.objects.get(action="documents.template.upload")
    assert (entry.object_key, entry.user_id) == (str(made.pk), officer.pk)
    assert (made.uploaded_by, made.note) == (officer, "Thêm chân trang")
