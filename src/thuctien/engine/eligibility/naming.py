"""Names of codes for sentences on eligibility, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from thuctien.engine.model import Province
from thuctien.engine.model.choices import CodeList, Predicate
from thuctien.engine.wording import Language

CodeBook: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]
"""Names in Vietnamese and English by list and code; qualifications are in the list «»."""

QUALIFICATIONS = ""

LIST_OF: Mapping[Predicate, str] = {
    Predicate.LEADERSHIP_LEVELS: CodeList.LEADERSHIP_LEVEL,
    Predicate.POST_FAMILIES: CodeList.POST_FAMILY,
    Predicate.RANKS: CodeList.RANK,
    Predicate.UNIT_KINDS: CodeList.UNIT_KIND,
    Predicate.HOLDS: QUALIFICATIONS,
    Predicate.HOLDS_NOT: QUALIFICATIONS,
    Predicate.RATED_AT_LEAST: CodeList.RATING,
    Predicate.NO_DISCIPLINE: CodeList.DISCIPLINE_FORM,
    Predicate.MIN_MONTHS_SINCE_TRAINING: QUALIFICATIONS,
    Predicate.MIN_MONTHS_SINCE_KIND: CodeList.QUALIFICATION_KIND,
    Predicate.PLANNED_LEVELS: CodeList.LEADERSHIP_LEVEL,
    Predicate.DOCUMENTED: CodeList.CONDITION,
}
"""The list whose codes a rule of each predicate names."""


def code_book(province: Province) -> CodeBook:
    """Return the names of all codes and qualifications; without an English name the Vietnamese."""
    listed = {
        (code_list, code): (name, english or name)
        for code_list, code, name, english in province.codes.select(
            "list", "code", "name", "name_en"
        ).iter_rows()
    }
    held = {
        (QUALIFICATIONS, code): (name, english or name)
        for code, name, english in province.qualifications.select(
            "qualification_id", "name", "name_en"
        ).iter_rows()
    }
    return {**listed, **held}


def name_of(book: CodeBook, code_list: str, code: str, language: Language) -> str:
    """Return the name of a code; the code itself where nobody named it."""
    vietnamese, english = book.get((str(code_list), code), (code, code))
    return vietnamese if language is Language.VI else english


def names_of(book: CodeBook, code_list: str, codes: Iterable[str], language: Language) -> str:
    """Return the names of some codes, joined by commas."""
    return ", ".join(name_of(book, code_list, code, language) for code in codes)
