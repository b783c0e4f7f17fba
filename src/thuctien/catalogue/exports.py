"""The lists of requirements and programmes as workbooks."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.list_export import as_workbook
from thuctien.catalogue.presenting import ProgrammeRow, RequirementRow
from thuctien.ui.words import BINDING_WORDS


def requirements_workbook(rows: Iterable[RequirementRow]) -> FileResponse:
    """Return requirements as a workbook to be saved; raises ``OSError``."""
    headers = (
        _("Code"),
        _("Requirement"),
        _("What is asked"),
        _("Of whom"),
        _("When"),
        _("How binding"),
        _("Rests on"),
        _("Confirmed"),
        _("In force from"),
        _("In force to"),
    )
    cells = (
        (
            row.code,
            row.name,
            row.qualification,
            row.of_whom,
            row.when,
            BINDING_WORDS[row.binding],
            " ".join(filter(None, (row.source, row.article))),
            _("yes") if row.confirmed else _("sample, to be confirmed"),
            row.valid_from,
            row.valid_to,
        )
        for row in rows
    )
    return as_workbook(_("Requirements"), headers, cells)


def programmes_workbook(rows: Iterable[ProgrammeRow]) -> FileResponse:
    """Return programmes as a workbook to be saved; raises ``OSError``."""
    headers = (
        _("Code"),
        _("Programme"),
        _("Kind"),
        _("Leads to"),
        _("Form of study"),
        _("Half days"),
        _("Least size"),
        _("Greatest size"),
        _("Cost per class (đ)"),
        _("Cost per learner (đ)"),
        _("Rests on"),
        _("Confirmed"),
    )
    cells = (
        (
            row.code,
            row.name,
            row.kind,
            row.grants,
            row.modes,
            row.sessions,
            row.min_size,
            row.max_size,
            row.cost_per_class,
            row.cost_per_learner,
            " ".join(filter(None, (row.source, row.article))),
            _("yes") if row.confirmed else _("sample, to be confirmed"),
        )
        for row in rows
    )
    return as_workbook(_("Programmes"), headers, cells)
