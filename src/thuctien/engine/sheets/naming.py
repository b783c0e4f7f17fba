"""Codes by the names that people write: units, ranks, levels, qualifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from thuctien.engine.sheets.words import expanded
from thuctien.engine.text.folding import fold, match_key

_NEAR = 80.0
_MOST_ASKED = 2_000
"""Unknown texts that a nearest name is looked for: more are no slips but another column."""

_OPENINGS = (
    "don vi",
    "co quan",
    "ten don vi",
    "ten co quan",
    "uy ban nhan dan",
    "ubnd",
    "dang uy",
    "hdnd va ubnd",
)
"""Words before the name of a unit in titles and letterheads."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: a code, or several where the name alone cannot tell them apart."""

    codes: tuple[str, ...]

    @property
    def code(self) -> str | None:
        """Return the code where there is exactly one."""
        return self.codes[0] if len(self.codes) == 1 else None


class Names:
    """The codes of one list by code and by name, in any spelling that means the same words."""

    def __init__(
        self, names: Mapping[str, str], *, openings: tuple[str, ...] = (), within: bool = False
    ) -> None:
        """``openings`` are folded words with which names begin that people leave out.

        With ``within`` a text also names what it contains: «Giáo viên hạng III», «hạng III».
        """
        self._names = names
        self._openings = openings
        self._within = within
        self._by_key: dict[str, tuple[str, ...]] = {}
        self._by_marks: dict[str, tuple[str, ...]] = {}
        for code, name in names.items():
            for key in {fold(code), expanded(name)}:
                self._by_key[key] = (*self._by_key.get(key, ()), code)
            marked = match_key(name)
            self._by_marks[marked] = (*self._by_marks.get(marked, ()), code)
        self._seen: dict[str, Named] = {}
        self._asked = 0

    def find(self, text: str) -> Named:
        """Return what ``text`` names; no code where nobody knows it."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = Named(self._find(text))
        return found

    def _find(self, text: str) -> tuple[str, ...]:
        for found in (
            self._by_marks.get(match_key(text)),
            self._by_key.get(fold(text)),
            self._by_key.get(expanded(text)),
        ):
            if found:
                return found
        for opening in self._openings:
            if found := self._by_key.get(f"{opening} {expanded(text)}"):
                return found
        return self._contained(expanded(text)) if self._within else ()

    def _contained(self, text: str) -> tuple[str, ...]:
        """Return the codes of the longest name inside a text, less the openings."""
        found: tuple[str, ...] = ()
        longest = 0
        for key, codes in self._by_key.items():
            bare = key
            for opening in self._openings:
                bare = bare.removeprefix(f"{opening} ")
            if len(bare) > longest and f" {bare} " in f" {text} ":
                found, longest = codes, len(bare)
        return found

    def nearest(self, text: str) -> str | None:
        """Return the name nearest to an unknown ``text``, for a proposal; ``None`` if none is."""
        self._asked += 1
        if self._asked > _MOST_ASKED:
            return None
        key = expanded(text)
        found = process.extractOne(key, list(self._by_key), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if found is None or len(self._by_key[found[0]]) != 1:
            return None
        return self._names[self._by_key[found[0]][0]]

    def name(self, code: str) -> str:
        """Return the name of a code."""
        return self._names[code]


def unit_in(lines: Iterable[str], units: Names) -> tuple[str, str] | None:
    """Return the line of a title that names a unit, and its code; the last such line counts.

    A letterhead names the province first and the unit below it; «Đơn vị:» may stand before.
    """
    found = None
    for line in lines:
        for part in _unit_phrases(line):
            if code := units.find(part).code:
                found = (line, code)
                break
    return found


def _unit_phrases(line: str) -> list[str]:
    """Return what of a line may be the name of a unit: all of it, or what follows an opening."""
    phrases = [line]
    if ":" in line:
        phrases.append(line.split(":", 1)[1])
    plain = fold(line)
    for opening in _OPENINGS:
        if plain.startswith(opening + " "):
            words = line.split()
            phrases.append(" ".join(words[len(opening.split()) :]))
    return [phrase.strip(" .:;-–") for phrase in phrases]
