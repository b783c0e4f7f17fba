"""The language of the page, for names that are kept in both."""

from __future__ import annotations

from django.utils.translation import get_language

from thuctien.engine.wording import Language


def page_language() -> Language:
    """Return the language in which the page is written."""
    return Language.EN if (get_language() or "").startswith("en") else Language.VI


def own_name(name: str, name_en: str) -> str:
    """Return the name in the page's language; the Vietnamese one where there is no other."""
    return name_en if name_en and page_language() is Language.EN else name
