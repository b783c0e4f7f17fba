"""Differences as tags of templates: a sign, a card, a chip."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thuctien.engine.scenarios import Figure
from thuctien.scenarios.models import ScenarioState
from thuctien.scenarios.selectors.scenarios import FigureRow
from thuctien.scenarios.words import (
    CLASS_CHANGE_WORDS,
    NEED_CHANGE_WORDS,
    STATE_WORDS,
    TURN_CHANGE_WORDS,
)
from thuctien.ui import formats

register = template.Library()

MINUS = "\N{MINUS SIGN}"

_WORDS = {**NEED_CHANGE_WORDS, **TURN_CHANGE_WORDS, **CLASS_CHANGE_WORDS}
_TONES = {
    "gains": "met",
    "opened": "met",
    "vanishes": "met",
    "loses": "overdue",
    "closed": "overdue",
    "appears": "due",
    "moves": "info",
}
_TONE_OF_CARD = {
    Figure.NEEDS: "due",
    Figure.NEEDS_MET: "plan",
    Figure.PERSONS_SENT: "plan",
    Figure.CLASSES: "plan",
    Figure.COST: "plan",
}


def signed(difference: int, figure: str) -> str:
    """Return a difference with its sign; money in words of its size."""
    size = abs(difference)
    text = formats.money(size) if figure == Figure.COST else formats.number(size)
    return f"{'+' if difference > 0 else MINUS if difference else '±'}{text}"


@register.simple_tag
def sign(difference: int, figure: str = "") -> SafeString:
    """Write a difference with its sign; money in words of its size."""
    return format_html('<strong class="num">{}</strong>', signed(difference, figure))


@register.simple_tag
def plain_sign(before: int, after: int) -> SafeString:
    """Write the difference of two amounts with its sign."""
    return sign(after - before)


@register.inclusion_tag("ui/components/figure.html")
def difference_card(row: FigureRow) -> dict[str, object]:
    """Draw a figure of the scenario, how it differs from the year as it is, and its base."""
    return {
        "label": row.label,
        "value": row.shown,
        "of": _("%(difference)s against the year as it is; over %(base)s %(what)s")
        % {
            "difference": signed(row.difference, row.figure),
            "base": formats.number(row.base_after),
            "what": row.base_label,
        },
        "unit": "",
        "url": "",
        "tone": _TONE_OF_CARD.get(Figure(row.figure), ""),
        "icon_name": "needs" if row.figure == Figure.NEEDS else "plan",
    }


@register.inclusion_tag("ui/components/chip.html")
def change_chip(change: str) -> dict[str, object]:
    """Draw what becomes of a need, a turn or a class."""
    tone = _TONES.get(change, "")
    return {"label": _WORDS.get(change, change), "tone": tone, "icon_name": ""}


@register.inclusion_tag("ui/components/chip.html")
def scenario_state(state: str) -> dict[str, object]:
    """Draw where a scenario stands."""
    tones = {ScenarioState.OPEN: "info", ScenarioState.ADOPTED: "met"}
    return {"label": STATE_WORDS[state], "tone": tones.get(ScenarioState(state), ""),
            "icon_name": ""}  # fmt: skip
