"""Filled forms to be saved, with an entry on the trail."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.documents.pdf import to_pdf
from thuctien.reports.returns.files.sheet import write_xlsx
from thuctien.reports.returns.files.word import write_docx
from thuctien.reports.returns.filling import Filled


def _write_pdf(filled: Filled) -> bytes:
    return to_pdf(write_docx(filled))


WRITERS: Mapping[str, Callable[[Filled], bytes]] = {
    "xlsx": write_xlsx,
    "docx": write_docx,
    "pdf": _write_pdf,
}
"""How a filled form becomes a file, by the ending of its name."""


def export(filled: Filled, ending: str, *, acting_user: ActingUser) -> bytes:
    """Return a filled form as a file and write on the trail who took it.

    ``filled`` was asked for by the same user, who may therefore read its figures. Raises
    ``KeyError`` for an unknown ending, :class:`thuctien.documents.pdf.NoPdfError` where no PDF can
    be made.
    """
    content = WRITERS[ending](filled)
    record(
        "reports.return.export",
        acting_user=acting_user,
        object_type="reports.reportform",
        object_key=filled.form.pk,
        after={"unit": filled.asked.unit.pk, "year": filled.asked.year, "file": ending},
    )
    return content
