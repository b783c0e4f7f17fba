"""Browsers and systems by their usual names, from what a browser says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

_BROWSERS = (
    ("CocCoc", "coc_coc_browser"),
    ("Edge", "edg/"),
    ("Opera", "opr/"),
    ("Firefox", "firefox/"),
    ("Chromium", "chromium/"),
    ("Chrome", "chrome/"),
    ("Safari", "safari/"),
)
_SYSTEMS = (
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Windows", "windows"),
    ("macOS", "mac os"),
    ("Linux", "linux"),
)


def device_words(user_agent: str) -> str:
    """Return «Chrome, Windows» for what a browser says of itself; browsers name their forebears."""
    told = user_agent.lower()
    known = [name for name in (_first(_BROWSERS, told), _first(_SYSTEMS, told)) if name]
    return ", ".join(known) or _("another device")


def _first(names: Sequence[tuple[str, str]], told: str) -> str:
    return next((name for name, mark in names if mark in told), "")
