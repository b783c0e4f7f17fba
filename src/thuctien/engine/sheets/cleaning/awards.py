"""Cells of qualifications: a date, a year, a mark or hours; or words that name a level."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import NamedTuple

from thuctien.engine.model.choices import Measure
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning.dates import parse_written_date
from thuctien.engine.sheets.cleaning.parsed import NOTHING, Note, Parsed, failed
from thuctien.engine.sheets.cleaning.persons import is_mark
from thuctien.engine.sheets.targets import HELD, LEVEL
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.sheets.words import likeness, word_counts
from thuctien.engine.text.dates import PartialDate
from thuctien.engine.text.folding import fold
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell, UnreadableCellError, figure, number_of, text_of

MOST_HOURS = 1_800
"""A working year has 1,760; more is a year in the wrong column, or a slip."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LEAST_LIKENESS = 0.65


class Award(NamedTuple):
    """A qualification held; a mere mark has neither date nor hours."""

    qualification_id: str
    awarded: PartialDate | None = None
    hours: float | None = None


class Awards:
    """Reads the cells of columns of qualifications."""

    def __init__(self, vocabulary: Vocabulary, as_of: date) -> None:
        self._vocabulary = vocabulary
        self._as_of = as_of
        self._levels: dict[str, list[tuple[Counter[str], str]]] = {}

    def read(self, cell: Cell, target: str) -> Parsed:
        """Return the :class:`Award` in a cell of a column with this target."""
        if target.startswith(LEVEL):
            return self._level(cell, target.removeprefix(LEVEL))
        code = target.removeprefix(HELD)
        known = self._vocabulary.qualifications.get(code)
        if known is not None and known.measure is Measure.HOURS:
            return _hours(cell, code)
        return self._award(cell, code)

    def _award(self, cell: Cell, code: str) -> Parsed:
        marked = is_mark(cell)
        if marked is not None:
            return Parsed(Award(code)) if marked else NOTHING
        parsed = parse_written_date(cell, as_of=self._as_of)
        if isinstance(parsed.value, PartialDate):
            if parsed.value.day > self._as_of:
                return failed(SheetFault.DATE_IN_FUTURE, value=text_of(cell))
            return Parsed(Award(code, parsed.value))
        if not parsed.notes:
            return NOTHING
        if parsed.notes[0].code is not FaultCode.NOT_A_DATE:
            return parsed
        years = _YEAR.findall(text_of(cell))
        proposal = years[0] if len(years) == 1 else None
        return failed(SheetFault.NOT_AN_AWARD, value=text_of(cell), proposal=proposal)

    def _level(self, cell: Cell, kind: str) -> Parsed:
        text = text_of(cell)
        if not text or is_mark(cell) is False:
            return NOTHING
        words = word_counts(text)
        scored = [(likeness(words, names), code) for names, code in self._of_kind(kind)]
        best = max((score for score, _ in scored), default=0.0)
        named = {code for score, code in scored if score == best}
        if best < _LEAST_LIKENESS or len(named) > 1:
            name = self._vocabulary.qualification_kinds.get(kind, kind)
            return failed(SheetFault.UNKNOWN_LEVEL, value=text, target=Wording(name, name))
        return Parsed(Award(named.pop()))

    def _of_kind(self, kind: str) -> list[tuple[Counter[str], str]]:
        """Return the words by which each qualification of a kind is told from the others."""
        if kind not in self._levels:
            of_kind = {
                code: word_counts(known.name)
                for code, known in self._vocabulary.qualifications.items()
                if known.kind == kind
            }
            common = word_counts(self._vocabulary.qualification_kinds.get(kind, ""))
            self._levels[kind] = [
                (words, code)
                for code, full in of_kind.items()
                for words in (full, full - common, Counter(fold(code).split()))
                if words
            ]
        return self._levels[kind]


def _hours(cell: Cell, code: str) -> Parsed:
    text = text_of(cell)
    if not text or is_mark(cell) is False:
        return NOTHING
    bare = re.sub(r"\s*(?:giờ|tiết|h)\.?$", "", text, flags=re.IGNORECASE)
    try:
        hours = float(number_of(bare if isinstance(cell, str) else cell))
    except UnreadableCellError as error:
        return Parsed(None, (Note(error.code, error.values),))
    if hours < 0:
        return failed(FaultCode.BELOW_LEAST, value=figure(hours), limit=figure(0))
    if hours > MOST_HOURS:
        return failed(FaultCode.ABOVE_MOST, value=figure(hours), limit=figure(MOST_HOURS))
    return Parsed(Award(code, hours=hours)) if hours else NOTHING
