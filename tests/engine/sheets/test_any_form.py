"""Any form put together from the habits of agencies is read as its truth says."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.sheets.books import AS_OF
from thuctien.engine.sample import sample_province
from thuctien.engine.sample.draw import stream
from thuctien.engine.sample.messy import form_columns as col
from thuctien.engine.sample.messy.forms import FormColumn, FormSheet
from thuctien.engine.sample.messy.members import members_of
from thuctien.engine.sheets import Vocabulary, read_people
from thuctien.engine.sheets.book import Book, BookKind, Sheet
from thuctien.engine.sheets.targets import Target

PROVINCE = sample_province(1_000, 7, 2027)
KNOWN = Vocabulary.of_province(PROVINCE, AS_OF)
MEMBERS = members_of(PROVINCE, AS_OF, stream(7, "any form"))

_NAMES = st.sampled_from(
    [
        (col.name("Họ và tên"),),
        (col.name("HỌ TÊN"),),
        col.name_in_two(("Họ và tên", "Họ đệm"), ("Họ và tên", "Tên")),
    ]
)
_SEX_AND_BIRTH = st.sampled_from(
    [
        (col.sex("Giới tính"), col.birth("Ngày sinh")),
        (col.sex("Nam/Nữ"), col.birth("Năm sinh", col.real_birth)),
        (col.sex("Giới tính"), *col.birth_in_three("Ngày, tháng, năm sinh")),
        col.births_by_sex("Ngày, tháng, năm sinh"),
    ]
)
_OTHERS: list[FormColumn] = [
    col.code("Mã cán bộ"),
    col.number("Số CCCD"),
    col.post("Chức vụ"),
    col.rank("Ngạch", dict(KNOWN.ranks)),
    col.leadership("Cấp lãnh đạo", dict(KNOWN.leadership_levels)),
    col.service("Ngày tuyển dụng"),
    col.ethnic_group("Dân tộc"),
    col.party("Ngày vào Đảng"),
    col.phone("Điện thoại"),
    col.email("Email"),
    col.level("political_theory", {"LLCT-TC": "TC", "LLCT-CC": "CC"}, "Trình độ", "LLCT"),
    col.held("QP-4", "Trình độ", "QP-AN đối tượng 4"),
    col.NOTE,
]


@st.composite
def forms(draw: st.DrawFn) -> FormSheet:
    """Draw a form: which columns, in which order, and what stands around its people."""
    groups = [draw(_NAMES), draw(_SEX_AND_BIRTH), (col.unit("Đơn vị"),)]
    groups += [(c,) for c in draw(st.lists(st.sampled_from(_OTHERS), unique=True, max_size=8))]
    columns = [column for group in draw(st.permutations(groups)) for column in group]
    sheet = FormSheet("DS", (col.STT, *columns))
    if draw(st.booleans()):
        sheet.letterhead("TỈNH MẪU", "CƠ QUAN MẪU", "DANH SÁCH CÁN BỘ")
    for _ in range(draw(st.integers(0, 3))):
        sheet.empty_row()
    sheet.header(merged=True)
    if draw(st.booleans()):
        sheet.numbering()
    for start in draw(
        st.lists(st.integers(0, len(MEMBERS) - 4), min_size=1, max_size=3, unique=True)
    ):
        if draw(st.booleans()):
            sheet.group("I", "Cán bộ chuyên trách")
        for member in MEMBERS[start : start + draw(st.integers(1, 4))]:
            sheet.person(member)
        if draw(st.booleans()):
            sheet.subtotal("Cộng")
        if draw(st.booleans()):
            sheet.empty_row()
    if draw(st.booleans()):
        sheet.closing("Xã Mẫu", "ngày 5 tháng 11 năm 2026", "Nguyễn Văn Mẫu")
    return sheet


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_any_form_is_read_as_its_truth_says(form: FormSheet) -> None:
    """Heading, columns, people and rows passed over; faults only of people written twice."""
    sheet = Sheet("DS", form.grid.rows(), merged=tuple(form.grid.merged))  # type: ignore[arg-type]
    reading = read_people(Book(BookKind.XLSX, (sheet,)), KNOWN, as_of=AS_OF)
    (layout,) = reading.layouts
    truth = form.truth
    assert layout.header_rows == truth.header_rows
    assert layout.targets == truth.columns
    assert list(layout.people) == [person["row"] for person in truth.people]
    assert [(row.row, str(row.kind)) for row in layout.skipped] == truth.skipped
    fields = sorted({field for person in truth.people for field in person})
    expected = [{field: person.get(field) for field in fields} for person in truth.people]
    assert reading.people.select(fields).to_dicts() == expected
    held = Counter(reading.holdings.select("row", "qualification_id").iter_rows())
    assert held == Counter(holding[:2] for holding in truth.holdings)
    twice = {"person_twice", "number_twice", "same_person"}
    assert {str(fault.code) for fault in reading.faults} <= twice
    assert Target.ORDINAL in layout.targets.values()
