from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.model.choices import Sex
from thuctien.engine.text.personal_number import (
    SAMPLE_PLACE,
    Clash,
    ClashCode,
    check_personal_number,
    clean_personal_number,
    masked,
    personal_number_of,
    sex_told_by,
    with_lost_zeros,
)
from thuctien.engine.wording import Language

SEXES = st.sampled_from(Sex)
YEARS = st.integers(1900, 2399)
SERIALS = st.integers(0, 999_999)


def codes(clashes: list[Clash]) -> list[ClashCode]:
    return [clash.code for clash in clashes]


@given(SEXES, YEARS, SERIALS)
def test_a_number_made_for_somebody_agrees_with_them(sex: Sex, year: int, serial: int) -> None:
    number = personal_number_of("038", sex, year, serial)
    assert len(number) == 12
    assert check_personal_number(number, sex=sex, birth_date=date(year, 5, 1)) == []


@given(SEXES, YEARS, SERIALS, SEXES, YEARS)
def test_only_what_differs_is_told(
    sex: Sex, year: int, serial: int, other_sex: Sex, other_year: int
) -> None:
    number = personal_number_of("001", sex, year, serial)
    found = codes(check_personal_number(number, sex=other_sex, birth_date=date(other_year, 1, 1)))
    expected = [ClashCode.OTHER_SEX] * (sex != other_sex)
    assert found == expected + [ClashCode.OTHER_YEAR] * (year != other_year)


def test_what_the_record_does_not_know_cannot_clash() -> None:
    assert check_personal_number("038188000001", sex=None, birth_date=None) == []


def test_women_of_the_last_century_have_a_one_and_men_of_this_one_a_two() -> None:
    assert personal_number_of("038", Sex.FEMALE, 1988, 1) == "038188000001"
    assert personal_number_of("038", Sex.MALE, 2001, 1) == "038201000001"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("03818800000A", ClashCode.NOT_DIGITS),
        ("1234567", ClashCode.WRONG_LENGTH),
        ("0381880000012", ClashCode.WRONG_LENGTH),
        ("38188000001", ClashCode.LOST_ZERO),
        ("1188000001", ClashCode.LOST_ZERO),
        ("17123456", ClashCode.LOST_ZERO),
        ("171234567", ClashCode.OLD_NUMBER),
        ("003188000001", ClashCode.UNKNOWN_PLACE),
    ],
)
def test_an_odd_number_says_what_is_odd(number: str, code: ClashCode) -> None:
    assert codes(check_personal_number(number, sex=None, birth_date=None)) == [code]


def test_a_birth_registered_abroad_is_no_clash() -> None:
    assert check_personal_number("101188000001", sex=Sex.FEMALE, birth_date=None) == []


@given(st.text(max_size=20))
def test_any_text_is_cleaned_once_and_checked_without_fail(text: str) -> None:
    number = clean_personal_number(text)
    assert clean_personal_number(number) == number
    clashes = check_personal_number(text, sex=Sex.MALE, birth_date=date(1980, 1, 1))
    for language in Language:
        assert all(clash.text(language) for clash in clashes)


def test_separators_and_the_apostrophe_of_a_spreadsheet_are_dropped() -> None:
    assert clean_personal_number(" '038 188.000-001 ") == "038188000001"
    assert clean_personal_number("p 0123456") == "P0123456"


@given(SEXES, YEARS, SERIALS, st.sampled_from(["001", "038", "096", SAMPLE_PLACE]))
def test_zeros_that_a_spreadsheet_took_are_offered_back(
    sex: Sex, year: int, serial: int, place: str
) -> None:
    number = personal_number_of(place, sex, year, serial)
    assert with_lost_zeros(str(int(number))) == number
    assert with_lost_zeros(number) is None


def test_no_zero_is_offered_where_the_number_would_name_no_place() -> None:
    assert with_lost_zeros("88188000001") is None


def test_no_sentence_gives_the_number_away() -> None:
    number = "038188123456"
    for clash in check_personal_number(number, sex=Sex.MALE, birth_date=date(1990, 1, 1)):
        assert all("123456" not in clash.text(language) for language in Language)


def test_a_masked_number_shows_its_end_only() -> None:
    assert masked("038188000123") == "•••••••••123"
    assert masked("B1234") == "••••4"
    assert masked("") == ""


@given(st.text(min_size=1, max_size=20))
def test_at_most_a_third_of_a_number_is_shown(number: str) -> None:
    hidden = masked(number)
    assert len(hidden) == len(number)
    assert hidden[: len(number) - len(number) // 3].strip("•") == ""


def test_a_number_that_cannot_be_is_not_made() -> None:
    with pytest.raises(ValueError, match="no such personal number"):
        personal_number_of("38", Sex.MALE, 1980, 1)


@pytest.mark.parametrize(
    ("number", "sex"),
    [("099078000001", Sex.MALE), ("099178000001", Sex.FEMALE), ("171234567", None), ("", None)],
)
def test_the_fourth_digit_tells_the_sex(number: str, sex: Sex | None) -> None:
    """Of a number of twelve digits only."""
    assert sex_told_by(number) is sex
