"""Signs of notices."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("ui/components/chip.html")
def unread_chip() -> dict[str, object]:
    """Mark what has not been read yet."""
    return {"label": _("new"), "tone": "info", "icon_name": ""}
