"""The list of classes as a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.language import own_name
from thuctien.base.list_export import as_workbook
from thuctien.sending.models import PlannedClass
from thuctien.ui.words import MODE_WORDS


def classes_workbook(rows: Iterable[PlannedClass]) -> FileResponse:
    """Return classes of a plan as a workbook to be saved; raises ``OSError``."""
    headers = (
        _("Class"),
        _("Programme"),
        _("Site"),
        _("Form of study"),
        _("From"),
        _("To"),
        _("Half days"),
        _("Learners"),
        _("Greatest size"),
        _("Cost (đ)"),
    )
    cells = (
        (
            row.class_id,
            own_name(row.programme.name, row.programme.name_en),
            row.site.name,
            MODE_WORDS[row.mode],
            row.starts_on,
            row.ends_on,
            row.sessions,
            row.size,
            row.max_size,
            row.cost,
        )
        for row in rows
    )
    return as_workbook(_("Classes"), headers, cells)
