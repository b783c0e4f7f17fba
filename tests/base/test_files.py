"""A file that is handed in is kept whole or not at all."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from thuctien.base.files import FileTooLargeError, keep_upload, whole_file


def test_an_upload_is_kept_under_the_hash_of_its_content(home: Path) -> None:
    content = b"PK and so on"
    stored = keep_upload(ContentFile(content, name="../Danh sách.XLSX"))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.name == "Danh sách.XLSX"
    assert stored.size == len(content)
    assert Path(stored.path) == home / "uploads" / f"{stored.sha256}.xlsx"
    assert Path(stored.path).read_bytes() == content


def test_the_same_content_is_kept_once(home: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        keep_upload(ContentFile(b"same", name=name))
    assert len(list((home / "uploads").iterdir())) == 1


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(
    home: Path, settings: Settings
) -> None:
    settings.MAX_UPLOAD_BYTES = 10
    with pytest.raises(FileTooLargeError) as refused:
        keep_upload(ContentFile(b"x" * 11, name="a.xlsx"))
    assert refused.value.figures["most_mib"] == 0
    assert not (home / "uploads").exists()


def test_a_file_that_lies_about_its_size_is_cut_off(home: Path, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 10
    liar = ContentFile(b"x" * 11, name="a.xlsx")
    liar.size = 3
    with pytest.raises(FileTooLargeError):
        keep_upload(liar)
    assert list((home / "uploads").iterdir()) == []


def test_a_write_that_fails_leaves_no_part(tmp_path: Path) -> None:
    with suppress(RuntimeError), whole_file(tmp_path / "kept") as (handle, _finish):
        handle.write(b"half")
        raise RuntimeError
    assert list((tmp_path / "kept").iterdir()) == []
