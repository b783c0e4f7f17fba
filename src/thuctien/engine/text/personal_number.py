"""The personal number of a citizen (số định danh cá nhân, on the card CCCD): checked, masked.

Twelve digits: three for the place where the birth was registered, one for century and sex, two for
the year of birth, six without meaning. There is no check digit, so a number can only clash with
what else is known of its holder, and then either may be wrong: a clash is told, never refused.
The digits of place, century and year follow lawnet.vn and cungcon.vn (centuries after 2000 and the
list of places: not yet compared with the rule itself).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import ascii_lowercase, ascii_uppercase

import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.text.normal import clean_text
from thuctien.engine.wording import Language, Wording

LENGTH = 12
OLD_LENGTH = 9
"""The number of the former identity card (CMND); people of before have it in their papers."""

SAMPLE_PLACE = "099"
"""A place that no province has: numbers of the sample begin with it, so none can be real."""

LAST_SHOWN = 3
MASK = "•"
_SEPARATORS = re.compile(r"[\s.\-_'’]+")
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_FIRST_CENTURY = 1900
_FIRST_COUNTRY = "100"


class ClashCode(StrEnum):
    """What is odd about a personal number."""

    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    LOST_ZERO = "lost_zero"
    """A digit or two short: a spreadsheet took the zeros at the start."""
    OLD_NUMBER = "old_number"
    UNKNOWN_PLACE = "unknown_place"
    OTHER_SEX = "other_sex"
    OTHER_YEAR = "other_year"


@dataclass(frozen=True, slots=True)
class Clash:
    """One oddity; ``figures`` fill its sentence and never hold the number itself."""

    code: ClashCode
    figures: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the clash as a sentence."""
        figures = {
            name: value.render(language, {}) if isinstance(value, Wording) else value
            for name, value in self.figures.items()
        }
        return _SENTENCES[self.code].render(language, figures)


def clean_personal_number(text: str) -> str:
    """Return a number as it is kept: no spaces, dots or dashes, the letters of a passport capital.

    Anything else stays as written. Idempotent. Nothing is added: for lost zeros there is
    :func:`with_lost_zeros`.
    """
    return _SEPARATORS.sub("", clean_text(text)).translate(_CAPITALS)


def with_lost_zeros(number: str) -> str | None:
    """Return what a cleaned number was before a spreadsheet took zeros at its start, if it did.

    A proposal for somebody to accept: ten or eleven digits that with their zeros begin with a
    place, or eight digits of a former card. ``None`` for all else.
    """
    if not _is_digits(number):
        return None
    if len(number) == OLD_LENGTH - 1:
        return number.zfill(OLD_LENGTH)
    proposal = number.zfill(LENGTH)
    missing = LENGTH - len(number)
    return proposal if missing in {1, 2} and proposal[:3] in _places() else None


def check_personal_number(text: str, *, sex: Sex | None, birth_date: date | None) -> list[Clash]:
    """Return how a number clashes with itself and with its holder's sex and year of birth.

    ``sex`` and ``birth_date`` are as recorded, ``None`` where unknown; of the date only the year
    counts, which is known at every precision. An empty text has no clash.
    """
    number = clean_personal_number(text)
    if not number:
        return []
    if malformed := _malformed(number):
        return [malformed]
    clashes = []
    place = number[:3]
    if place < _FIRST_COUNTRY and place not in _places():
        clashes.append(Clash(ClashCode.UNKNOWN_PLACE, {"place": place}))
    if sex is not None and sex is not _sex_of(number):
        figures = {"number_sex": _SEXES[_sex_of(number)], "sex": _SEXES[sex]}
        clashes.append(Clash(ClashCode.OTHER_SEX, figures))
    if birth_date is not None and birth_date.year != _year_of(number):
        figures_of_year = {"number_year": str(_year_of(number)), "year": str(birth_date.year)}
        clashes.append(Clash(ClashCode.OTHER_YEAR, figures_of_year))
    return clashes


