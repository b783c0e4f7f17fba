"""Words for the closed sets of scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.engine.scenarios.differences import ClassChange, NeedChange, TurnChange
from thuctien.scenarios.models import ScenarioState

Words = Mapping[str, Promise]

NEED_CHANGE_WORDS: Words = {
    NeedChange.APPEARS: _("appears"),
    NeedChange.VANISHES: _("vanishes"),
    NeedChange.CHANGES: _("other force or date"),
}
TURN_CHANGE_WORDS: Words = {
    TurnChange.GAINS: _("gains a seat"),
    TurnChange.LOSES: _("loses the seat"),
    TurnChange.MOVES: _("changes class"),
}
CLASS_CHANGE_WORDS: Words = {
    ClassChange.OPENED: _("opened"),
    ClassChange.CLOSED: _("not opened"),
    ClassChange.RESIZED: _("other size"),
    ClassChange.REPRICED: _("other cost"),
}
STATE_WORDS: Words = {
    ScenarioState.OPEN: _("open"),
    ScenarioState.ARCHIVED: _("put away"),
    ScenarioState.ADOPTED: _("adopted"),
}
