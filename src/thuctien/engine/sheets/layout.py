"""How a sheet is to be read: heading, rows, columns; guessed, corrected, remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from thuctien.engine.sheets.body import SkippedRow, find_body, title_lines
from thuctien.engine.sheets.book import Book, Sheet, has_content
from thuctien.engine.sheets.header import find_header, header_at
from thuctien.engine.sheets.headings import Guess, Headings, Why
from thuctien.engine.sheets.naming import Names, unit_in
from thuctien.engine.sheets.targets import HELD, LEVEL
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.sheets.words import heading_key
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.layout import OPENING_SHEET


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of a sheet, counted from 1: its title, what it is read as, how sure, and why."""

    column: int
    title: str
    target: str | None
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """How one sheet is read; rows and columns count from 1.

    ``header_rows`` is empty where no heading was found: such a sheet is not read. ``first_row`` and
    ``last_row`` enclose the rows looked at, ``people`` are those of them that are people, and
    ``skipped`` the others with their reason. ``unit_id`` is the unit of the sheet by its title or
    name (``unit_text``), ``row_units`` the units that group rows set, by row from which they hold.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnGuess, ...]
    people: tuple[int, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    unit_id: str | None = None
    unit_text: str = ""
    row_units: tuple[tuple[int, str], ...] = ()
    score: float = 0.0
    fingerprint: str = ""
    wanted: bool = True
    """False for a sheet that somebody left out."""

    @property
    def targets(self) -> dict[int, str]:
        """Return what each column is read as, without those that are not read."""
        return {c.column: c.target for c in self.columns if c.target is not None}


@dataclass(frozen=True, slots=True)
class RememberedForm:
    """What somebody once confirmed about a form, to recognise it again.

    ``targets`` has the meaning of each title (as :func:`~.words.heading_key` writes it), ``None``
    for a column that is not to be read.
    """

    fingerprint: str
    targets: Mapping[str, str | None]

    def to_json(self) -> dict[str, Any]:
        """Return the form as a value that JSON can hold."""
        return {"fingerprint": self.fingerprint, "targets": dict(self.targets)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> RememberedForm:
        """Return the form that :meth:`to_json` wrote; raises ``KeyError`` for anything else."""
        return cls(str(value["fingerprint"]), dict(value["targets"]))


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """What a person decided about a sheet; ``None`` leaves it to the guess.

    Rows that the sheet does not have decide nothing: the next file of the form may be shorter.
    ``targets`` overrides columns counted from 1 one by one (a value ``None``: do not read it).
    ``unit_id`` is the unit of everybody in the sheet for whom the file names none. ``read`` is
    false for a sheet to be left out.
    """

    header_rows: tuple[int, ...] | None = None
    first_row: int | None = None
    last_row: int | None = None
    targets: Mapping[int, str | None] | None = None
    unit_id: str | None = None
    read: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the choice as a value that JSON can hold."""
        targets = None if self.targets is None else {str(c): t for c, t in self.targets.items()}
        return {
            "header_rows": None if self.header_rows is None else list(self.header_rows),
            "first_row": self.first_row,
            "last_row": self.last_row,
            "targets": targets,
            "unit_id": self.unit_id,
            "read": self.read,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> LayoutChoice:
        """Return the choice that :meth:`to_json` wrote; what is missing is left to the guess."""
        rows, targets = value.get("header_rows"), value.get("targets")
        return cls(
            header_rows=None if rows is None else tuple(int(row) for row in rows),
            first_row=value.get("first_row"),
            last_row=value.get("last_row"),
            targets=None if targets is None else {int(c): t for c, t in targets.items()},
            unit_id=value.get("unit_id"),
            read=bool(value.get("read", True)),
        )


FAULTS_SHEET = Wording("Lỗi cần sửa", "Faults to correct")
"""The first sheet of a returned workbook; like that of our own workbooks, it is no list."""

_OWN_SHEETS = frozenset({FAULTS_SHEET.vi, FAULTS_SHEET.en, OPENING_SHEET.vi, OPENING_SHEET.en})


def is_own_sheet(name: str) -> bool:
    """Return whether a sheet is one that we put before the lists; it is passed over."""
    return name in _OWN_SHEETS


def guess_layouts(
    book: Book,
    vocabulary: Vocabulary,
    *,
    remembered: Iterable[RememberedForm] = (),
    choices: Mapping[str, LayoutChoice] | None = None,
) -> tuple[SheetLayout, ...]:
    """Return how each sheet with any content is to be read, in the order of the file.

    ``choices`` (by name of sheet) go before ``remembered`` forms, these before the guess. A form
    is recognised by the fingerprint of all its titles; where no form has it, single titles keep
    the meaning that the last form with that title gave them.
    """
    memory = _Memory(remembered, vocabulary)
    headings, units = Headings(vocabulary, memory.titles), Names(vocabulary.units)
    chosen = choices or {}
    return tuple(
        _layout(sheet, chosen.get(sheet.name, LayoutChoice()), headings, units, memory)
        for sheet in book.sheets
        if not is_own_sheet(sheet.name) and any(map(has_content, sheet.rows))
    )


def remember(layout: SheetLayout) -> RememberedForm:
    """Return what is worth remembering of a layout that somebody confirmed."""
    return RememberedForm(
        layout.fingerprint,
        {heading_key(c.title): c.target for c in layout.columns if heading_key(c.title)},
    )


def fingerprint(titles: Sequence[str]) -> str:
    """Return a short digest by which the same heading is known again, whatever its punctuation."""
    keys = [key for title in titles if (key := heading_key(title))]
    return blake2b("\n".join(keys).encode(), digest_size=8).hexdigest()


class _Memory:
    """Remembered forms by fingerprint and by title; targets that nobody knows any more are left."""

    def __init__(self, forms: Iterable[RememberedForm], vocabulary: Vocabulary) -> None:
        known = {None, *vocabulary.targets()}
        self._forms: dict[str, Mapping[str, str | None]] = {}
        self.titles: dict[str, str | None] = {}
        for form in forms:
            kept = {key: target for key, target in form.targets.items() if target in known}
            self._forms[form.fingerprint] = kept
            self.titles |= kept

    def applied(self, titles: Sequence[str], guesses: Sequence[Guess]) -> list[Guess]:
        """Return the guesses with what is remembered of these titles."""
        memory = self._forms.get(fingerprint(titles), self.titles)
        return [
            Guess(memory[key], 1.0, Why.REMEMBERED)
            if (key := heading_key(title)) in memory
            else guess
            for title, guess in zip(titles, guesses, strict=True)
        ]


def _layout(
    sheet: Sheet, choice: LayoutChoice, headings: Headings, units: Names, memory: _Memory
) -> SheetLayout:
    if not choice.read:
        return SheetLayout(sheet.name, (), 0, 0, (), wanted=False)
    chosen = [row for row in choice.header_rows or () if 1 <= row <= len(sheet.rows)]
    header = header_at(sheet, chosen, headings) if chosen else find_header(sheet, headings)
    if header is None:
        return SheetLayout(sheet.name, (), 0, 0, ())
    guesses = _chosen(memory.applied(header.titles, header.guesses), choice)
    columns = tuple(
        ColumnGuess(index, title, guess.target, guess.score, guess.why)
        for index, (title, guess) in enumerate(
            zip(header.titles, _without_repeats(guesses), strict=True), start=1
        )
    )
    targets = {c.column: c.target for c in columns if c.target is not None}
    first = max(1, choice.first_row or header.rows[-1] + 1)
    body = find_body(sheet, header.rows, targets, units, first, choice.last_row)
    named = unit_in([sheet.name], units) or None
    named = unit_in(title_lines(sheet, header.rows[0]), units) or named
    layout = SheetLayout(
        sheet.name,
        header.rows,
        first,
        choice.last_row or body.people_end(first),
        columns,
        people=body.rows,
        skipped=body.skipped,
        unit_text=named[0] if named else "",
        unit_id=choice.unit_id or (named[1] if named else None),
        row_units=body.units,
        score=header.score,
        fingerprint=fingerprint(header.titles),
    )
    return replace(layout, unit_text="") if choice.unit_id else layout


def _chosen(guesses: Sequence[Guess], choice: LayoutChoice) -> list[Guess]:
    chosen = choice.targets or {}
    return [
        Guess(chosen[column], 1.0, Why.CHOSEN) if column in chosen else guess
        for column, guess in enumerate(guesses, start=1)
    ]


def _without_repeats(guesses: Sequence[Guess]) -> list[Guess]:
    """Return the guesses with each fixed target once: as chosen, as remembered, then the surest.

    Two columns of one qualification may both be read (its mark and its date).
    """
    best: dict[str, int] = {}
    for index, guess in enumerate(guesses):
        target = guess.target
        if target is None or target.startswith((HELD, LEVEL)):
            continue
        if target not in best or _rank(guess) > _rank(guesses[best[target]]):
            best[target] = index
    return [
        guess
        if guess.target is None or best.get(guess.target, index) == index
        else Guess(None, 0.0, Why.REPEATED)
        for index, guess in enumerate(guesses)
    ]


def _rank(guess: Guess) -> tuple[bool, bool, float]:
    return guess.why is Why.CHOSEN, guess.why is Why.REMEMBERED, guess.score
