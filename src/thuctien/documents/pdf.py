"""PDF of a Word file by LibreOffice, without a window and without anything of a user's profile."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.conf import settings

from thuctien.base.files import whole_file

TIMEOUT_SECONDS = 90
AT_ONCE = 2
"""How many may run in one process of the web: each takes a core and some 150 MB."""

_FREE = BoundedSemaphore(AT_ONCE)


class NoPdfError(Exception):
    """LibreOffice is not installed, took too long, or could not read the file."""


def can_make_pdf() -> bool:
    """Say whether this machine has what makes a PDF."""
    return _program() is not None


def to_pdf(docx: bytes) -> bytes:
    """Return a Word file as PDF with its fonts; the same file is converted once and then kept.

    Takes some two seconds the first time. Each run has a profile of its own, so several may go on
    at once. Raises :class:`NoPdfError`.
    """
    folder = Path(settings.RESULTS) / "pdf"
    kept = folder / f"{hashlib.sha256(docx).hexdigest()}.pdf"
    if not kept.exists():
        pdf = _converted(docx)
        with whole_file(folder) as (handle, finish):
            handle.write(pdf)
            handle.flush()
            finish(kept.name)
    return kept.read_bytes()


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(docx: bytes) -> bytes:
    program = _program()
    if program is None:
        raise NoPdfError("LibreOffice is not installed")
    with _FREE, TemporaryDirectory(prefix="thuctien-pdf-") as name:
        folder = Path(name)
        (folder / "document.docx").write_bytes(docx)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            str(folder / "document.docx"),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT_SECONDS, check=True)
            return (folder / "document.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPdfError(str(error)) from error
