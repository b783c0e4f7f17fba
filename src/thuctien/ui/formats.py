"""Figures and dates as people of the reader's language write them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuctien.engine.wording import Language, shown

NOTHING = "–"


def language() -> Language:
    """Return the language in which this page is written."""
    return Language.EN if (get_language() or "").startswith("en") else Language.VI


def number(value: float | None) -> str:
    """Return a number with the marks of the language; a dash for none."""
    return NOTHING if value is None else shown(value, language())


def percent(part: float, whole: float) -> str:
    """Return a share in whole per cent, one decimal below 1 % and from 99 %, a dash of nothing.

    Rounding may neither turn a few into none nor almost all into all.
    """
    if not whole:
        return NOTHING
    share = 100 * part / whole
    delicate = 0 < share < 1 or 99 <= share < 100
    text = shown(share, language()) if delicate else shown(round(share), language())
    return f"{text} %" if language() is Language.VI else f"{text}%"


def out_of(part: float, whole: float) -> str:
    """Return «1.234 trên 1.500 (82 %)»: a count with what it was counted in."""
    return _("%(part)s of %(whole)s (%(share)s)") % {
        "part": number(part),
        "whole": number(whole),
        "share": percent(part, whole),
    }


def day(value: date | None, precision: str = "day") -> str:
    """Return dd/mm/yyyy, or only mm/yyyy or yyyy where no more is known."""
    if value is None:
        return NOTHING
    return value.strftime({"year": "%Y", "month": "%m/%Y"}.get(precision, "%d/%m/%Y"))
