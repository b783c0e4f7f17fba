"""The language of the page, or of the terminal where there is none."""

from __future__ import annotations

import os

from django.conf import settings

from thuctien.engine.wording import Language
from thuctien.ui.formats import language as page_language

__all__ = ["own_name", "page_language", "spoken_language"]


def own_name(name: str, name_en: str) -> str:
    """Return the name in the page's language; the Vietnamese one where there is no other."""
    return name_en if name_en and page_language() is Language.EN else name


def spoken_language() -> str:
    """Return the language for commands: ``THUCTIEN_LANG`` as for ``thuctien``, else Vietnamese."""
    asked = os.environ.get("THUCTIEN_LANG", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
