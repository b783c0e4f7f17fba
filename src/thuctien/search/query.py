"""What somebody typed into the search box, and how well a text answers it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from thuctien.engine.text.folding import fold
from thuctien.engine.text.normal import clean_text

BY_CODE, EXACT, FOLDED, NEAR = range(4)
"""Ranks: the code; all marks as typed; only the letters; letters wrong, one more for each."""

MOST_WORDS = 6
_EDGES = "()[]{}.,;:!?\"'“”‘’«»"
_CODE = re.compile(r"\w[\w.\-/]*")
_TONE = "([\u0300\u0301\u0303\u0309\u0323]?)"
_TWO_STYLES = re.compile(f"(o(?=.?[ae])|u(?=.?y)){_TONE}([aey]){_TONE}$")
_TEXTS_KEPT = 32_768


class Query:
    """The words of a search, matched at the beginnings of the words of a text.

    A word may have a letter wrong, missing, added or swapped with its neighbour, from five letters
    on two; the edit distance is that of optimal string alignment (OSA).
    """

    def __init__(self, text: str) -> None:
        pairs = _words(text)[:MOST_WORDS]
        self.marked = tuple(marked for marked, _folded in pairs)
        self.folded = tuple(folded for _marked, folded in pairs)
        self._distances: tuple[dict[str, int | None], ...] = tuple({} for _word in self.folded)

    def __bool__(self) -> bool:
        return bool(self.folded)

    @property
    def code(self) -> str:
        """Return the text as a code of the province would be written; empty where it is none."""
        word = self.marked[0] if len(self.marked) == 1 else ""
        return word.upper() if _CODE.fullmatch(word) else ""

    def rank(self, text: str) -> int | None:
        """Return how ``text`` has every word: :data:`EXACT`, :data:`FOLDED`, or None."""
        words = _words(text)
        if not _all_begin(self.folded, [folded for _marked, folded in words]):
            return None
        return EXACT if _all_begin(self.marked, [marked for marked, _folded in words]) else FOLDED

    def is_whole(self, text: str) -> bool:
        """Say whether ``text`` has every word of the query whole, with marks or without."""
        return {folded for _marked, folded in _words(text)}.issuperset(self.folded)

    @property
    def spellings(self) -> list[list[str]]:
        """Return, for each word, how it may stand in a name: «hoà» as Hoà, HOÀ, Hòa, HÒA."""
        return [
            [form for style in tone_styles(word) for form in (style.capitalize(), style.upper())]
            for word in self.marked
        ]

    def near_rank(self, text: str) -> int | None:
        """Return :data:`NEAR` and the letters wrong in all words; None where they are too many."""
        return self.near_rank_of([folded for _marked, folded in _words(text)])

    def near_rank_of(self, words: Iterable[str]) -> int | None:
        """Return the same for words that are folded already; each may answer several."""
        total = 0
        for place, known in enumerate(self._distances):
            best: int | None = None
            for word in words:
                if word not in known:
                    known[word] = self._distance(place, word)
                distance = known[word]
                if distance is not None and (best is None or distance < best):
                    best = distance
            if best is None:
                return None
            total += best
        return NEAR + total

    def _distance(self, place: int, word: str) -> int | None:
        asked = self.folded[place]
        if word.startswith(asked):
            return 0
        allowed = letters_forgiven(asked, word)
        distance = OSA.distance(asked, word, score_cutoff=allowed)
        return distance if distance <= allowed else None


def tone_styles(word: str) -> list[str]:
    """Return a word in both styles of placing the tone on oa, oe, uy («hoà» and «hòa»)."""
    moved = _TWO_STYLES.sub(r"\1\4\3\2", unicodedata.normalize("NFD", word))
    return list(dict.fromkeys((word, unicodedata.normalize("NFC", moved))))


def letters_forgiven(asked: str, word: str) -> int:
    """Return how many letters may be wrong in ``asked`` where ``word`` was meant.

    Of two letters none may be another, or everything would be like everything; but one may be
    missing or the two swapped.
    """
    if len(asked) > 4:
        return 2
    if len(asked) > 2:
        return 1
    missing_or_swapped = len(word) == len(asked) + 1 or word == asked[::-1]
    return 1 if len(asked) == 2 and missing_or_swapped else 0


def _all_begin(asked: Iterable[str], words: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in asked)


@lru_cache(maxsize=_TEXTS_KEPT)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words in small letters, each with its marks and without."""
    words = (word.strip(_EDGES) for word in clean_text(text).lower().split(" "))
    return tuple((word, fold(word)) for word in words if word)
