from __future__ import annotations

from datetime import date

import pytest

from tests.engine.matching.people import P, frame
from thuctien.engine.matching import Evidence, propose_duplicates
from thuctien.engine.wording import Language

AN = P("Nguyễn Văn An")


def reasons(one: P, other: P) -> list[str] | None:
    """Return why two people are proposed as one, ``None`` where they are not."""
    pairs = propose_duplicates(frame(one), frame(other)).pairs
    return pairs["reasons"].to_list()[0] if pairs.height else None


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (AN, ["same_name", "same_birth"]),
        (AN._replace(full_name="NGUYỄN VĂN AN"), ["same_name", "same_birth"]),
        (AN._replace(full_name="Nguyen Van An"), ["unmarked_name", "same_birth"]),
        (AN._replace(full_name="Nguyễn Văn Ân"), ["near_name", "same_birth"]),
        (AN._replace(full_name="Nguyễn An"), ["near_name", "same_birth"]),
        (AN._replace(full_name="Nguyễn Văn Bình"), None),
        (
            AN._replace(birth_date=date(1980, 1, 1), birth_date_precision="year"),
            ["same_name", "compatible_birth"],
        ),
        (AN._replace(birth_date=date(1980, 12, 5)), ["same_name", "swapped_birth"]),
        (AN._replace(birth_date=date(1980, 12, 6)), None),
        (AN._replace(birth_date=date(1981, 5, 12)), None),
    ],
)
def test_names_and_births(other: P, expected: list[str] | None) -> None:
    """The same name needs a birth that agrees; a near one the same birth."""
    assert reasons(AN, other) == expected


@pytest.mark.parametrize(("one", "other"), [("Lê Hòa", "Lê Hoà"), ("Lý Quý", "Lí Quí")])
def test_two_styles_of_spelling_are_one_name(one: str, other: str) -> None:
    """Where the tone stands, and i or y, say nothing about who it is."""
    assert reasons(P(one), P(other)) == ["same_spelling", "same_birth"]


def test_a_birth_in_the_same_year_needs_the_same_unit() -> None:
    """A slip in the day is likely only among colleagues."""
    one = AN._replace(unit_id="S01")
    other = one._replace(birth_date=date(1980, 6, 20))
    assert reasons(one, other) == ["same_name", "same_birth_year", "same_unit"]
    assert reasons(one, other._replace(unit_id="S02")) is None


def test_namesakes_with_different_numbers_are_two_people() -> None:
    """Same name and birth date, but the numbers tell them apart."""
    one = AN._replace(personal_number="038080000001")
    assert reasons(one, AN._replace(personal_number="038080000002")) is None


def test_twins_with_different_numbers_are_two_people() -> None:
    """A twin has a near name, the same birth, unit and sex."""
    one = AN._replace(personal_number="038080000001", unit_id="S01", sex="male")
    other = one._replace(full_name="Nguyễn Văn Ân", personal_number="038080000002")
    assert reasons(one, other) is None


def test_an_old_card_and_a_new_number_do_not_contradict() -> None:
    """The number of 9 digits was another series."""
    one = AN._replace(personal_number="171234567")
    other = AN._replace(personal_number="038080000001")
    assert reasons(one, other) == ["same_name", "same_birth"]


def test_the_same_number_is_told_with_another_name() -> None:
    """Either the number is wrong or the name changed: somebody must look."""
    one = AN._replace(personal_number="038080000001")
    other = P("Lê Thị Hoa", date(1990, 1, 1), personal_number="038.080.000.001")
    assert reasons(one, other) == ["same_number", "other_name"]


def test_a_zero_lost_in_a_spreadsheet_does_not_hide_the_number() -> None:
    """11 digits and the same 12 are one number."""
    one = AN._replace(personal_number="38080000001")
    found = reasons(one, AN._replace(personal_number="038080000001"))
    assert found == ["same_number", "same_name", "same_birth"]


def test_incoming_rows_are_compared_with_one_another() -> None:
    """A person twice in the file is found without any known people."""
    pairs = propose_duplicates(frame(AN, P("Lê Thị Hoa"), AN)).pairs
    assert pairs.select("incoming", "other").rows() == [(0, 2)]


def test_a_missing_birth_proves_nothing() -> None:
    """The name alone is no reason."""
    assert reasons(AN, AN._replace(birth_date=None)) is None


@pytest.mark.parametrize("evidence", list(Evidence))
def test_every_reason_has_a_sentence(evidence: Evidence) -> None:
    """In both languages, and not the same one."""
    assert evidence.sentence(Language.VI) != evidence.sentence(Language.EN)
