"""PDF of a Word file by LibreOffice, without a window and without anything of a user's profile."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.conf import settings

from thuctien.base.files import whole_file

TIMEOUT_SECONDS, SECONDS_EACH = 90, 10
"""How long one run may take, and how much longer for each file after the first."""
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
    return to_pdfs([docx])[0]


def to_pdfs(files: Sequence[bytes]) -> list[bytes]:
    """Return Word files as PDF, in the same order; all that are new are converted in one run.

    Most of the time of a run is its start, so ten files take hardly longer than one. Raises
    :class:`NoPdfError`.
    """
    folder = Path(settings.RESULTS) / "pdf"
    named = {hashlib.sha256(docx).hexdigest(): docx for docx in files}
    new = {name: docx for name, docx in named.items() if not (folder / f"{name}.pdf").exists()}
    for name, pdf in (_converted(new) if new else {}).items():
        with whole_file(folder) as (handle, finish):
            handle.write(pdf)
            handle.flush()
            finish(f"{name}.pdf")
    return [(folder / f"{hashlib.sha256(docx).hexdigest()}.pdf").read_bytes() for docx in files]


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(files: Mapping[str, bytes]) -> dict[str, bytes]:
    program = _program()
    if program is None:
        raise NoPdfError("LibreOffice is not installed")
    with _FREE, TemporaryDirectory(prefix="thuctien-pdf-") as temporary:
        folder = Path(temporary)
        paths = [folder / f"{name}.docx" for name in files]
        for path, docx in zip(paths, files.values(), strict=True):
            path.write_bytes(docx)
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
            *map(str, paths),
        ]
        seconds = TIMEOUT_SECONDS + SECONDS_EACH * (len(paths) - 1)
        try:
            _run(command, seconds)
            return {path.stem: path.with_suffix(".pdf").read_bytes() for path in paths}
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPdfError(str(error)) from error


def _run(command: Sequence[str], seconds: float) -> None:
    """Run a program; where it takes too long, end it with all that it has started itself.

    «soffice» only starts another program: ended alone, it would leave that one at work.
    """
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if code:
        raise subprocess.CalledProcessError(code, command[0])
