"""What the pages of a list show of its reading: faults, rows, pairs, the layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.translation import gettext as _

from thuctien.base.language import page_language
from thuctien.engine.sheets import Place, Vocabulary, column_letters, raw_text
from thuctien.engine.text.dates import show_date
from thuctien.engine.text.folding import fold, folded
from thuctien.engine.text.personal_number import masked
from thuctien.intake.checking.differences import HOLDING, SENSITIVE_FIELDS
from thuctien.intake.shelf import Shelf
from thuctien.ui.words import SEX_WORDS


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as a row of the page; ``id`` names its place, for the field that corrects it."""

    severity: str
    code: str
    sheet: str
    row: int | None
    column: int | None
    where: str
    raw: str
    reason: str
    proposal: str

    @property
    def can_be_corrected(self) -> bool:
        """Say whether the fault is one of a cell of a person."""
        return self.column is not None and self.row is not None


@dataclass(frozen=True, slots=True)
class Offer:
    """Faults of one kind that have a proposal: an example of them, and how many there are."""

    code: str
    count: int
    raw: str
    proposal: str
    reason: str


def faults(
    shelf: Shelf, severity: str = "", sheet: str = "", code: str = "", text: str = ""
) -> pl.DataFrame:
    """Return the faults that fit the filters, in the order of the file."""
    found = shelf.faults
    for column, wanted in (("severity", severity), ("sheet", sheet), ("code", code)):
        if wanted:
            found = found.filter(pl.col(column) == wanted)
    if text:
        words = fold(text)
        found = found.filter(folded(pl.col("raw")).str.contains(words, literal=True))
    return found


def fault_rows(found: pl.DataFrame) -> list[Fault]:
    """Return faults as the page shows them, in the language of the page."""
    language = page_language().value
    return [
        Fault(
            severity=row["severity"],
            code=row["code"],
            sheet=row["sheet"] or "",
            row=row["row"],
            column=row["column"],
            where=_column_name(row["column"], row["title"]),
            raw=row["raw"],
            reason=row[language],
            proposal="" if row["proposal"] is None else row["proposal"],
        )
        for row in found.iter_rows(named=True)
    ]


def fault_kinds(shelf: Shelf) -> list[tuple[str, str]]:
    """Return the kinds of faults with an example sentence and their number, to choose from."""
    language = page_language().value
    kinds = shelf.faults.group_by("code", maintain_order=True).agg(
        pl.len().alias("n"), pl.col(language).first()
    )
    return [(code, f"{sentence} ({n})") for code, n, sentence in kinds.rows()]


