"""Sentences of the engine in both languages.

The engine answers with a code and figures, never with a finished sentence: the caller renders it
in the reader's language, today or years later. Each part of the engine has its own catalogue; a
:class:`Wording` cannot be built without both languages, so none can be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """The languages of the product."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence, with ``{named}`` places for figures, in each language."""

    vi: str
    en: str

    def render(self, language: Language, values: Mapping[str, object]) -> str:
        """Return the sentence in ``language`` with its places filled.

        Dates are written dd/mm/yyyy, whole numbers with the thousands mark of the language and
        other numbers with its decimal mark. Raises ``KeyError`` where a place has no value.
        """
        template = self.vi if language == Language.VI else self.en
        return template.format_map({k: shown(v, language) for k, v in values.items()})


def shown(value: object, language: Language) -> str:
    """Return a value as people of that language write it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if language == Language.VI else text
