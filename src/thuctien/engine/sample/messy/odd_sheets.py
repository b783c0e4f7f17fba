"""Sheets with something odd about the whole of them: columns missing or twice, no list at all."""

from __future__ import annotations

from collections.abc import Sequence

from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.messy import form_columns as col
from thuctien.engine.sample.messy.forms import FormColumn, FormSheet
from thuctien.engine.sample.messy.members import Member
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.targets import Target
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.workbook.catalogue import FaultCode


def without_birth_or_unit(members: Sequence[Member]) -> FormSheet:
    """A list that forgot the birth date and the unit, and has columns that nobody knows."""
    sheet = FormSheet(
        "Phụ lục 2",
        (
            col.STT,
            col.name("Họ và tên"),
            col.sex("Giới tính"),
            col.post("Chức vụu"),
            FormColumn(("Hệ số lương",), None, lambda _m: 3.33),
            FormColumn(("Ghi chú",), Target.NOTE, lambda _m: "đã nghỉ phép", ()),
            FormColumn(("Ghi chú",), None, lambda _m: "x"),
        ),
    )
    sheet.header()
    header = sheet.truth.header_rows[-1]
    sheet.sheet_fault(FaultCode.MISSING_COLUMN, header)
    sheet.sheet_fault(SheetFault.UNCERTAIN_COLUMN, header, sheet.column(Target.POST))
    sheet.sheet_fault(FaultCode.UNKNOWN_COLUMN, header, 5)
    sheet.sheet_fault(FaultCode.DUPLICATE_COLUMN, header, 7)
    for member in members:
        sheet.person(member)
        sheet.fault(SheetFault.NO_UNIT, Target.FULL_NAME)
    return sheet


def divisions_of_a_unit(members: Sequence[Member], known: Vocabulary) -> FormSheet:
    """A list of one unit by its inner divisions, which are no units, without a column of sexes."""
    unit = members[0].unit_id
    sheet = FormSheet(
        "Danh sách",
        (
            col.STT,
            col.name("Họ và tên"),
            col.birth("Ngày sinh"),
            col.number("Số định danh"),
            FormColumn(("Phòng, ban",), Target.UNIT, lambda _m: "Bộ phận một cửa"),
            col.post("Chức vụ"),
        ),
    )
    sheet.letterhead("TỈNH MẪU", known.units[unit].upper(), "DANH SÁCH CÁN BỘ")
    sheet.header()
    header, number = sheet.truth.header_rows[-1], sheet.column(Target.PERSONAL_NUMBER)
    sheet.sheet_fault(SheetFault.SEX_BY_NUMBER, header, number)
    for member in members:
        sheet.person(member, unit_id=unit, sex=member.sex)
        sheet.fault(SheetFault.PART_OF_UNIT, Target.UNIT)
    sheet.slip(Target.PERSONAL_NUMBER, "", FaultCode.MISSING_VALUE, personal_number=None, sex=None)
    return sheet


def sexes_apart(members: Sequence[Member]) -> FormSheet:
    """Return a list with marks for men and women, once in both columns, once in neither."""
    marks = (
        FormColumn(("Nam",), Target.MALE, lambda m: "x" if m.sex == Sex.MALE else None, ("sex",)),
        FormColumn(("Nữ",), Target.FEMALE, lambda m: "x" if m.sex == Sex.FEMALE else None),
    )
    sheet = FormSheet(
        "Nam nữ",
        (col.STT, col.name("Họ và tên"), *marks, col.birth("Năm sinh"), col.unit("Đơn vị")),
    )
    sheet.header()
    for member in members[:-2]:
        sheet.person(member)
    sheet.person(members[-2])
    for target in (Target.MALE, Target.FEMALE):
        sheet.slip(target, "x", None, sex=None)
    sheet.fault(SheetFault.BOTH_SEXES, Target.MALE)
    sheet.person(members[-1])
    for target in (Target.MALE, Target.FEMALE):
        sheet.slip(target, "", None, sex=None)
    sheet.fault(FaultCode.MISSING_VALUE, Target.MALE)
    return sheet


def empty_sheets() -> tuple[FormSheet, FormSheet]:
    """Return a sheet with a heading only, and one with words only."""
    heading = FormSheet("Mẫu trống", (col.STT, col.name("Họ và tên"), col.unit("Đơn vị")))
    heading.header()
    row = heading.truth.header_rows[-1]
    heading.sheet_fault(FaultCode.NO_ROWS, row)
    words = FormSheet("Hướng dẫn", (col.STT,))
    words.lines("Kính gửi các đơn vị:", "Đề nghị gửi danh sách trước ngày 15.")
    words.sheet_fault(SheetFault.NO_HEADER)
    return heading, words
