"""The lists of requirements and programmes: which columns may be left out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thuctien.base.policy import Action
from thuctien.base.tables import Column, TableKind

REQUIREMENTS = TableKind(
    "requirements",
    (
        Column("whom", _("Of whom")),
        Column("when", _("When")),
        Column("binding", _("How binding")),
        Column("source", _("Rests on")),
        Column("from", _("In force")),
    ),
    export=Action.READ_PUBLISHED,
)
PROGRAMMES = TableKind(
    "programmes",
    (
        Column("kind", _("Kind")),
        Column("grants", _("Leads to")),
        Column("mode", _("Form of study")),
        Column("sessions", _("Half days")),
        Column("size", _("Size")),
        Column("cost", _("Cost per learner (đ)")),
        Column("source", _("Rests on")),
    ),
    export=Action.READ_PUBLISHED,
)
