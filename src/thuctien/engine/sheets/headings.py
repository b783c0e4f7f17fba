"""What a heading means: known wordings, names of qualifications, near spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from thuctien.engine.sheets.targets import Target, held_target, level_target
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.sheets.words import facts, heading_key, likeness, word_counts
from thuctien.engine.text.folding import match_key
from thuctien.engine.text.legacy import to_unicode

CERTAIN = 0.9
"""A guess below is shown to the reader as one to look at."""

_NEAR = 86.0
"""Least likeness, of 100, of a heading with a slip of the keyboard."""

_SHORTEST_NEAR = 5
_MOST_WORDS = 14
"""Words of the longest name of a qualification, and some more."""

LONGEST = 300
"""Letters of the longest text that can be a heading."""
_LEAST_LIKENESS = 0.8
_LEAST_LEAD = 0.05


class Why(StrEnum):
    """Why a column was taken for what it is."""

    SAME_WORDS = "same_words"
    NEAR_WORDS = "near_words"
    QUALIFICATION = "qualification"
    NEIGHBOUR = "neighbour"
    """By what stands beside it: «Nam» beside «Nữ», a second column under «Họ và tên»."""
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    REPEATED = "repeated"
    """Another column is surer to be the same."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Guess:
    """A target with how sure it is, from 0 to 1, and why; ``target`` is ``None`` if unknown."""

    target: str | None
    score: float
    why: Why


UNKNOWN = Guess(None, 0.0, Why.UNKNOWN)


class Headings:
    """Guesses targets by heading, with the qualifications that the province knows."""

    def __init__(
        self, vocabulary: Vocabulary, remembered: Mapping[str, str | None] | None = None
    ) -> None:
        """``remembered`` are meanings that people confirmed, by :func:`heading_key`."""
        self._known = frozenset(vocabulary.targets())
        self._remembered = remembered or {}
        self._named = {
            held_target(code): word_counts(known.name)
            for code, known in vocabulary.qualifications.items()
        }
        self._codes = {heading_key(code): code for code in vocabulary.qualifications}
        self._kinds = {
            level_target(kind): word_counts(name)
            for kind, name in vocabulary.qualification_kinds.items()
        }
        self._by_word: dict[str, set[str]] = {}
        for target, words in (self._named | self._kinds).items():
            for word in words:
                self._by_word.setdefault(word, set()).add(target)
        self._seen: dict[str, Guess] = {}

    def guess(self, title: str) -> Guess:
        """Return what a joined heading («parent / child») means."""
        if title not in self._seen:
            guess = self._guess(to_unicode(title)) if len(title) <= LONGEST else UNKNOWN
            known = guess.target is None or guess.target in self._known
            self._seen[title] = guess if known else UNKNOWN
        return self._seen[title]

    def _guess(self, title: str) -> Guess:
        key = heading_key(title)
        if not key:
            return UNKNOWN
        if key in self._remembered:
            return Guess(self._remembered[key], 1.0, Why.REMEMBERED)
        own = key.rpartition(" / ")[2]
        exact = _exact(title, key)
        if exact is None and own != key and own not in _AMBIGUOUS_ALONE:
            exact = _exact(title.rpartition(" / ")[2], own)
        if exact is not None:
            return exact
        named = self._qualification(title, own)
        return named if named.target else _near(own if own != key else key)

    def _qualification(self, title: str, own: str) -> Guess:
        if code := self._codes.get(own):
            return Guess(held_target(code), 1.0, Why.SAME_WORDS)
        best, named = UNKNOWN, self._named | self._kinds
        for part in dict.fromkeys((title, title.rpartition(" / ")[2])):
            words = word_counts(part)
            if words.total() > _MOST_WORDS:
                continue
            scores = sorted(
                ((likeness(words, named[target]), target) for target in self._sharing(words)),
                reverse=True,
            )
            if not scores or scores[0][0] < _LEAST_LIKENESS:
                continue
            lead = scores[0][0] - (scores[1][0] if len(scores) > 1 else 0.0)
            score = scores[0][0] if lead >= _LEAST_LEAD else scores[0][0] - 0.2
            if score > best.score:
                best = Guess(scores[0][1], round(score, 3), Why.QUALIFICATION)
        return best

    def _sharing(self, words: Counter[str]) -> set[str]:
        """Return the targets that have any of these words in their name."""
        return {target for word in words for target in self._by_word.get(word, ())}


