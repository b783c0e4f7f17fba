"""A workbook goes in through the queue: stored wholly, or refused with every fault by its place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tests.base.jobs.working import work_off_the_queue
from thuctien.base import job_wording
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, Job, JobState
from thuctien.engine.model import Province
from thuctien.engine.wording import Language
from thuctien.engine.workbook import write_province
from thuctien.people.models import Person
from thuctien.sending.services.importing import request_import

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workbook(province: Province, tmp_path: Path) -> Path:
    path = tmp_path / "Tỉnh mẫu.xlsx"
    write_province(province, path)
    return path


def _import(
    path: Path, by: ActingUser, monkeypatch: pytest.MonkeyPatch, *, replace: bool = False
) -> Job:
    file = ContentFile(path.read_bytes(), name=path.name)
    job = request_import(file, acting_user=by, replace=replace)
    work_off_the_queue(monkeypatch)
    job.refresh_from_db()
    return job


def _with_province_code(path: Path, code: str) -> Path:
    book = openpyxl.load_workbook(path)
    for row in book["Tham số"].iter_rows():
        if row[0].value == "province_code":
            row[1].value = code
    changed = path.with_name(f"{code}.xlsx")
    book.save(changed)
    return changed


def test_a_workbook_is_stored_and_the_job_says_what_it_did(
    workbook: Path,
    province: Province,
    home: Path,
    acting_officer: ActingUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = _import(workbook, acting_officer, monkeypatch)
    assert (job.state, job.error) == (JobState.DONE, "")
    assert job.result["tables"]["people"]["inserted"] == province.people.height
    assert Person.objects.count() == province.people.height
    entry = AuditEntry.objects.get(action="sending.province.store")
    assert entry.user == acting_officer.user
    assert entry.after["source"]["name"] == "Tỉnh mẫu.xlsx"
    assert entry.after["source"]["sha256"] == job.arguments["sha256"]


def test_faults_are_kept_by_place_in_both_languages_and_nothing_is_stored(
    workbook: Path, home: Path, acting_officer: ActingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.load_workbook(workbook)
    column = {cell.value: cell.column for cell in book["Nhân sự"][1]}["Ngày sinh"]
    book["Nhân sự"].cell(row=2, column=column).value = "31/02/1980"
    book.save(workbook)
    job = _import(workbook, acting_officer, monkeypatch)
    assert (job.state, job.error) == (JobState.FAILED, "faults")
    first = next(fault for fault in job.result["faults"] if fault["row"] == 2)
    assert (first["sheet"], first["column"]) == ("Nhân sự", "Ngày sinh")
    assert first["vi"] != first["en"]
    assert str(job.result["errors"]) in job_wording.error_text(job, Language.VI)
    assert not Person.objects.exists()


@pytest.mark.parametrize("content", [b"", b"this is no workbook", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_workbook_is_refused_in_words(
    content: bytes,
    tmp_path: Path,
    home: Path,
    acting_officer: ActingUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    job = _import(path, acting_officer, monkeypatch)
    assert (job.state, job.error) == (JobState.FAILED, "faults")
    assert job.result["faults"][0]["vi"]


def test_another_province_comes_in_only_when_that_is_asked_for(
    workbook: Path, home: Path, acting_officer: ActingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(workbook, acting_officer, monkeypatch)
    other = _with_province_code(workbook, "38")
    refused = _import(other, acting_officer, monkeypatch)
    assert (refused.state, refused.error) == (JobState.FAILED, "other_province")
    assert "38" in job_wording.error_text(refused, Language.EN)
    allowed = _import(other, acting_officer, monkeypatch, replace=True)
    assert allowed.state == JobState.DONE
    assert Path(allowed.result["kept"]).is_file()


def test_a_reader_hands_nothing_in(workbook: Path, home: Path, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        request_import(ContentFile(workbook.read_bytes(), name="a.xlsx"), acting_user=acting_leader)
    assert not (home / "uploads").exists()