def sex_told_by(number: str) -> Sex | None:
    """Return the sex that the fourth digit of a cleaned number tells; ``None`` of other numbers."""
    return _sex_of(number) if _is_digits(number) and len(number) == LENGTH else None


def masked(number: str, shown: int = LAST_SHOWN) -> str:
    """Return a number of any kind with all but its last characters hidden, its length kept.

    At most a third of a short number is shown. For screen readers say the visible end in words;
    dots are read one by one.
    """
    end = min(shown, len(number) // 3)
    return MASK * (len(number) - end) + number[len(number) - end :]


def is_masked(number: str) -> bool:
    """Return whether a number is one that :func:`masked` gave: it says nothing of the real one."""
    return MASK in number


def personal_number_of(place: str, sex: Sex, birth_year: int, serial: int) -> str:
    """Return the number that a place, a sex, a year (1900 to 2399) and a serial (six digits) make.

    Raises ``ValueError`` outside these.
    """
    century, year = divmod(birth_year - _FIRST_CENTURY, 100)
    if not (0 <= century < 5 and 0 <= serial < 1_000_000 and len(place) == 3):
        raise ValueError(f"{place!r}, {birth_year}, {serial}: no such personal number")
    return f"{place}{2 * century + (sex is Sex.FEMALE)}{year:02d}{serial:06d}"


def _malformed(number: str) -> Clash | None:
    if not _is_digits(number):
        return Clash(ClashCode.NOT_DIGITS)
    if len(number) == OLD_LENGTH:
        return Clash(ClashCode.OLD_NUMBER)
    if with_lost_zeros(number) is not None:
        return Clash(ClashCode.LOST_ZERO)
    if len(number) != LENGTH:
        return Clash(ClashCode.WRONG_LENGTH, {"digits": len(number)})
    return None


def _is_digits(number: str) -> bool:
    return number.isascii() and number.isdecimal()


def _sex_of(number: str) -> Sex:
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def _year_of(number: str) -> int:
    return _FIRST_CENTURY + 100 * (int(number[3]) // 2) + int(number[4:6])


@cache
def _places() -> frozenset[str]:
    """Return the codes of places, past ones too: a number is kept for life."""
    content = (files("thuctien.engine.text") / "data" / "registration_places.csv").read_bytes()
    return frozenset(pl.read_csv(content, infer_schema=False)["code"].to_list())


_SEXES = {Sex.FEMALE: Wording("nữ", "female"), Sex.MALE: Wording("nam", "male")}

_SENTENCES: dict[ClashCode, Wording] = {
    ClashCode.NOT_DIGITS: Wording(
        "Số định danh chỉ gồm chữ số; người nước ngoài thì ghi số hộ chiếu ở cột riêng.",
        "A personal number has digits only; for a foreigner there is a column for the passport.",
    ),
    ClashCode.WRONG_LENGTH: Wording(
        "Số định danh có 12 chữ số, ở đây có {digits}.",
        "A personal number has 12 digits, this one has {digits}.",
    ),
    ClashCode.LOST_ZERO: Wording(
        "Số định danh thiếu chữ số; có lẽ Excel đã bỏ số 0 ở đầu.",
        "The personal number is short of digits; Excel may have taken the zeros at its start.",
    ),
    ClashCode.OLD_NUMBER: Wording(
        "Đây là số chứng minh nhân dân cũ (9 chữ số); hãy bổ sung số định danh 12 chữ số.",
        "This is the number of a former identity card (9 digits); add the one of 12 digits.",
    ),
    ClashCode.UNKNOWN_PLACE: Wording(
        "Ba chữ số đầu {place} không phải mã tỉnh nào.",
        "No province has the first three digits, {place}.",
    ),
    ClashCode.OTHER_SEX: Wording(
        "Theo số định danh là {number_sex}, nhưng hồ sơ ghi {sex}.",
        "The personal number says {number_sex}, but the record says {sex}.",
    ),
    ClashCode.OTHER_YEAR: Wording(
        "Theo số định danh thì sinh năm {number_year}, nhưng hồ sơ ghi {year}.",
        "The personal number says born in {number_year}, but the record says {year}.",
    ),
}
