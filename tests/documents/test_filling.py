"""What the fields of a template are filled with."""

from __future__ import annotations

import pytest

from tests.documents.printed import sample_of
from thuctien.documents.filling import filled
from thuctien.documents.models import Document


@pytest.fixture
def letter() -> Document:
    """A letter of a state body; it is not stored."""
    return sample_of("state-letter")


@pytest.mark.parametrize(
    ("last", "printed"),
    [
        ("Trân trọng", "Trân trọng./."),
        ("Trân trọng.", "Trân trọng./."),
        ("Trân trọng./.", "Trân trọng./."),
        ("Danh sách như sau:", "Danh sách như sau:"),
    ],
)
def test_the_last_words_are_closed_unless_they_lead_on(
    letter: Document, last: str, printed: str
) -> None:
    letter.content = {"paragraphs": ["Sở thông báo.", last]}
    assert filled(letter)["doan"] == ["Sở thông báo.", printed]


def test_grounds_end_with_a_semicolon_and_the_last_with_a_full_stop(letter: Document) -> None:
    letter.content = {"bases": ["Căn cứ một;", "Căn cứ hai", "Theo đề nghị;"]}
    assert filled(letter)["can_cu"] == ["Căn cứ một;", "Căn cứ hai;", "Theo đề nghị."]


def test_the_last_recipient_is_the_archive_with_who_drafted(letter: Document) -> None:
    fields = filled(letter)
    assert fields["noi_nhan"][-1].endswith(";")
    assert fields["luu"] == "Lưu: VT, ĐT."


def test_the_subject_of_a_letter_stands_without_its_first_words(letter: Document) -> None:
    assert filled(letter)["trich_yeu"] == "cử công chức tham gia khóa bồi dưỡng"
