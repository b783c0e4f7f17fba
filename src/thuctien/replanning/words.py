"""Words of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thuctien.engine.replanning import ChangeKind
from thuctien.replanning.models import EventKind

EVENT_TEXTS = {
    EventKind.MOVED: _("To another week, another site, or both."),
    EventKind.CANCELLED: _("It is not held at all."),
    EventKind.BUDGET: _("Money is cut or added."),
    EventKind.QUOTA: _("Seats for the whole province."),
}
FALLEN_TEXT = (
    _("Somebody falls out"),
    _("Nominations that were withdrawn or not taken up are counted without you."),
)
CHANGE_WORDS = {
    ChangeKind.DROPPED: _("loses the class"),
    ChangeKind.MOVED: _("goes to another class"),
    ChangeKind.CLASS_MOVED: _("the class moves"),
}
CLASS_WORDS = {
    "opened": _("opened"),
    "closed": _("not opened"),
    "moved": _("moves"),
    "size": _("more or fewer people"),
}
