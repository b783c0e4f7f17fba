"""Proposed duplicates of a list, side by side with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.translation import gettext as _

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import page_language
from thuctien.engine.matching.evidence import Evidence
from thuctien.engine.text.dates import show_date
from thuctien.engine.text.personal_number import masked
from thuctien.intake.checking.identity import row_of
from thuctien.intake.models import Decision
from thuctien.intake.previews import born_text
from thuctien.intake.services.decisions import is_safe
from thuctien.intake.shelf import Shelf
from thuctien.people.models import Person


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row and who it may be, side by side."""

    sheet: str
    row: int
    rival: str
    left: Mapping[str, str]
    right: Mapping[str, str]
    right_url_code: str
    reasons: Sequence[str]
    percent: int
    verdict: str
    safe: bool


def pair_rows(
    shelf: Shelf,
    found: pl.DataFrame,
    decided: Mapping[tuple[str, int, str], Decision],
    units: Mapping[str, str],
    *,
    acting_user: ActingUser,
) -> list[PairRow]:
    """Return pairs as the page shows them, by one query; ``units`` are names by code."""
    rows = (
        {(row["sheet"], row["row"]): row for row in shelf.people.iter_rows(named=True)}
        if found.height
        else {}
    )
    codes = [rival for rival in found["rival"].to_list() if row_of(rival) is None]
    known = {
        person.pk: person
        for person in visible(
            Person.objects.filter(pk__in=codes).select_related("current_unit", "current_post"),
            acting_user=acting_user,
        )
    }
    shown = []
    for pair in found.iter_rows(named=True):
        place, rival = (pair["sheet"], pair["row"]), pair["rival"]
        decision = decided.get((*place, rival))
        other = row_of(rival)
        right = _row_card(rows[other], units) if other else person_card(known.get(rival))
        shown.append(
            PairRow(
                sheet=pair["sheet"],
                row=pair["row"],
                rival=rival,
                left=_row_card(rows[place], units),
                right=right,
                right_url_code="" if other else rival,
                reasons=reason_sentences(pair["reasons"]),
                percent=round(100 * pair["score"]),
                verdict=decision.verdict if decision else "",
                safe=is_safe(pair["reasons"]),
            )
        )
    return shown


def reason_sentences(codes: Iterable[str]) -> list[str]:
    """Return why two records may be one person, in the language of the page."""
    return [Evidence(code).sentence(page_language()) for code in codes]


def _row_card(row: Mapping[str, object], units: Mapping[str, str]) -> dict[str, str]:
    born, precision = row["birth_date"], row["birth_date_precision"]
    return {
        "name": str(row["full_name"] or ""),
        "born": born_text(born if isinstance(born, date) else None, str(precision or "day")),
        "number": masked(str(row["personal_number"] or "")),
        "place": _("row %(row)s") % {"row": row["row"]},
        "unit": units.get(str(row["unit_id"]), ""),
    }


def person_card(person: Person | None) -> dict[str, str]:
    """Return what is shown of a stored person, its number masked."""
    if person is None:
        return {"name": "–"}
    return {
        "name": person.full_name,
        "born": show_date(person.birth_date, person.birth_date_precision),
        "number": masked(person.personal_number),
        "place": person.pk,
        "unit": str(person.current_unit or ""),
    }
