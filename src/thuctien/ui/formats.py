"""Figures and dates as people of the reader's language write them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuctien.engine.wording import Language

NOTHING = "–"
_SWAPPED = str.maketrans(",.", ".,")


def language() -> Language:
    """Return the language in which this page is written."""
    return Language.EN if (get_language() or "").startswith("en") else Language.VI


def number(value: float | Literal[""] | None, decimals: int = 1) -> str:
    """Return a number with the marks of the language, decimals only where it is not whole.

    A dash stands for none, and for what a template does not have.
    """
    if value is None or value == "":
        return NOTHING
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{decimals}f}"
    return text.translate(_SWAPPED) if language() is Language.VI else text


def money(value: int) -> str:
    """Return đồng in words of their size: «67,6 triệu đồng»; exact below a million."""
    if value >= 1_000_000_000:
        return _("%(amount)s billion đồng") % {"amount": number(value / 1_000_000_000)}
    if value >= 1_000_000:
        return _("%(amount)s million đồng") % {"amount": number(value / 1_000_000)}
    return _("%(amount)s đồng") % {"amount": number(value)}


def percent(part: float, whole: float) -> str:
    """Return a share in whole per cent, one decimal below 1 % and from 99 %, a dash of nothing.

    Rounding may neither turn a few into none nor almost all into all.
    """
    if not whole:
        return NOTHING
    share = 100 * part / whole
    if 0 < share < 1 or 99 <= share < 100:
        return _signed(number(min(max(share, 0.1), 99.9)))
    return _signed(number(round(share)))


def gap(value: float) -> str:
    """Return a share (0 to 1) in per cent with two decimals; a tiny one is not called none."""
    if 0 < value < 0.0001:
        return _("under %(least)s") % {"least": _signed(number(0.01, 2))}
    return _signed(number(100 * value, 2))


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


def _signed(text: str) -> str:
    return f"{text}\u00a0%" if language() is Language.VI else f"{text}%"
