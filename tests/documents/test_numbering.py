from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.documents.numbering import (
    PARTY_PATTERN,
    STATE_LETTER,
    STATE_PATTERN,
    number_text,
    pattern_fault,
)


def test_a_state_body_writes_kind_and_sign_after_the_slash() -> None:
    text = number_text(STATE_PATTERN, 36, digits=2, kind="QĐ", sign="TCT")
    assert text == "36/QĐ-TCT"


def test_a_state_body_pads_numbers_below_ten() -> None:
    assert number_text(STATE_PATTERN, 5, digits=2, kind="QĐ", sign="TCT") == "05/QĐ-TCT"


def test_the_party_writes_the_kind_before_the_slash() -> None:
    text = number_text(PARTY_PATTERN, 6468, digits=2, kind="QĐ", sign="HVCTQG")
    assert text == "6468-QĐ/HVCTQG"


def test_a_letter_names_who_drafted_it_instead_of_its_kind() -> None:
    text = number_text(STATE_LETTER, 12, digits=2, kind="CV", sign="SNV", drafter="CCVC")
    assert text == "12/SNV-CCVC"


def test_a_letter_without_a_drafter_ends_with_the_sign_of_the_body() -> None:
    assert number_text(STATE_LETTER, 12, digits=2, kind="CV", sign="SNV") == "12/SNV"


def test_a_draft_leaves_room_for_its_number() -> None:
    text = number_text(STATE_PATTERN, None, digits=2, kind="QĐ", sign="TCT")
    assert text.strip() == "/QĐ-TCT"
    assert text.startswith("   ")


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (STATE_PATTERN, None),
        (PARTY_PATTERN, None),
        ("{number}/{knid}-{sign}", "knid"),
        ("{kind}-{sign}", "number"),
        ("{number}/{number}", "number"),
        ("{number}/{kind-{sign}", "{number}/{kind-{sign}"),
    ],
)
def test_a_pattern_is_checked_before_it_is_used(pattern: str, fault: str | None) -> None:
    assert pattern_fault(pattern) == fault


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_two_numbers_are_never_written_alike(first: int, second: int) -> None:
    texts = {number_text(STATE_PATTERN, n, digits=2, kind="QĐ", sign="A") for n in (first, second)}
    assert len(texts) == len({first, second})
