"""What the pages of nominations draw: states, verdicts and lines of a checklist as chips."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from thuctien.engine.eligibility import State
from thuctien.sending.models import Nomination
from thuctien.sending.models.states import NominationState, Verdict

register = template.Library()

_TONES = {
    NominationState.DRAFT: "",
    NominationState.SUBMITTED: "info",
    NominationState.SELECTED: "met",
    NominationState.WAITING: "due",
    NominationState.OFFERED: "overdue",
    NominationState.DECIDED: "met",
    NominationState.JOINED: "met",
}
_ICONS = {"met": "met", "due": "due", "overdue": "overdue", "info": "info"}
_VERDICTS = {Verdict.MET: "met", Verdict.SPECIAL_DECISION: "due", Verdict.NOT_MET: "overdue"}
_ITEMS = {
    State.MET: "met",
    State.NOT_MET: "overdue",
    State.SPECIAL_DECISION: "due",
    State.DOCUMENT: "unconfirmed",
}


@register.inclusion_tag("ui/components/chip.html")
def nomination_chip(nomination: Nomination) -> dict[str, object]:
    """Draw how far a nomination is."""
    state = NominationState(nomination.state)
    tone = _TONES.get(state, "")
    return {"label": state.label, "tone": tone, "icon_name": _ICONS.get(tone, "")}


@register.inclusion_tag("ui/components/chip.html")
def verdict_chip(nomination: Nomination) -> dict[str, object]:
    """Draw what the rules say; an approved exception says so."""
    if not nomination.verdict:
        return {"label": _("not assessed"), "tone": "", "icon_name": ""}
    verdict = Verdict(nomination.verdict)
    if verdict is not Verdict.MET and nomination.exception_approved_by_id is not None:
        return {"label": _("Exception approved"), "tone": "met", "icon_name": "met"}
    tone = _VERDICTS[verdict]
    return {"label": verdict.label, "tone": tone, "icon_name": tone}


@register.inclusion_tag("ui/components/chip.html")
def item_chip(state: str, label: str) -> dict[str, object]:
    """Draw how one condition stands."""
    tone = _ITEMS.get(State(state), "")
    return {"label": label, "tone": tone, "icon_name": tone}
