"""What changes, as chips of templates."""

from __future__ import annotations

from django import template

from thuctien.replanning.words import CHANGE_WORDS, CLASS_WORDS

register = template.Library()

_TURN_WORDS = {str(kind): word for kind, word in CHANGE_WORDS.items()}
_TONES = {"dropped": "overdue", "closed": "overdue", "opened": "met", "moved": "info",
          "class_moved": "info"}  # fmt: skip


@register.inclusion_tag("ui/components/chip.html")
def change_chip(change: str, what: str = "turn") -> dict[str, object]:
    """Draw what becomes of a turn or of a class."""
    words = CLASS_WORDS if what == "class" else _TURN_WORDS
    return {"label": words.get(change, change), "tone": _TONES.get(change, ""), "icon_name": ""}
