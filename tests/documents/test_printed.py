"""Documents as LibreOffice prints them, read back from the PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest

from tests.documents.printed import LONG_LIST, NAMES, Printed, list_of

pytestmark = pytest.mark.libreoffice

PAGE_WIDTH, LEFT, RIGHT, TOP = 210, 30, 15, 20
"""In mm, as laid down; what is read back from a PDF may differ by a hair."""
HAIR = 1.0

ORDER = {
    "state-decision": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 36/QĐ-TCT",
        "QUYẾT ĐỊNH",
        "Về việc cử công chức",
        "HIỆU TRƯỞNG TRƯỜNG",
        "Căn cứ chức năng",
        "QUYẾT ĐỊNH:",
        "Điều 1.",
        "Điều 2.",
        "Nơi nhận:",
        "Lê Thị Mẫu",
    ),
    "party-decision": (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "*",
        "Số 6468-QĐ/HVCTQG",
        "Về việc cử công chức",
        "Căn cứ chức năng",
        "GIÁM ĐỐC HỌC VIỆN",
        "Điều 1.",
        "Nơi nhận:",
        "Phạm Văn Mẫu",
    ),
    "state-letter": (
        "CỘNG HÒA XÃ HỘI",
        "Số: 36/TCT-ĐT",
        "V/v cử công chức",
        "Kính gửi:",
        "- Các sở, ban, ngành cấp tỉnh",
        "Các cơ quan, đơn vị rà soát",
        "Nơi nhận:",
        "Lê Thị Mẫu",
    ),
}


@pytest.mark.parametrize("name", ORDER)
def test_the_blocks_stand_one_below_the_other(name: str, printed: Mapping[str, Printed]) -> None:
    tops = [printed[name].place(words).top for words in ORDER[name]]
    assert tops == sorted(tops)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_reaches_into_the_margins(name: str, printed: Mapping[str, Printed]) -> None:
    for number in range(len(printed[name])):
        inked = printed[name].inked(number)
        assert inked.left >= LEFT - 5
        assert inked.right <= PAGE_WIDTH - RIGHT + HAIR


def test_who_issues_stands_left_of_the_title_and_the_recipients_left_of_the_signature(
    printed: Mapping[str, Printed],
) -> None:
    page = printed["state-decision"]
    title = page.place("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert page.place("TRƯỜNG CHÍNH TRỊ TỈNH").right < title.left
    assert page.place("Độc lập - Tự do - Hạnh phúc").middle == pytest.approx(title.middle, abs=2)
    assert page.place("Nơi nhận:").right < page.place("PHÓ HIỆU TRƯỞNG").left


def test_place_and_day_stand_beside_the_number(printed: Mapping[str, Printed]) -> None:
    for name, number, day in (
        ("state-decision", "Số: 36/QĐ-TCT", "Thanh Hóa, ngày 05 tháng 02 năm 2026"),
        ("party-decision", "Số 6468-QĐ/HVCTQG", "Hà Nội, ngày 05 tháng 02 năm 2026"),
    ):
        left, right = printed[name].place(number), printed[name].place(day)
        assert left.bottom == pytest.approx(right.bottom, abs=2)
        assert left.right < right.left


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("state-decision", "Độc lập - Tự do - Hạnh phúc"),
        ("party-decision", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ],
)
def test_the_rule_under_the_title_is_as_long_as_it(
    name: str, above: str, printed: Mapping[str, Printed]
) -> None:
    words = printed[name].place(above)
    rule = printed[name].rule_below(words)
    assert rule.width == pytest.approx(words.width, rel=0.03)
    assert rule.middle == pytest.approx(words.middle, abs=HAIR)


def test_the_rule_under_who_issues_is_a_third_to_a_half_as_long_as_the_name(
    printed: Mapping[str, Printed],
) -> None:
    name = printed["state-decision"].place("TRƯỜNG CHÍNH TRỊ TỈNH")
    rule = printed["state-decision"].rule_below(name)
    assert 1 / 3 <= rule.width / name.width <= 1 / 2
    assert rule.middle == pytest.approx(name.middle, abs=HAIR)


def test_the_middle_of_the_text_is_the_middle_between_the_margins(
    printed: Mapping[str, Printed],
) -> None:
    middle = LEFT + (PAGE_WIDTH - LEFT - RIGHT) / 2
    for name, words in (("state-decision", "QUYẾT ĐỊNH:"), ("party-other", "BÁO CÁO")):
        assert printed[name].place(words).middle == pytest.approx(middle, abs=HAIR)


def test_the_first_page_bears_no_number_and_the_second_bears_it_at_the_top_centre(
    printed: Mapping[str, Printed],
) -> None:
    page = printed["state-other"]
    number = page.place("2", 1)
    assert number.bottom < TOP
    assert number.middle == pytest.approx(LEFT + (PAGE_WIDTH - LEFT - RIGHT) / 2, abs=2)
    assert page.inked(0).top >= TOP - HAIR


def test_every_name_of_a_long_list_is_there_letter_by_letter(
    printed: Mapping[str, Printed],
) -> None:
    page = printed["state-decision"]
    assert len(page) > 5
    words = " ".join(" ".join(page.text(number).split()) for number in range(1, len(page)))
    words = unicodedata.normalize("NFC", words)
    missing = [row for row in list_of(LONG_LIST).rows if f"{row[0]} {row[1]} {row[2]}" not in words]
    assert missing == []


def test_each_page_of_a_long_list_begins_with_its_columns(
    printed: Mapping[str, Printed],
) -> None:
    page = printed["state-decision"]
    for number in range(1, len(page)):
        assert "TT Họ và tên Đơn vị" in " ".join(page.text(number).split())


def test_a_list_says_which_document_it_belongs_to(printed: Mapping[str, Printed]) -> None:
    words = " ".join(printed["party-decision"].text(1).split())
    assert "DANH SÁCH CÔNG CHỨC ĐƯỢC CỬ" in words
    assert "số 6468-QĐ/HVCTQG ngày 05 tháng 02 năm 2026 của Học viện Mẫu" in words


@pytest.mark.parametrize("name", NAMES)
def test_the_file_has_its_fonts_in_itself(name: str, printed: Mapping[str, Printed]) -> None:
    fonts = set(printed[name].fonts())
    assert fonts
    assert [font for font, is_embedded in fonts if not is_embedded] == []
