"""What people can be told: for each kind its sentences, and how it usually comes.

A room says its own kinds when the application starts (:func:`register`), as it does with the
sentences of its jobs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thuctien.engine.wording import Language, Wording
from thuctien.notices.choices import Way

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of notice.

    ``title`` is a few words for the list of kinds and for the subject of a letter; ``sentence``
    takes the figures of the notice. A letter leaves the building, so what it says instead of a
    sentence that names somebody is ``mail``.
    """

    code: str
    title: Wording
    sentence: Wording
    mail: Wording | None = None
    way: Way = Way.IN_APP


_KINDS: dict[str, Kind] = {}


def register(kinds: Iterable[Kind]) -> None:
    """Add kinds; the same again is no fault. Raises ``ValueError`` where a code has another."""
    for kind in kinds:
        if _KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"{kind.code} is two kinds of notice")


def kinds() -> list[Kind]:
    """Return all kinds, in the order in which they were told."""
    return list(_KINDS.values())


def kind_of(code: str) -> Kind:
    """Return a kind; raises ``KeyError`` where there is none of this code."""
    return _KINDS[code]


def title_text(code: str, language: Language) -> str:
    """Return a kind in a few words; a kind of an earlier version stays a code."""
    kind = _KINDS.get(code)
    return kind.title.render(language, {}) if kind else code


def notice_text(code: str, figures: Mapping[str, object], language: Language) -> str:
    """Return a notice as a sentence."""
    kind = _KINDS.get(code)
    return _told(kind.sentence, kind, figures, language) if kind else code


def mail_text(code: str, figures: Mapping[str, object], language: Language) -> str:
    """Return a notice as the sentence that may leave the building."""
    kind = _KINDS.get(code)
    return _told(kind.mail or kind.sentence, kind, figures, language) if kind else code


def _told(sentence: Wording, kind: Kind, figures: Mapping[str, object], language: Language) -> str:
    """Return a sentence; of a notice from before the sentence had all its places, its title."""
    try:
        return sentence.render(language, _shown(figures, language))
    except KeyError:
        return kind.title.render(language, {})


def _shown(figures: Mapping[str, object], language: Language) -> dict[str, object]:
    return {name: _value(value, language) for name, value in figures.items()}


def _value(value: object, language: Language) -> object:
    """Return a figure as it is shown: words in the reader's language, days as days.

    JSON knows no dates: a day is kept as it was written there.
    """
    if isinstance(value, Mapping):
        return value.get(language.value, "")
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value
