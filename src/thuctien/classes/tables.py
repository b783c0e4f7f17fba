"""The list of classes: which columns may be left out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thuctien.base.policy import Action
from thuctien.base.tables import Column, TableKind

CLASSES = TableKind(
    "classes",
    (
        Column("programme", _("Programme")),
        Column("site", _("Site")),
        Column("mode", _("Form of study")),
        Column("start", _("From")),
        Column("end", _("To")),
        Column("size", _("Learners")),
        Column("cost", _("Cost (đ)")),
    ),
    export=Action.READ_PUBLISHED,
)
