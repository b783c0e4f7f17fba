"""The register of documents as a list and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.list_export import as_workbook
from thuctien.base.tables import Column, TableKind
from thuctien.documents.models import Document

DOCUMENTS = TableKind(
    name="documents",
    columns=(
        Column("kind", _("Kind")),
        Column("body", _("Issued by")),
        Column("day", _("Day")),
        Column("signer", _("Signed by")),
        Column("state", _("State")),
    ),
    export=Action.READ_DOCUMENTS,
)


def register_workbook(rows: Iterable[Document], *, acting_user: ActingUser) -> FileResponse:
    """Return documents as a workbook to be saved, and write down who took it.

    Raises ``PermissionDenied`` or ``OSError``.
    """
    require(acting_user, Action.READ_DOCUMENTS)
    taken = list(rows)
    headers = (
        gettext("Number"),
        gettext("Day"),
        gettext("Kind"),
        gettext("Subject"),
        gettext("Issued by"),
        gettext("Signed by"),
        gettext("State"),
        gettext("Recipients"),
    )
    cells = (
        (
            row.number_text,
            row.dated_on,
            row.kind.name,
            row.abstract,
            row.body.name,
            row.signer.name if row.signer else "",
            str(row.get_state_display()),
            row.recipients,
        )
        for row in taken
    )
    answer = as_workbook(gettext("Register of documents"), headers, cells)
    record(
        "documents.document.export",
        acting_user=acting_user,
        object_type="documents.document",
        after={"documents": len(taken)},
    )
    return answer
