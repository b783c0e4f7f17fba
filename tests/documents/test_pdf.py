"""When a PDF is made, and when it is not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from thuctien.documents.pdf import NoPdfError, can_make_pdf, to_pdf


@pytest.fixture
def no_program(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation on a machine without LibreOffice; its data folder."""
    monkeypatch.setenv("PATH", "")
    return home


def test_without_libreoffice_it_is_said_that_there_is_no_pdf(no_program: Path) -> None:
    assert not can_make_pdf()
    with pytest.raises(NoPdfError):
        to_pdf(b"PK")


def test_what_was_converted_before_is_not_converted_again(no_program: Path) -> None:
    folder = no_program / "results" / "pdf"
    folder.mkdir(parents=True)
    (folder / f"{hashlib.sha256(b'PK').hexdigest()}.pdf").write_bytes(b"%PDF-")
    assert to_pdf(b"PK") == b"%PDF-"


@pytest.mark.libreoffice
def test_a_template_that_no_program_can_read_leaves_no_pdf(home: Path) -> None:
    with pytest.raises(NoPdfError):
        to_pdf(b"PK\x03\x04 no zip at all")
    assert not list((home / "results").glob("**/*.pdf"))
