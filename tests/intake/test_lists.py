"""A list from the file to its reading: kept once, refused in words, remembered, sent again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.conftest import holding
from tests.intake.conftest import AS_OF, HandIn
from tests.intake.lists import Row, file_of
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import cancel_job, retry_job
from thuctien.base.models import Job, JobState, User
from thuctien.base.policy import Role
from thuctien.engine.sheets import LayoutChoice, Place
from thuctien.intake.models import KnownForm, ListImport
from thuctien.intake.selectors import waiting_imports
from thuctien.intake.services.corrections import correct_cells
from thuctien.intake.services.lists import (
    choose_layout,
    drop,
    forget_form,
    hand_in,
)
from thuctien.intake.services.state import ListBusyError
from thuctien.intake.shelf import folder_of, shelf_of
from thuctien.people.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)

Work = Callable[[], None]


def _handed_in(content: bytes, name: str, unit: Unit, acting: ActingUser) -> ListImport:
    return hand_in(ContentFile(content, name), unit=unit, as_of=AS_OF, acting_user=acting)


def test_nothing_is_handed_in_for_another_unit(
    acting: ActingUser, rows: list[Row], tmp_path: Path
) -> None:
    other = Unit.objects.get(pk="CQ01")
    with pytest.raises(PermissionDenied):
        hand_in(file_of(rows, tmp_path), unit=other, as_of=AS_OF, acting_user=acting)
    assert not ListImport.objects.exists()


def test_the_same_file_that_still_waits_is_one_list(
    take: HandIn, rows: list[Row], unit: Unit, acting: ActingUser, tmp_path: Path
) -> None:
    made = take(rows)
    content = (tmp_path / "danh-sach.xlsx").read_bytes()
    assert _handed_in(content, "lan-hai.xlsx", unit, acting) == made


def test_a_file_that_waits_already_does_not_take_the_place_of_another(
    take: HandIn, rows: list[Row], agency_officer: User, client: Client, tmp_path: Path
) -> None:
    first = take(rows)
    content = (tmp_path / "danh-sach.xlsx").read_bytes()
    second = take(rows[1:])
    client.force_login(agency_officer)
    file = SimpleUploadedFile("lan-ba.xlsx", content)
    answer = client.post(f"/imports/{second.pk}/again/", {"file": file})
    assert answer.headers["Location"] == f"/imports/{first.pk}/"
    second.refresh_from_db()
    assert (second.state, second.file_name) == ("review", "danh-sach.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 not a list", "không phải là bảng tính"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
    ],
)
def test_what_is_no_list_is_refused_in_words(
    content: bytes,
    words: str,
    unit: Unit,
    acting: ActingUser,
    agency_officer: User,
    work: Work,
    client: Client,
) -> None:
    """By content: each is called .xlsx."""
    made = _handed_in(content, "danh-sach.xlsx", unit, acting)
    work()
    made.refresh_from_db()
    assert made.state == "refused"
    assert words in made.refusal["vi"]
    client.force_login(agency_officer)
    assert words in client.get(f"/imports/{made.pk}/").text


def test_a_confirmed_layout_is_used_for_the_next_list_of_the_unit(
    take: HandIn, rows: list[Row], acting: ActingUser, work: Work
) -> None:
    """Somebody says that the last column is not to be read; the next list is read so."""
    rows[0]["Trung cấp lý luận chính trị"] = "15/06/2019"
    made = take(rows)
    assert shelf_of(made).layouts[0].targets[9] == "held:LLCT-TC"
    choices = {"Danh sách": LayoutChoice(targets={9: None})}
    choose_layout(made, choices, as_of=AS_OF, acting_user=acting)
    work()
    rows[0]["Trung cấp lý luận chính trị"] = "16/06/2019"
    again = take(rows)
    assert 9 not in shelf_of(again).layouts[0].targets
    forget_form(KnownForm.objects.get(), acting_user=acting)
    rows[0]["Trung cấp lý luận chính trị"] = "17/06/2019"
    assert shelf_of(take(rows)).layouts[0].targets[9] == "held:LLCT-TC"


def test_a_returned_file_has_its_faults_and_comes_back_corrected(
    take: HandIn,
    rows: list[Row],
    acting: ActingUser,
    agency_officer: User,
    client: Client,
    work: Work,
) -> None:
    rows[0]["Ngày sinh"] = "31/02/1980"
    rows[1]["Chức vụ"] = "Không có vị trí này"
    made = take(rows)
    correct_cells(made, {Place("Danh sách", 4, 5): "28/02/1980"}, acting_user=acting)
    client.force_login(agency_officer)
    client.post(f"/imports/{made.pk}/returned/")
    work()
    answer = client.get(f"/imports/{made.pk}/returned/")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert len(book.sheetnames) == 2
    sheet = book["Danh sách"]
    assert sheet["E4"].value == "28/02/1980"
    assert "Không có vị trí này" in sheet["G5"].comment.text
    sheet["G5"].value = rows[2]["Chức vụ"]
    corrected = BytesIO()
    book.save(corrected)
    file = SimpleUploadedFile("sua.xlsx", corrected.getvalue())
    assert client.post(f"/imports/{made.pk}/again/", {"file": file}).status_code == 302
    work()
    made.refresh_from_db()
    assert (made.state, made.counts["errors"]) == ("review", 0)


def test_a_list_that_is_being_read_is_not_worked_on(
    unit: Unit, acting: ActingUser, rows: list[Row], tmp_path: Path
) -> None:
    made = hand_in(file_of(rows, tmp_path), unit=unit, as_of=AS_OF, acting_user=acting)
    with pytest.raises(ListBusyError):
        drop(made, acting_user=acting)


def test_a_list_whose_reading_was_cancelled_can_be_sent_again_or_withdrawn(
    unit: Unit,
    acting: ActingUser,
    agency_officer: User,
    rows: list[Row],
    tmp_path: Path,
    client: Client,
) -> None:
    file = file_of(rows, tmp_path)
    made = hand_in(file, unit=unit, as_of=AS_OF, acting_user=acting)
    cancel_job(Job.objects.get(), acting_user=acting)
    client.force_login(agency_officer)
    page = client.get(f"/imports/{made.pk}/").text
    assert f"/imports/{made.pk}/drop/" in page
    again = SimpleUploadedFile("lan-hai.xlsx", (tmp_path / "danh-sach.xlsx").read_bytes())
    client.post(f"/imports/{made.pk}/again/", {"file": again})
    cancel_job(Job.objects.get(state=JobState.QUEUED), acting_user=acting)
    made.refresh_from_db()
    assert (made.state, made.file_name) == ("reading", "lan-hai.xlsx")
    drop(made, acting_user=acting)
    made.refresh_from_db()
    assert made.state == "dropped"


def test_a_withdrawn_list_is_not_read_when_its_dead_job_is_tried_again(
    unit: Unit, acting: ActingUser, rows: list[Row], tmp_path: Path, work: Work
) -> None:
    made = hand_in(file_of(rows, tmp_path), unit=unit, as_of=AS_OF, acting_user=acting)
    Job.objects.update(state=JobState.DEAD)
    drop(made, acting_user=acting)
    retry_job(Job.objects.get(), acting_user=acting)
    work()
    made.refresh_from_db()
    assert Job.objects.get().state == JobState.DONE
    assert (made.state, made.revision) == ("dropped", 0)


def test_of_a_withdrawn_list_nothing_lies_about(
    take: HandIn, rows: list[Row], acting: ActingUser
) -> None:
    made = take(rows)
    assert folder_of(made).exists()
    drop(made, acting_user=acting)
    assert not folder_of(made).exists()


def test_what_waits_is_what_was_read_and_not_taken_in(
    take: HandIn, rows: list[Row], acting: ActingUser
) -> None:
    made = take(rows)
    assert list(waiting_imports(acting)) == [made]
    stranger = ActingUser(user=holding(Role.AGENCY_OFFICER, "xa", "CQ01"))
    assert not waiting_imports(stranger).exists()
    drop(made, acting_user=acting)
    assert not waiting_imports(acting).exists()
    assert made.created_at <= timezone.now()
