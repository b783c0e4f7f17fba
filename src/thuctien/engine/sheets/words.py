"""Words as offices shorten them: «QLNN ngạch CVC» has the words of the full name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files

from thuctien.engine.text.folding import fold
from thuctien.engine.text.legacy import to_unicode

_TOKEN = re.compile(r"[a-z0-9&\-.]+")
_EDGES = "-.&"
_NOTE_IN_BRACKETS = re.compile(r"\((?:\d+|[^()]*\d{1,2}/\d{1,2}[^()]*|ghi [^()]*|dd[^()]*)\)")


def facts(name: str) -> list[dict[str, str]]:
    """Return the rows of ``data/<name>.csv`` beside this module."""
    text = (files("thuctien.engine.sheets") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def heading_key(title: str) -> str:
    """Return a heading without case, marks, punctuation and remarks such as «(dd/mm/yyyy)».

    The parts of «parent / child» stay apart, so that «Năm sinh / Nam» differs from «Năm sinh Nam».
    """
    plain = _NOTE_IN_BRACKETS.sub(" ", fold(to_unicode(title)))
    parts = ("".join(c if c.isalnum() else " " for c in part) for part in plain.split(" / "))
    return " / ".join(key for part in parts if (key := " ".join(part.split())))


def word_counts(text: str) -> Counter[str]:
    """Return the folded words of a text, abbreviations written out, without words that say nothing.

    «LLCT: Cao cấp» and «Cao cấp lý luận chính trị» have the same words.
    """
    return Counter(expanded(text).split())


@lru_cache(maxsize=16_384)
def expanded(text: str) -> str:
    """Return the folded words of a text as one string, see :func:`word_counts`."""
    words: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        short = _SHORT.get(token) or _SHORT.get(token.strip(_EDGES))
        if short:
            words += short.split()
        else:
            words += [part for part in re.split(r"[&\-.]+", token) if part]
    plain = f" {' '.join(words)} "
    for filler in _FILLERS:
        plain = plain.replace(f" {filler} ", " ")
    return plain.strip() or " ".join(words)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, from 0 to 1 (Dice's coefficient of two multisets)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


_SHORT = {row["short"]: row["words"] for row in facts("abbreviations")}
_FILLERS = sorted((row["word"] for row in facts("fillers")), key=len, reverse=True)
