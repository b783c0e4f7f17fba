"""Heading, rows and columns: guessed, corrected by a person, remembered for the next file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.sheets.books import AN, AS_OF, BINH, HEADING, VOCABULARY, book_of, codes, read
from thuctien.engine.sheets import (
    LayoutChoice,
    RememberedForm,
    RowKind,
    Target,
    Why,
    guess_layouts,
    read_people,
    remember,
)
from thuctien.engine.sheets.book import Book, BookKind, Sheet, Span
from thuctien.engine.sheets.headings import Headings
from thuctien.engine.sheets.words import facts
from thuctien.engine.text import fold
from thuctien.engine.text.legacy import Encoding, encode
from thuctien.engine.workbook.cells import Cell

HEADINGS = Headings(VOCABULARY)


@pytest.mark.parametrize("known", facts("headings"), ids=lambda row: row["heading"])
def test_every_known_heading_is_recognised(known: dict[str, str]) -> None:
    """In capitals, and without its marks unless these tell it from another."""
    if known["target"].startswith("level:") and known["target"][6:] not in (
        VOCABULARY.qualification_kinds
    ):
        return
    assert HEADINGS.guess(known["heading"].upper()).target == known["target"]
    unmarked = HEADINGS.guess(fold(known["heading"]))
    assert unmarked.target == known["target"] or unmarked.score < 0.9


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Trung cấp LLCT", "held:LLCT-TC"),
        ("LLCT / Cao cấp", "held:LLCT-CC"),
        ("QLNN ngạch chuyên viên", "held:QLNN-CV"),
        ("Bồi dưỡng QLNN / CVC", "held:QLNN-CVC"),
        ("Đã học QLNN ngạch CV", "held:QLNN-CV"),
        ("Trình độ LLCT", "level:political_theory"),
        ("QLNN", "level:state_management"),
        ("llct-tc", "held:LLCT-TC"),
        ("Trình độ / Lý luận CT", None),
        ("Họ và tên (ghi chữ in hoa)", "full_name"),
        ("Ngày sinh (dd/mm/yyyy)", "birth_date"),
        ("Hộ và tên", "full_name"),
        ("Hệ số lương", None),
        ("Đảng phí", None),
        ("", None),
    ],
)
def test_headings_in_other_words(heading: str, target: str | None) -> None:
    """Abbreviations, order of words, remarks in brackets and slips do not matter."""
    assert HEADINGS.guess(heading).target == target


@pytest.mark.parametrize("encoding", list(Encoding))
def test_headings_in_old_encodings(encoding: Encoding) -> None:
    """A form of before Unicode has the same columns."""
    assert HEADINGS.guess(encode("Ngày, tháng, năm sinh", encoding)).target == "birth_date"


@given(st.text(max_size=40))
def test_no_heading_is_too_strange(heading: str) -> None:
    """Whatever stands there, there is a guess with a score from 0 to 1."""
    guess = HEADINGS.guess(heading)
    assert 0 <= guess.score <= 1
    assert (guess.target is None) == (guess.why is Why.UNKNOWN)


def targets(*heading: str, below: tuple[str, ...] = ()) -> list[str | None]:
    """Return what the columns under a heading mean."""
    rows = [heading, *([below] if below else []), AN]
    (layout,) = guess_layouts(book_of(*rows), VOCABULARY)
    return [column.target for column in layout.columns]


def test_nam_beside_nu_is_a_sex_and_beside_a_month_a_year() -> None:
    """«Nam» and «Năm» are one word where marks are left out."""
    sexes = targets("STT", "Họ tên", "Ngày sinh", "", below=("", "", "Nam", "Nữ"))
    assert sexes[2:] == ["male", "female"]
    parts = targets("STT", "Ho ten", "Nam sinh", "", "", below=("", "", "Ngay", "Thang", "Nam"))
    assert parts[2:] == ["birth_day", "birth_month", "birth_year"]


def test_a_name_over_two_columns_is_split() -> None:
    """«Họ và tên» merged over the family name and the given name."""
    cells: list[list[Cell]] = [
        ["STT", "Họ và tên", "", "Giới tính"],
        [1.0, "Nguyễn Văn", "An", "Nam"],
    ]
    sheet = Sheet("DS", cells, merged=(Span(1, 2, 1, 3),))
    reading = read_people(Book(BookKind.XLSX, (sheet,)), VOCABULARY, as_of=AS_OF)
    assert reading.people["full_name"].to_list() == ["Nguyễn Văn An"]


def test_a_title_over_several_columns_has_its_children_below() -> None:
    """Even where the children mean nothing to anybody."""
    rows: list[list[Cell]] = [
        ["STT", "Họ và tên", "Giới tính", "Khen thưởng", ""],
        ["", "", "", "Huân chương", "Bằng khen"],
        [1.0, "Nguyễn Văn An", "Nam", "x", ""],
    ]
    sheet = Sheet("DS", rows, merged=(Span(1, 4, 1, 5),))
    (layout,) = guess_layouts(Book(BookKind.XLSX, (sheet,)), VOCABULARY)
    assert layout.header_rows == (1, 2)
    assert layout.columns[3].title == "Khen thưởng / Huân chương"


def test_ten_alone_is_the_full_name() -> None:
    """Where no other column has names; it is shown as a guess."""
    assert targets("STT", "Tên", "Giới tính")[1] == "full_name"


def test_the_same_column_twice_is_read_once() -> None:
    """The surer one counts, the other is named."""
    reading = read((*HEADING, "Họ tên"), (*AN, "Ai đó"))
    assert reading.people["full_name"].to_list() == ["Nguyễn Văn An"]
    assert "duplicate_column" in codes(reading)


def kinds(*rows: tuple[Cell, ...]) -> list[tuple[int, str]]:
    """Return the rows below the heading that are no people."""
    (layout,) = guess_layouts(book_of(HEADING, *rows), VOCABULARY)
    return [(row.row, str(row.kind)) for row in layout.skipped]


def test_rows_that_are_no_people() -> None:
    """Each is passed over with its reason."""
    found = kinds(
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("I", "Lãnh đạo"),
        AN,
        ("", "Cộng: 1 người"),
        HEADING,
        ("", "Sở Nội vụ"),
        BINH,
        ("", "Tổng cộng", "", 2.0),
        ("Ghi chú: danh sách này có 2 người",),
        ("", "", "", "Hòa Sơn, ngày 5 tháng 11 năm 2026"),
        ("", "Người lập biểu", "", "Thủ trưởng đơn vị"),
        ("", "Lê Thị Mai", "", "Phạm Văn Dũng"),
    )
    assert found == [
        (2, RowKind.NUMBERING),
        (3, RowKind.GROUP),
        (5, RowKind.SUBTOTAL),
        (6, RowKind.REPEATED_HEADER),
        (7, RowKind.GROUP),
        (9, RowKind.SUBTOTAL),
        (10, RowKind.NOTE),
        (11, RowKind.NOTE),
        (12, RowKind.NOTE),
        (13, RowKind.NOTE),
    ]


@pytest.mark.parametrize("name", ["Tống Văn Cộng", "Ghi Văn Chú", "Công Tằng Tôn Nữ Hoa"])
def test_names_that_look_like_sums_are_people(name: str) -> None:
    """Tống is a family name, tổng a sum."""
    assert kinds((1.0, name, "Nam", "05/03/1978", "Sở Nội vụ")) == []


def test_notes_between_people_do_not_end_the_list() -> None:
    """As long as somebody follows."""
    assert kinds(AN, ("Ghi chú: tiếp trang sau",), BINH) == [(3, RowKind.NOTE)]


def test_a_person_with_most_cells_missing_is_not_lost() -> None:
    """Too little is a fault of the row, no reason to pass it over."""
    reading = read(HEADING, AN, (2.0, "Trần Thị Bình"))
    assert reading.people["row"].to_list() == [2, 3]
    assert codes(reading) == ["missing_value"] * 3


def test_group_rows_name_the_unit() -> None:
    """For everybody below, until the next."""
    heading = HEADING[:4]
    rows = [("", "I. Xã Hòa Sơn (1 người)"), AN[:4], ("II", "TRƯỜNG TIỂU HỌC LỘC AN"), BINH[:4]]
    assert read(heading, *rows).people["unit_id"].to_list() == ["X01", "TH1"]


@pytest.mark.parametrize(
    "above",
    [
        [("UBND TỈNH MẪU",), ("SỞ NỘI VỤ",), ("",)],
        [("Đơn vị: Sở Nội vụ",), ("Năm 2026",), ("",)],
        [("DANH SÁCH CÁN BỘ CỦA ĐƠN VỊ",), ("Cơ quan: SO NOI VU",)],
    ],
)
def test_titles_name_the_unit(above: list[tuple[str, ...]]) -> None:
    """In a letterhead it is the lower line."""
    assert read(*above, HEADING[:4], AN[:4]).people["unit_id"].to_list() == ["S01"]


def test_a_file_without_any_list_is_at_fault() -> None:
    """One sheet of words beside a list is only passed over."""
    words = Sheet("Bìa", [["Kính gửi:"], ["Sở Nội vụ"]])
    table = Sheet("DS", [list(HEADING), list(AN)])
    alone, both = (
        read_people(Book(BookKind.XLSX, sheets), VOCABULARY, as_of=AS_OF)
        for sheets in ((words,), (words, table))
    )
    assert [str(f.code) for f in alone.errors] == ["no_list"]
    assert both.errors == ()
    assert codes(both) == ["no_header"]


def test_inner_divisions_belong_to_the_unit_of_the_sheet() -> None:
    """Unless the text is so near to a unit that it is rather a slip."""
    above, heading = ("Đơn vị: Sở Nội vụ",), HEADING
    rows = [(*AN[:4], "Bộ phận một cửa"), (*BINH[:4], "Xã Hòa Sơm")]
    reading = read(above, heading, *rows)
    assert reading.people["unit_id"].to_list() == ["S01", None]
    assert codes(reading) == ["part_of_unit", "unknown_code"]


def test_the_name_of_the_sheet_names_the_unit() -> None:
    """By name or by code; each sheet its own."""
    for name in ("Sở Nội vụ", "s01"):
        assert read(HEADING[:4], AN[:4], name=name).people["unit_id"].to_list() == ["S01"]


def test_the_body_above_is_never_taken_for_the_unit() -> None:
    """Where the unit itself is not known."""
    reading = read(("SỞ NỘI VỤ",), ("PHÒNG CHƯA BIẾT",), HEADING[:4], AN[:4])
    assert codes(reading) == ["no_unit"]


CHOSEN = ("Trích yếu", "Nhân thân", "Phái", "Sinh")


def test_a_person_can_say_where_everything_is() -> None:
    """Nothing of a foreign form is recognised, so all is chosen."""
    book = book_of(("Danh sách",), CHOSEN, *[("", *AN[1:4]), ("", *BINH[1:4]), ("", "Không đọc")])
    choice = LayoutChoice(
        header_rows=(2,),
        last_row=4,
        targets={2: Target.FULL_NAME, 3: Target.SEX, 4: Target.BIRTH_DATE},
        unit_id="X01",
    )
    reading = read_people(book, VOCABULARY, as_of=AS_OF, choices={"DS": choice})
    assert reading.people["full_name"].to_list() == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reading.people["unit_id"].to_list() == ["X01", "X01"]
    assert reading.layouts[0].columns[1].why is Why.CHOSEN
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("choice", "people"),
    [
        (LayoutChoice(header_rows=(9,)), 2),
        (LayoutChoice(header_rows=(1, 9)), 2),
        (LayoutChoice(first_row=-3), 2),
        (LayoutChoice(first_row=9), 0),
        (LayoutChoice(last_row=99), 2),
    ],
)
def test_rows_that_the_sheet_does_not_have_decide_nothing(
    choice: LayoutChoice, people: int
) -> None:
    """Typed by a slip, or chosen for a longer file."""
    book = book_of(HEADING, AN, BINH)
    reading = read_people(book, VOCABULARY, as_of=AS_OF, choices={"DS": choice})
    assert reading.people.height == people


def test_a_column_can_be_left_out_and_so_can_a_sheet() -> None:
    """A choice of «nothing» is not a missing choice."""
    book = book_of(HEADING, AN)
    left = read_people(
        book, VOCABULARY, as_of=AS_OF, choices={"DS": LayoutChoice(targets={5: None})}
    )
    assert left.layouts[0].targets.get(5) is None
    out = read_people(book, VOCABULARY, as_of=AS_OF, choices={"DS": LayoutChoice(read=False)})
    assert out.people.height == 0
    assert codes(out) == []


@given(
    st.builds(
        LayoutChoice,
        st.none() | st.tuples(st.integers(1, 9)),
        st.none() | st.integers(1, 9),
        st.none() | st.integers(1, 9),
        st.none() | st.dictionaries(st.integers(1, 9), st.none() | st.sampled_from(list(Target))),
        st.none() | st.just("X01"),
        st.booleans(),
    )
)
def test_a_choice_survives_json(choice: LayoutChoice) -> None:
    """As the web keeps it."""
    assert LayoutChoice.from_json(json.loads(json.dumps(choice.to_json()))) == choice


def test_a_remembered_form_is_recognised_with_its_choices() -> None:
    """The next file of the same form needs no correction."""
    choice = LayoutChoice(header_rows=(1,), targets={2: Target.FULL_NAME, 4: Target.BIRTH_DATE})
    (chosen,) = guess_layouts(book_of(CHOSEN, AN), VOCABULARY, choices={"DS": choice})
    form = RememberedForm.from_json(json.loads(json.dumps(remember(chosen).to_json())))
    again = book_of(tuple(f"{title}:" for title in CHOSEN), BINH)
    (layout,) = guess_layouts(again, VOCABULARY, remembered=[form])
    assert layout.fingerprint == chosen.fingerprint
    assert layout.targets == {2: "full_name", 3: "sex", 4: "birth_date"}
    assert layout.columns[3].why is Why.REMEMBERED


def test_single_titles_are_remembered_in_another_form() -> None:
    """An agency adds a column; the old ones keep their meaning."""
    choice = LayoutChoice(targets={5: Target.NOTE})
    (chosen,) = guess_layouts(
        book_of((*HEADING[:4], "Nhận xét"), AN), VOCABULARY, choices={"DS": choice}
    )
    other = book_of(("STT", "Nhận xét", *HEADING[1:]), AN)
    (layout,) = guess_layouts(other, VOCABULARY, remembered=[remember(chosen)])
    assert layout.targets[2] == "note"


def test_what_nobody_knows_any_more_is_not_remembered() -> None:
    """A qualification may be gone since."""
    form = RememberedForm("none", {"don vi": "held:GONE"})
    (layout,) = guess_layouts(book_of(HEADING, AN), VOCABULARY, remembered=[form])
    assert layout.targets[5] == "unit"
