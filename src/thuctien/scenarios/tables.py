"""The lists of needs and of people that a scenario touches: columns that may be left out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thuctien.base.policy import Action
from thuctien.base.tables import Column, TableKind

NEEDS = TableKind(
    "scenario-needs",
    (
        Column("qualification", _("Qualification")),
        Column("change", _("What changes")),
        Column("force", _("Force")),
        Column("due", _("Due on")),
        Column("why", _("Why")),
    ),
    export=Action.EXPORT_PEOPLE,
)
TURNS = TableKind(
    "scenario-turns",
    (
        Column("programme", _("Programme")),
        Column("change", _("What changes")),
        Column("before", _("As it is")),
        Column("after", _("In the scenario")),
        Column("why", _("Why")),
    ),
    export=Action.EXPORT_PEOPLE,
)
UNITS = TableKind("scenario-units", (), export=Action.READ_SCENARIO)