def is_known_heading(title: str) -> bool:
    """Return whether a title is one of the known wordings, with its marks."""
    return match_key(title) in _BY_MARKS


def settle_neighbours(titles: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
    """Return the guesses, mended by what stands beside: pairs of columns have one meaning.

    «Nam» is «male» beside «Nữ», else «Năm» typed without its mark; two columns under the one
    heading «Họ và tên» are the family and middle names, then the given name; a plain «Tên» without
    any other column of names is the full name.
    """
    settled = list(guesses)
    keys = [heading_key(title).rpartition(" / ")[2] for title in titles]
    for index, key in enumerate(keys):
        beside = {keys[i] for i in (index - 1, index + 1) if 0 <= i < len(keys)}
        if key == "nam" and "nu" in beside:
            settled[index] = Guess(Target.MALE, 1.0, Why.NEIGHBOUR)
        elif key in {"nam", "ngay", "thang"} and "thang" in beside | {key}:
            parts = {
                "ngay": Target.BIRTH_DAY,
                "thang": Target.BIRTH_MONTH,
                "nam": Target.BIRTH_YEAR,
            }
            if "sinh" in heading_key(titles[index]):
                settled[index] = Guess(parts[key], 1.0, Why.NEIGHBOUR)
        elif key == "nu" and "nam" in beside:
            settled[index] = Guess(Target.FEMALE, 1.0, Why.NEIGHBOUR)
    for index in range(len(settled) - 1):
        pair = settled[index : index + 2]
        same = titles[index] == titles[index + 1]
        if same and all(guess.target == Target.FULL_NAME for guess in pair):
            settled[index] = Guess(Target.FAMILY_NAME, 0.95, Why.NEIGHBOUR)
            settled[index + 1] = Guess(Target.GIVEN_NAME, 0.95, Why.NEIGHBOUR)
    _settle_names(settled)
    return settled


def _settle_names(guesses: list[Guess]) -> None:
    targets = [guess.target for guess in guesses]
    given = Target.GIVEN_NAME in targets
    if given and Target.FAMILY_NAME not in targets:
        place = targets.index(Target.GIVEN_NAME)
        if Target.FULL_NAME in targets[:place]:
            family = targets.index(Target.FULL_NAME)
            guesses[family] = Guess(Target.FAMILY_NAME, 0.95, Why.NEIGHBOUR)
        else:
            guesses[place] = Guess(Target.FULL_NAME, 0.8, Why.NEIGHBOUR)


def _exact(title: str, key: str) -> Guess | None:
    """Return the target of a known wording; where only marks tell two apart, those count."""
    targets = _BY_KEY.get(key, ())
    if len(set(targets)) == 1:
        return Guess(targets[0], 1.0, Why.SAME_WORDS)
    marked = _BY_MARKS.get(match_key(title))
    if marked:
        return Guess(marked, 1.0, Why.SAME_WORDS)
    return Guess(targets[0], 0.7, Why.SAME_WORDS) if targets else None


def _near(key: str) -> Guess:
    if len(key) < _SHORTEST_NEAR:
        return UNKNOWN
    found = process.extractOne(key, _LONG_KEYS, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found is None:
        return UNKNOWN
    return Guess(_BY_KEY[found[0]][0], round(0.85 * found[1] / 100, 3), Why.NEAR_WORDS)


def _known() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    by_key: dict[str, tuple[str, ...]] = {}
    by_marks: dict[str, str] = {}
    for row in facts("headings"):
        key = heading_key(row["heading"])
        by_key[key] = (*by_key.get(key, ()), row["target"])
        by_marks[match_key(row["heading"])] = row["target"]
    return by_key, by_marks


_AMBIGUOUS_ALONE = frozenset({"ngay", "thang", "nam", "nu"})
"""Words that mean something only under their parent."""

_BY_KEY, _BY_MARKS = _known()
_LONG_KEYS = [key for key in _BY_KEY if len(key) >= _SHORTEST_NEAR]
