"""When a PDF is made, and when it is not."""

from __future__ import annotations

import hashlib
import os
import time
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


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 60 & echo $! >{tmp_path}/started\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr("thuctien.documents.pdf.TIMEOUT_SECONDS", 0.5)
    with pytest.raises(NoPdfError):
        to_pdf(b"PK")
    assert _ends(Path("/proc") / (tmp_path / "started").read_text().strip() / "stat")


def _ends(process: Path) -> bool:
    """Wait until a process is gone, or only its exit code is left."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if process.read_text().split()[2] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.libreoffice
def test_a_template_that_no_program_can_read_leaves_no_pdf(home: Path) -> None:
    with pytest.raises(NoPdfError):
        to_pdf(b"PK\x03\x04 no zip at all")
    assert not list((home / "results").glob("**/*.pdf"))