def offers(shelf: Shelf) -> list[Offer]:
    """Return what is proposed, by kind of fault."""
    language = page_language().value
    kinds = (
        shelf.faults.filter(pl.col("proposal").is_not_null() & pl.col("column").is_not_null())
        .group_by("code", maintain_order=True)
        .agg(
            pl.len().alias("count"),
            pl.col("raw").first(),
            pl.col("proposal").first(),
            pl.col(language).first().alias("reason"),
        )
    )
    return [Offer(**row) for row in kinds.iter_rows(named=True)]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changes, in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of the list as the page shows it."""

    sheet: str
    sheet_number: int
    row: int
    name: str
    born: str
    person_id: str
    unit: str
    post: str
    state: str
    errors: int
    warnings: int
    changes: Sequence[Change] = ()


def people(shelf: Shelf, state: str = "", text: str = "") -> pl.DataFrame:
    """Return the rows that fit the filters."""
    found = shelf.people
    if state == "faulty":
        found = found.filter(pl.col("errors") > 0)
    elif state:
        found = found.filter(pl.col("state") == state)
    if text:
        words = folded(pl.col("full_name").fill_null("")).str.contains(fold(text), literal=True)
        found = found.filter(words | (pl.col("person_id") == text))
    return found


def person_rows(shelf: Shelf, found: pl.DataFrame, vocabulary: Vocabulary) -> list[PersonRow]:
    """Return rows as the page shows them, with what changes of each."""
    changes: dict[tuple[str, int], list[Change]] = {}
    places = found.select("sheet", "row")
    for sheet, row, field, old, new in (
        shelf.changes.join(places, on=["sheet", "row"], how="semi", maintain_order="left")
        .select("sheet", "row", "field", "old", "new")
        .rows()
    ):
        changes.setdefault((sheet, row), []).append(_change(field, old, new, vocabulary))
    numbers = {about["name"]: index for index, about in enumerate(shelf.sheets)}
    return [
        PersonRow(
            sheet=row["sheet"],
            sheet_number=numbers[row["sheet"]],
            row=row["row"],
            name=row["full_name"] or "",
            born=born_text(row["birth_date"], row["birth_date_precision"]),
            person_id=row["known_id"] or row["person_id"] or "",
            unit=vocabulary.units.get(row["unit_id"] or "", ""),
            post=vocabulary.posts.get(row["post"] or "", row["post_title"] or ""),
            state=row["state"],
            errors=row["errors"],
            warnings=row["warnings"],
            changes=changes.get((row["sheet"], row["row"]), ()),
        )
        for row in found.iter_rows(named=True)
    ]


def _change(field: str, old: str | None, new: str | None, vocabulary: Vocabulary) -> Change:
    if field.startswith(HOLDING):
        code = field.removeprefix(HOLDING)
        return Change(vocabulary.qualifications[code].name, "", _shown("day", new))
    if field in SENSITIVE_FIELDS:
        return Change(field_word(field), _("(not shown)"), _("(not shown)"))
    return Change(field_word(field), _shown(field, old), _shown(field, new))


def _shown(field: str, value: str | None) -> str:
    if not value:
        return "–"
    if field in {"birth_date", "service_from", "day"}:
        return "/".join(reversed(value.split("-")))
    if field == "sex":
        return str(SEX_WORDS.get(value, value))
    return masked(value) if field in {"personal_number", "passport_number"} else value


def field_word(field: str) -> str:
    """Return what a field of a person is called."""
    return {
        "full_name": _("Full name"),
        "sex": _("Sex"),
        "birth_date": _("Born"),
        "service_from": _("In service from"),
        "note": _("Note"),
        "personal_number": _("Personal number"),
        "passport_number": _("Passport number"),
        "nationality": _("Nationality"),
        "ethnic_group": _("Ethnic group"),
        "religion": _("Religion"),
        "party_date": _("Party member from"),
        "post": _("Post"),
    }.get(field, field)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row to be corrected."""

    column: int
    letters: str
    title: str
    target: str
    text: str
    raw: str
    faults: Sequence[Fault]


def cells_of_row(
    shelf: Shelf, sheet: str, row: int, corrections: Mapping[Place, str], vocabulary: Vocabulary
) -> list[Cell]:
    """Return the cells of one row that are read, with their faults and corrections.

    Raises ``KeyError`` where the sheet has no such row of a person.
    """
    layout = next(found for found in shelf.layouts if found.sheet == sheet)
    if row not in layout.people:
        raise KeyError(row)
    book = shelf.book({sheet: [row]})
    of_row = fault_rows(shelf.faults.filter((pl.col("sheet") == sheet) & (pl.col("row") == row)))
    cells = []
    for guess in layout.columns:
        raw = raw_text(book.sheet(sheet).cell(row, guess.column))
        if guess.target is None and not raw:
            continue
        cells.append(
            Cell(
                column=guess.column,
                letters=column_letters(guess.column),
                title=guess.title,
                target=_target_name(guess.target, vocabulary),
                text=corrections.get(Place(sheet, row, guess.column), raw),
                raw=raw,
                faults=[fault for fault in of_row if fault.column == guess.column],
            )
        )
    return cells


def _target_name(target: str | None, vocabulary: Vocabulary) -> str:
    if target is None:
        return ""
    return vocabulary.target_name(target).render(page_language(), {})


def born_text(day: date | None, precision: str) -> str:
    """Return a birth date in words; empty where none is known."""
    return show_date(day, precision) if day else ""


def _column_name(column: int | None, title: str) -> str:
    return f"{column_letters(column)} · {title}" if column else title
