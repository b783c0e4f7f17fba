"""Names, numbers, sex and addresses of people."""

from __future__ import annotations

import re
from typing import NamedTuple

from thuctien.engine.model.choices import Sex
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning.parsed import NOTHING, Note, Parsed, failed
from thuctien.engine.sheets.words import facts
from thuctien.engine.text.folding import fold
from thuctien.engine.text.normal import clean_text
from thuctien.engine.text.personal_number import (
    LENGTH,
    OLD_LENGTH,
    clean_personal_number,
    is_masked,
    with_lost_zeros,
)
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import MOST_EXACT, Cell, text_of
from thuctien.engine.workbook.choice_names import CHOICE_NAMES, choice_readings, reading_key

_HONORIFIC = re.compile(r"^(?:đ/c|đồng chí|ông|bà|anh|chị|thầy|cô)\b[.:\s]*", re.IGNORECASE)
_BARE_ONG = re.compile(r"^ông\s", re.IGNORECASE)
_FIRST_OF_MIDDLE_NAMES = frozenset({"văn", "thị"})
_NOT_IN_NAMES = re.compile(r"[^\w\s'’.\-]|[\d_]")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKED_FAMILIES = frozenset(row["folded"] for row in facts("marked_family_names"))
"""Family names, folded, that are never written without marks: «nguyen», «tran»."""

_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_PHONE = re.compile(r"(?:0|\+84)\d{8,10}")
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}")
_SEX_READINGS = choice_readings(Sex) | {
    "f": Sex.FEMALE.value,
    "m": Sex.MALE.value,
    "gai": Sex.FEMALE.value,
    "trai": Sex.MALE.value,
    "namgioi": Sex.MALE.value,
    "nugioi": Sex.FEMALE.value,
}
_YES = frozenset({"x", "v", "co", "yes", "true", "1", "✓", "✔", "☑", "☒"})
_NO = frozenset({"khong", "chua", "no", "false", "0", "-", "–", "—", "k", "ko"})


def full_name(cell: Cell) -> Parsed:
    """Return a name, its capitals and small letters put right, without a form of address."""
    text = _without_address(text_of(cell))
    if not text:
        return NOTHING
    notes: list[Note] = []
    if _NOT_IN_NAMES.search(text):
        bare = clean_text(_REMARK.sub(" ", text))
        proposal = bare if bare != text and not _NOT_IN_NAMES.search(bare) else None
        return Parsed(text, (Note(SheetFault.NOT_A_NAME, {"value": text}, proposal),))
    if " " not in text:
        notes.append(Note(SheetFault.ONE_WORD_NAME, {"value": text}))
    cased = in_name_case(text)
    if cased != text:
        notes.append(Note(SheetFault.NAME_IN_CAPITALS, {"text": cased}))
    if cased.isascii() and fold(cased).split(" ")[0] in _MARKED_FAMILIES:
        notes.append(Note(SheetFault.WITHOUT_MARKS, {"value": cased}))
    return Parsed(cased, tuple(notes))


def _without_address(text: str) -> str:
    """Return a name without «Đ/c», «Bà» and the like; «Ông» is a family name as well.

    It is an address before another family name, or before three words more: «Ông Nguyễn An» and
    «Ông Lò Văn Ín» lose it, «Ông Cao Thắng» and «Ông Thị Bích Ngọc» keep it.
    """
    bare = _HONORIFIC.sub("", text)
    if not _BARE_ONG.match(text):
        return bare
    first, *others = bare.split(" ")
    long = len(others) >= 2 and first.lower() not in _FIRST_OF_MIDDLE_NAMES
    return bare if long or fold(first) in _MARKED_FAMILIES else text


def part_of_name(cell: Cell) -> Parsed:
    """Return one part of a name that has two columns; the whole is checked after joining."""
    return Parsed(text) if (text := text_of(cell)) else NOTHING


