"""The lists of units, people and needs: which columns may be left out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thuctien.base.policy import Action
from thuctien.base.tables import BulkAction, Column, TableKind

UNITS = TableKind(
    "units",
    (
        Column("kind", _("Kind")),
        Column("people", _("People")),
        Column("coverage", _("Requirements met")),
        Column("overdue", _("Overdue")),
        Column("due", _("Due")),
        Column("recommended", _("Recommended")),
    ),
    export=Action.READ_UNIT,
)
PEOPLE = TableKind(
    "people",
    (
        Column("birth", _("Born")),
        Column("post", _("Post")),
        Column("unit", _("Unit")),
        Column("needs", _("Needs")),
        Column("turns", _("Turns in the plan")),
    ),
    bulk=(
        BulkAction(
            "reports:export_people", _("Download the chosen"), "download", Action.EXPORT_PEOPLE
        ),
    ),
    export=Action.EXPORT_PEOPLE,
)
NEEDS = TableKind(
    "needs",
    (
        Column("asked", _("What is asked")),
        Column("force", _("Force")),
        Column("due", _("Due on")),
        Column("gap", _("Gap")),
        Column("outcome", _("In the plan")),
    ),
    export=Action.EXPORT_PEOPLE,
)
