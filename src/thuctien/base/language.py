"""The language of the page, for names that are kept in both."""

from __future__ import annotations

from thuctien.engine.wording import Language
from thuctien.ui.formats import language as page_language

__all__ = ["own_name", "page_language"]


def own_name(name: str, name_en: str) -> str:
    """Return the name in the page's language; the Vietnamese one where there is no other."""
    return name_en if name_en and page_language() is Language.EN else name
