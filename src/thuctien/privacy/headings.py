"""What sheets and columns are called in the export of one person's data."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import page_language
from thuctien.engine.model import TABLES
from thuctien.engine.wording import Language
from thuctien.sending.bridge import MODELS

_TABLE_OF = {model._meta.label_lower: TABLES[name] for name, model in MODELS.items()}

SHEETS: Mapping[str, str | Promise] = {
    "readings": _("Who read the record"),
    "base.user": _("Accounts"),
    "needs.need": _("Needs found"),
    "sending.turn": _("Classes sent to"),
    "sending.answer": _("Answers of plans"),
    "privacy.consent": _("Consents"),
}
COLUMNS: Mapping[str, str | Promise] = {
    "happened_at": _("When"),
    "user": _("Who"),
    "on_behalf_of": _("On behalf of"),
    "action": _("What"),
    "reason": _("Why"),
    "username": _("User name"),
    "display_name": _("Shown name"),
    "email": _("E-mail"),
    "date_joined": _("Made at"),
    "last_login": _("Last sign-in"),
    "is_active": _("Open"),
    "current_post_id": _("Present post"),
    "current_unit_id": _("Present unit"),
    "erased_on": _("Erased on"),
    "birth_date_precision": _("Known of the birth date"),
    "awarded_on_precision": _("Known of the day of the award"),
    "purpose_id": _("Purpose"),
    "given_on": _("Given on"),
    "withdrawn_on": _("Withdrawn on"),
    "document": _("Document"),
    "person_id": _("Person"),
    "unit_id": _("Unit"),
    "post_id": _("Post"),
    "qualification_id": _("Qualification"),
    "due_on": _("Due"),
    "force": _("Force"),
    "outcome": _("Answer"),
    "planned_class_id": _("Class"),
    "distance_km": _("Distance (km)"),
}


def sheet_heading(name: str) -> str:
    """Return what the rows of a model are called, by its label."""
    if name in _TABLE_OF:
        table = _TABLE_OF[name]
        return table.sheet if page_language() is Language.VI else table.sheet_en
    if name in SHEETS:
        return str(SHEETS[name])
    return str(apps.get_model(name)._meta.verbose_name_plural)


def column_heading(name: str, column: str) -> str:
    """Return what a column is called: as in the workbook of the province, else in its own words.

    A column that has no words keeps its name, so that nothing is left out for want of them.
    """
    if name in _TABLE_OF:
        for known in _TABLE_OF[name].columns:
            if known.name == column:
                return known.header if page_language() is Language.VI else known.header_en
    return str(COLUMNS.get(column, column))
