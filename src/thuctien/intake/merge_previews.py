"""What merging two people means, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import DateField

from thuctien.base.language import page_language
from thuctien.catalogue.models import Qualification
from thuctien.engine.text.dates import Precision, show_date
from thuctien.engine.text.personal_number import masked
from thuctien.intake.previews import field_word
from thuctien.intake.row_words import rows_of
from thuctien.intake.services.merging import Clash, Comparison
from thuctien.people.models import Post
from thuctien.ui.words import SEX_WORDS

_NOT_SHOWN = ("person_id", "_precision")
"""Ends of columns that tell the two rows not apart, or say only how another is to be read."""

_NUMBERS = frozenset({"personal_number", "passport_number"})


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A field with the value of each of the two."""

    field: str
    word: str
    kept: str
    lost: str


@dataclass(frozen=True, slots=True)
class ClashRow:
    """Two rows of which one must go."""

    name: str
    what: str
    kept: str
    lost: str


def conflict_rows(compared: Comparison) -> list[ConflictRow]:
    """Return the fields in which two people differ."""
    return [
        ConflictRow(c.field, field_word(c.field), _value(c.field, c.kept), _value(c.field, c.lost))
        for c in compared.conflicts
    ]


def _value(field: str, value: object) -> str:
    if field in _NUMBERS:
        return masked(str(value))
    if isinstance(value, date):
        return show_date(value)
    return str(SEX_WORDS.get(str(value), value)) if field == "sex" else str(value)


def clash_rows(compared: Comparison) -> list[ClashRow]:
    """Return the rows that clash, with what tells them apart; sensitive ones without values."""
    names = {
        **dict(Post.objects.filter(pk__in=_named(compared, "post_id")).values_list("pk", "title")),
        **dict(
            Qualification.objects.filter(pk__in=_named(compared, "qualification_id")).values_list(
                "pk", "name"
            )
        ),
    }
    return [
        ClashRow(
            clash.name,
            rows_of(clash.label).render(page_language(), {}),
            _row(clash, clash.kept, names),
            _row(clash, clash.lost, names),
        )
        for clash in compared.clashes
    ]


def _named(compared: Comparison, column: str) -> list[str]:
    return [str(clash.kept[column]) for clash in compared.clashes if column in clash.kept]


def _row(clash: Clash, row: Mapping[str, object], names: Mapping[str, str]) -> str:
    if clash.label == "people.sensitivefacts":
        return "–"
    shown = [
        names.get(str(value)) or _cell(clash.label, row, column)
        for column, value in row.items()
        if value not in {None, ""} and column != "id" and not column.endswith(_NOT_SHOWN)
    ]
    return " · ".join(shown)


def _cell(label: str, row: Mapping[str, object], column: str) -> str:
    """Return a value as it is printed; days stand in an image as ISO texts."""
    value = str(row[column])
    is_day = any(
        isinstance(field, DateField) and field.attname == column
        for field in apps.get_model(label)._meta.concrete_fields
    )
    if not is_day:
        return value
    precision = row.get(f"{column}_precision") or Precision.DAY
    return show_date(date.fromisoformat(value[:10]), str(precision))


def moved_rows(moved: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Return how many rows of each kind go over."""
    return [(rows_of(label).render(page_language(), {}), n) for label, n in moved.items()]
