"""The lists of this room: what handing them out as a workbook takes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thuctien.base.policy import Action
from thuctien.base.tables import Column, TableKind

NORMS = TableKind(
    "norms",
    (
        Column("count", _("Counted by")),
        Column("payer", _("Paid by")),
        Column("chain", _("Over time")),
        Column("source", _("Rests on")),
    ),
    export=Action.READ_PUBLISHED,
)
OWED = TableKind(
    "owed",
    (
        Column("programme", _("Programme")),
        Column("decision", _("Decision")),
        Column("served", _("Months served")),
        Column("ends", _("Ends")),
    ),
    export=Action.EXPORT_PEOPLE,
)
CASES = TableKind(
    "compensations",
    (
        Column("kind", _("What happened")),
        Column("next", _("Next")),
        Column("paid", _("Paid back")),
    ),
    export=Action.EXPORT_PEOPLE,
)
