"""Which rows of a sheet are people: between the heading and the notes, without group rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thuctien.engine.sheets.book import Sheet, raw_text
from thuctien.engine.sheets.naming import Names, unit_in
from thuctien.engine.sheets.targets import Target
from thuctien.engine.sheets.words import facts, heading_key
from thuctien.engine.text.folding import fold
from thuctien.engine.text.legacy import to_unicode
from thuctien.engine.text.normal import clean_text
from thuctien.engine.workbook.cells import Cell


class RowKind(StrEnum):
    """Why a row below the heading is no person."""

    NUMBERING = "numbering"
    """«(1) (2) (3)» right under the heading."""
    REPEATED_HEADER = "repeated_header"
    GROUP = "group"
    """A name of a unit or of a part of it above its people."""
    SUBTOTAL = "subtotal"
    NOTE = "note"
    """Notes, dates, signatures."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was not read, with its words: nothing is passed over in silence."""

    sheet: str
    row: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of people; ``units`` are the group rows that name a unit, with its code."""

    rows: tuple[int, ...]
    skipped: tuple[SkippedRow, ...]
    units: tuple[tuple[int, str], ...]

    def people_end(self, first: int) -> int:
        """Return the last row with a person, the row before ``first`` where there is none."""
        return self.rows[-1] if self.rows else first - 1


_SURE = frozenset(
    {
        Target.BIRTH_DATE,
        Target.BIRTH_YEAR,
        Target.MALE,
        Target.FEMALE,
        Target.PERSONAL_NUMBER,
        Target.PERSON_ID,
    }
)
"""Columns whose figures only a person has."""

_NAMES = (Target.FULL_NAME, Target.FAMILY_NAME, Target.GIVEN_NAME)
_FEW = 3
"""A row with no more cells than this is looked at closely."""

_MANY_OTHERS = 3
_LOOKED_AT = 300
"""Letters of a text by which its row is judged: notes can be long."""
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-Z])\s*[.)/]?")
_OPENING_NUMBER = re.compile(r"^(?:[IVXLC]+|[A-Z]|\d{1,2})\s*[.)/]\s*(?=\S)")
_COUNT_OF_PEOPLE = re.compile(r"\s*(?:\([^()]*\)|:\s*\d+\s*\w*)\s*$")
_SUBTOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)(?:[\s:.,(]|$)")
_SIGNED_ON = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_FIRST_OF_SUMS = frozenset("tcTC")
_SUBTOTAL_KEYS = tuple(r["phrase"] for r in facts("row_phrases") if r["kind"] == "subtotal")
_CLOSING = tuple(r["phrase"] for r in facts("row_phrases") if r["kind"] == "closing")


class _Rows:
    """Looks at the rows of one sheet with the meaning of its columns known."""

    def __init__(
        self, sheet: Sheet, header_rows: Sequence[int], targets: Mapping[int, str]
    ) -> None:
        self._sheet = sheet
        self._mapped = [column - 1 for column in targets]
        self._of = {target: column - 1 for column, target in reversed(list(targets.items()))}
        self._sure = [column - 1 for column, target in targets.items() if target in _SURE]
        self._names = [self._of[name] for name in _NAMES if name in self._of]
        self._others = [
            c - 1 for c, target in targets.items() if target not in {*_NAMES, Target.ORDINAL}
        ]
        heading = {
            text for row in header_rows for cell in sheet.rows[row - 1] if (text := _text(cell))
        }
        self._heading = {text.lower() for text in heading}

    def filled(self, row: int) -> list[str]:
        """Return the texts of a row that are not blank."""
        return [t for cell in self._sheet.rows[row - 1] if (t := _text(cell))]

    def has_many(self, row: int) -> bool:
        """Return whether a row has more cells than one that must be looked at closely."""
        return sum(cell != "" for cell in self._sheet.rows[row - 1]) > _FEW

    def is_sure(self, row: int) -> bool:
        """Return whether a row can only be a person."""
        cells = self._sheet.rows[row - 1]
        if self.is_heading(row):
            return False
        named = any(_at(cells, index) for index in self._names)
        if any(_is_figure(_at(cells, index)) for index in self._sure):
            return True
        others = sum(_at(cells, index) != "" for index in self._others)
        return named and (others >= _MANY_OTHERS or self._numbered(cells))

    def _numbered(self, cells: Sequence[Cell]) -> bool:
        return _at(cells, self._of.get(Target.ORDINAL, -1)).rstrip(".").isdecimal()

    def is_numbering(self, row: int) -> bool:
        """Return whether a row only numbers the columns: «1 2 3», «(1) (2)», «A B 1 2»."""
        texts = [text.strip("()[] ") for text in self.filled(row)]
        counted = sum(text.isdecimal() and int(text) <= len(texts) + 2 for text in texts)
        return len(texts) > _FEW and counted >= 0.6 * len(texts) and max(map(len, texts)) <= 4

    def is_heading(self, row: int) -> bool:
        """Return whether a row repeats the heading, as on the next printed page."""
        cells = self._sheet.rows[row - 1]
        if not any(_at(cells, index).lower() in self._heading for index in self._names):
            return False
        texts = self.filled(row)
        same = sum(text.lower() in self._heading for text in texts)
        return len(texts) >= 2 and same >= 0.7 * len(texts)

    def is_subtotal(self, row: int) -> bool:
        """Return whether a row begins with «Tổng cộng», «Cộng» and names nobody.

        Marks count: «Tống Văn An» is a person.
        """
        cells = self._sheet.rows[row - 1]
        if any(
            len(_at(cells, index)) >= 4 and _has_digit(_at(cells, index)) for index in self._sure
        ):
            return False
        words = (c for c in cells if isinstance(c, str) and any(map(str.isalpha, c)))
        first = next(words, "").lstrip()
        if first[:1] not in _FIRST_OF_SUMS:
            return False
        text = clean_text(to_unicode(first)).lower()
        plain = fold(text).rstrip(" :.")
        return bool(_SUBTOTAL.match(text)) or (text.isascii() and plain in _SUBTOTAL_KEYS[:2])

    def is_closing(self, row: int) -> bool:
        """Return whether a row has the words of notes and signatures."""
        texts = self.filled(row)
        if len(texts) > _FEW + 1 or self.is_sure(row):
            return False
        plain = heading_key(to_unicode(" ".join(texts)[:_LOOKED_AT]))
        return bool(_SIGNED_ON.search(plain)) or any(
            plain.startswith(p) or f" {p}" in plain for p in _CLOSING
        )

    def group(self, row: int, units: Names) -> tuple[bool, str | None]:
        """Return whether a row heads a group, and the code of the unit that it names."""
        texts = self.filled(row)
        words = [t for t in texts if not _ROMAN_OR_LETTER.fullmatch(t) and any(map(str.isalpha, t))]
        if len(words) != 1 or len(texts) > _FEW or len(words[0]) > _LOOKED_AT:
            return False, None
        name = group_name(words[0])
        if found := unit_in([name], units):
            return True, found[1]
        if self.is_sure(row):
            return False, None
        ordinal = self._of.get(Target.ORDINAL)
        cells = self._sheet.rows[row - 1]
        marked = ordinal is not None and bool(_ROMAN_OR_LETTER.fullmatch(_at(cells, ordinal)))
        opened = bool(_OPENING_NUMBER.match(clean_text(words[0])))
        unnumbered = ordinal is not None and not self._numbered(cells)
        elsewhere = bool(self._names) and not any(_at(cells, index) for index in self._names)
        return marked or opened or unnumbered or elsewhere, None


def find_body(
    sheet: Sheet,
    header_rows: Sequence[int],
    targets: Mapping[int, str],
    units: Names,
    first: int,
    last: int | None,
) -> Body:
    """Return the people among the rows from ``first`` to ``last`` (``None``: found out).

    ``targets`` are the meanings of columns counted from 1. Rows of notes and signatures end the
    body, unless people follow them.
    """
    rows = _Rows(sheet, header_rows, targets)
    end = len(sheet.rows) if last is None else min(last, len(sheet.rows))
    sure = [row for row in range(first, end + 1) if rows.is_sure(row) and not rows.is_subtotal(row)]
    last_sure = sure[-1] if sure else first - 1
    certain = set(sure)
    people: list[int] = []
    skipped: list[SkippedRow] = []
    named: list[tuple[int, str]] = []
    closed = False
    for row in range(first, end + 1):
        if not (texts := rows.filled(row)):
            continue
        kind, unit = _kind(rows, row, units, certain, early=row < first + 2)
        closed = closed or (kind is RowKind.NOTE and row > last_sure)
        if closed:
            kind = RowKind.NOTE
        if kind is None:
            people.append(row)
            continue
        skipped.append(SkippedRow(sheet.name, row, kind, " | ".join(texts)))
        if unit is not None:
            named.append((row, unit))
    return Body(tuple(people), tuple(skipped), tuple(named))


def group_name(text: str) -> str:
    """Return the name in a group row: «II. Sở Nội vụ (12 người)» → «Sở Nội vụ»."""
    name = _OPENING_NUMBER.sub("", clean_text(to_unicode(text)))
    return _COUNT_OF_PEOPLE.sub("", name)


def _kind(
    rows: _Rows, row: int, units: Names, sure: set[int], *, early: bool
) -> tuple[RowKind | None, str | None]:
    if early and rows.is_numbering(row):
        return RowKind.NUMBERING, None
    if rows.is_subtotal(row):
        return RowKind.SUBTOTAL, None
    if row in sure and rows.has_many(row):
        return None, None
    if rows.is_heading(row):
        return RowKind.REPEATED_HEADER, None
    if rows.is_closing(row):
        return RowKind.NOTE, None
    grouped, unit = rows.group(row, units)
    return (RowKind.GROUP, unit) if grouped else (None, None)


def _at(cells: Sequence[Cell], index: int) -> str:
    return _text(cells[index]) if 0 <= index < len(cells) else ""


def _text(cell: Cell) -> str:
    return raw_text(cell).strip() if cell != "" else ""


def _is_figure(text: str) -> bool:
    """Return whether a text has figures and is not the place and day of a signature."""
    if not _has_digit(text):
        return False
    return "," not in text or not _SIGNED_ON.search(fold(text[:_LOOKED_AT]).partition(",")[2])


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def title_lines(sheet: Sheet, before: int) -> Iterator[str]:
    """Yield the texts above the heading that may name the unit, cell by cell, in Unicode.

    In a letterhead the body above stands over the unit, so a text with another right below it is
    left out, unless it says «Đơn vị: ...».
    """
    for row in range(1, before):
        for column, cell in enumerate(sheet.rows[row - 1], start=1):
            text = _text(cell)
            last = row + 1 == before or not _text(sheet.cell(row + 1, column))
            if text and (last or ":" in text):
                yield clean_text(to_unicode(text))
