"""What the templates of this room draw."""

from __future__ import annotations

from django import template

from thuctien.costs import presenting
from thuctien.costs.models import EstimateLine, LedgerEntry
from thuctien.costs.selectors.service import Standing as ServiceStanding
from thuctien.engine.costs.procedure import Next, State
from thuctien.engine.costs.standing import Standing
from thuctien.ui.formats import number, percent
from thuctien.ui.templatetags.ui import bar_parts

register = template.Library()

register.filter("count_words", presenting.count_words)
register.filter("case_words", presenting.case_words)
register.filter("outcome_words", presenting.outcome_words)
register.filter("rounding_words", presenting.rounding_words)
register.filter("state_words", presenting.state_words)
register.filter("payer_words", presenting.payer_words)


@register.filter
def line_words(line: EstimateLine) -> str:
    """Write the name of a line of an estimate."""
    return presenting.line_words(line)


@register.filter
def subject_words(entry: LedgerEntry) -> str:
    """Write what an entry of the ledger is for."""
    return presenting.subject_words(entry)


@register.filter
def next_words(step: Next | None) -> str:
    """Write what a case waits for."""
    return presenting.next_words(step)


@register.filter
def signed(amount: int) -> str:
    """Write a difference with its sign, a minus as wide as a plus."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{number(abs(amount))}"


@register.inclusion_tag("ui/components/chip.html")
def state_chip(state: str) -> dict[str, object]:
    """Draw where a case stands."""
    tone = presenting.STATE_TONES.get(State(state), "due")
    return {"label": presenting.state_words(state), "tone": tone, "icon_name": tone}


@register.inclusion_tag("ui/components/chip.html")
def standing_chip(standing: ServiceStanding) -> dict[str, object]:
    """Draw where a commitment stands."""
    tone = presenting.STANDING_TONES.get(standing, "")
    icon = tone if tone in {"met", "overdue", "due"} else ""
    return {"label": presenting.standing_words(standing), "tone": tone, "icon_name": icon}


@register.inclusion_tag("ui/components/coverage.html")
def share_bar(part: int, whole: int, *, tone: str = "met") -> dict[str, object]:
    """Draw a share of an amount, with the per cent alone: amounts in full are too long for it."""
    return {"text": percent(part, whole), "parts": bar_parts([(tone, part)], whole)}


@register.inclusion_tag("ui/components/bar.html")
def budget_bar(standing: Standing) -> dict[str, object]:
    """Draw a budget line: paid, promised, and what is left as the empty end."""
    whole = max(standing.amount, standing.spent + standing.committed)
    parts = [("met", standing.spent), ("due", standing.committed)]
    return {"parts": bar_parts(parts, whole), "thick": True}


@register.inclusion_tag("ui/components/bar.html")
def payer_bar(budget_amount: int, agency_amount: int, whole: int) -> dict[str, object]:
    """Draw who pays of an amount, on the scale of ``whole``."""
    parts = [("plain", budget_amount), ("recommended", agency_amount)]
    return {"parts": bar_parts(parts, whole), "thick": True}
