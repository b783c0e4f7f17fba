"""How the sheets of a list are read, as a form shows it and as it comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import page_language
from thuctien.engine.sheets import (
    CERTAIN,
    ColumnGuess,
    LayoutChoice,
    RowKind,
    SheetLayout,
    Target,
    Vocabulary,
    Why,
    column_letters,
    raw_text,
)
from thuctien.intake.shelf import Shelf

Value = TypeVar("Value")

FIRST_ROWS = 8
_NOT_KEPT = frozenset({Target.PHONE, Target.EMAIL})
"""What is recognised, but has no place in the records of people yet."""

WHY_WORDS: Mapping[Why, Promise] = {
    Why.SAME_WORDS: _("the heading says so"),
    Why.NEAR_WORDS: _("the heading is nearly that"),
    Why.QUALIFICATION: _("a qualification of the province"),
    Why.NEIGHBOUR: _("by the column beside it"),
    Why.REMEMBERED: _("as this form was read before"),
    Why.CHOSEN: _("as you chose"),
    Why.REPEATED: _("another column is surer to be the same"),
    Why.UNKNOWN: _("the heading is not known"),
}
SKIP_WORDS: Mapping[RowKind, Promise] = {
    RowKind.NUMBERING: _("numbers of the columns"),
    RowKind.REPEATED_HEADER: _("heading again"),
    RowKind.GROUP: _("heading of a group"),
    RowKind.SUBTOTAL: _("sum"),
    RowKind.NOTE: _("note or signature"),
}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: what it is read as, why, and what stands in its first cells."""

    number: int
    letters: str
    title: str
    target: str
    why: str | Promise
    certain: bool
    not_kept: bool
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet of the form; ``name`` is that of its fields."""

    field: str
    layout: SheetLayout
    header: str
    columns: Sequence[ColumnView]
    skipped: Sequence[tuple[int, str | Promise, str]]
    rows: Sequence[int]


def sheet_views(shelf: Shelf) -> list[SheetView]:
    """Return the sheets of a list with their columns and first rows."""
    first = {
        layout.sheet: [*layout.header_rows, *layout.people[:FIRST_ROWS]] for layout in shelf.layouts
    }
    book = shelf.book(first)
    views = []
    for index, layout in enumerate(shelf.layouts):
        sheet, rows = book.sheet(layout.sheet), layout.people[:FIRST_ROWS]
        views.append(
            SheetView(
                field=f"s{index}",
                layout=layout,
                header=_rows_text(layout.header_rows),
                columns=[
                    _column(guess, [raw_text(sheet.cell(row, guess.column)) for row in rows])
                    for guess in layout.columns
                ],
                skipped=[(row.row, SKIP_WORDS[row.kind], row.text) for row in layout.skipped[:50]],
                rows=rows,
            )
        )
    return views


def _column(guess: ColumnGuess, cells: Sequence[str]) -> ColumnView:
    return ColumnView(
        number=guess.column,
        letters=column_letters(guess.column),
        title=guess.title,
        target=guess.target or "",
        why=WHY_WORDS[guess.why],
        certain=guess.target is None or guess.score >= CERTAIN,
        not_kept=guess.target in _NOT_KEPT,
        cells=cells,
    )


def target_choices(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return what a column can be read as, with its name in the language of the page."""
    language = page_language()
    return [
        (target, vocabulary.target_name(target).render(language, {}))
        for target in vocabulary.targets()
    ]


def choices_from(
    posted: Mapping[str, str],
    layouts: Sequence[SheetLayout],
    before: Mapping[str, LayoutChoice],
    vocabulary: Vocabulary,
) -> dict[str, LayoutChoice]:
    """Return what a form decides about each sheet: what differs from the guess, or was decided.

    Raises ``ValueError`` for rows that are no numbers, units and targets that nobody knows.
    """
    found = {}
    for index, layout in enumerate(layouts):
        field, earlier = f"s{index}", before.get(layout.sheet, LayoutChoice())
        if f"{field}-read" not in posted:
            found[layout.sheet] = LayoutChoice(read=False)
            continue
        header = _rows(posted.get(f"{field}-header", ""))
        unit = posted.get(f"{field}-unit", "")
        if unit and unit not in vocabulary.units:
            raise ValueError(unit)
        found[layout.sheet] = LayoutChoice(
            header_rows=_if_new(header, layout.header_rows, earlier.header_rows),
            first_row=_if_new(
                _row(posted.get(f"{field}-first", "")), layout.first_row, earlier.first_row
            ),
            last_row=_if_new(
                _row(posted.get(f"{field}-last", "")), layout.last_row, earlier.last_row
            ),
            targets=_targets(posted, field, layout, earlier, vocabulary),
            unit_id=_if_new(unit or None, layout.unit_id, earlier.unit_id),
        )
    return found


def _if_new(given: Value | None, shown: Value | None, earlier: Value | None) -> Value | None:
    return earlier if not given or given == shown else given


def _targets(
    posted: Mapping[str, str],
    field: str,
    layout: SheetLayout,
    earlier: LayoutChoice,
    vocabulary: Vocabulary,
) -> dict[int, str | None] | None:
    known = set(vocabulary.targets())
    chosen: dict[int, str | None] = dict(earlier.targets or {})
    for guess in layout.columns:
        given = posted.get(f"{field}-c{guess.column}")
        if given is None or given == (guess.target or ""):
            continue
        if given and given not in known:
            raise ValueError(given)
        chosen[guess.column] = given or None
    return chosen or None


def _rows_text(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]}-{rows[-1]}"


def _rows(text: str) -> tuple[int, ...] | None:
    """Return rows written as «6» or «6-7»."""
    first, _dash, last = text.replace("–", "-").partition("-")
    if not first.strip():
        return None
    start = int(first)
    end = int(last) if last.strip() else start
    if not 1 <= start <= end <= start + 5:
        raise ValueError(text)
    return tuple(range(start, end + 1))


def _row(text: str) -> int | None:
    return int(text) if text.strip() else None