def in_name_case(text: str) -> str:
    """Return a name in the usual form: «NGUYỄN VĂN AN» and «Nguyễn văn an» as «Nguyễn Văn An»."""
    capitals = len(text) > 3 and text.isupper()
    return " ".join(
        word[:1].upper() + word[1:].lower() if capitals or word.islower() else word
        for word in text.split(" ")
    )


def sex(cell: Cell) -> Parsed:
    """Return a value of :class:`Sex`."""
    text = text_of(cell)
    if not text:
        return NOTHING
    found = _SEX_READINGS.get(reading_key(text))
    if found is None:
        names = [CHOICE_NAMES[choice] for choice in Sex]
        choices = Wording("; ".join(n.vi for n in names), "; ".join(n.en for n in names))
        return failed(FaultCode.NOT_A_CHOICE, value=text, choices=choices)
    return Parsed(found)


def is_mark(cell: Cell) -> bool | None:
    """Return whether a cell is a mark for yes, for no, or (``None``) neither."""
    if isinstance(cell, bool):
        return cell
    text = fold(text_of(cell))
    if text in _YES:
        return True
    return False if text in _NO else None


def code(cell: Cell) -> Parsed:
    """Return an identifier; one that a spreadsheet can no longer hold exactly is a fault."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) > MOST_EXACT:
        return failed(FaultCode.NUMBER_TOO_LARGE, value=text_of(cell))
    return Parsed(text) if (text := text_of(cell)) else NOTHING


class Passport(NamedTuple):
    """A number of a passport, in whatever column it stood."""

    number: str


def passport(cell: Cell) -> Parsed:
    """Return a :class:`Passport`; its number is whatever the other state writes."""
    number = clean_personal_number(text_of(cell))
    return Parsed(Passport(number)) if number and not is_masked(number) else NOTHING


def personal_number(cell: Cell) -> Parsed:
    """Return a personal number without spaces and dots, or the :class:`Passport` of a foreigner.

    What is neither is kept as it stands; a number that we masked says nothing. Zeros that a
    spreadsheet has taken are offered back. How the number fits the person is for :mod:`~.checks`
    to say.
    """
    text = text_of(cell)
    if _EXPONENT.fullmatch(text.replace(" ", "")):
        return failed(FaultCode.NUMBER_TOO_LARGE, value=text)
    number = clean_personal_number(text)
    if not number or is_masked(number):
        return NOTHING
    if _PASSPORT.fullmatch(number):
        return Parsed(Passport(number))
    note = _note_on_number(number, text)
    if note is None:
        return Parsed(number)
    return Parsed(text if note.code is SheetFault.NOT_A_PERSONAL_NUMBER else number, (note,))


def _note_on_number(number: str, text: str) -> Note | None:
    """Return what is odd about a number without any regard to its holder."""
    if proposal := with_lost_zeros(number):
        return Note(FaultCode.LOST_ZEROS, {"value": number}, proposal)
    digits = number.isascii() and number.isdecimal()
    if digits and len(number) == OLD_LENGTH:
        return Note(SheetFault.OLD_IDENTITY_NUMBER, {"value": number})
    if digits and len(number) == LENGTH:
        return None
    return Note(SheetFault.NOT_A_PERSONAL_NUMBER, {"value": text})


def phone(cell: Cell) -> Parsed:
    """Return a telephone number without spaces and dots; a lost zero is offered back."""
    text = text_of(cell)
    plain = re.sub(r"[\s.\-()']", "", text)
    if not plain:
        return NOTHING
    if plain.isdecimal() and len(plain) == 9 and plain[0] != "0":
        return Parsed(plain, (Note(FaultCode.LOST_ZEROS, {"value": plain}, f"0{plain}"),))
    if not _PHONE.fullmatch(plain):
        return Parsed(text, (Note(SheetFault.NOT_A_PHONE, {"value": text}),))
    return Parsed(plain)


def email(cell: Cell) -> Parsed:
    """Return an e-mail address in small letters."""
    text = text_of(cell)
    if not text:
        return NOTHING
    if not _EMAIL.fullmatch(text):
        return Parsed(text, (Note(SheetFault.NOT_AN_EMAIL, {"value": text}),))
    return Parsed(text.lower())
