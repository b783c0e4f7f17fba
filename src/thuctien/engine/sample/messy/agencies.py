"""The files of agencies, each with the habits of one office and the truth about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from thuctien.engine.sample.messy import form_columns as col
from thuctien.engine.sample.messy.files import write_csv, write_ods, write_xls, write_xlsx
from thuctien.engine.sample.messy.forms import FormSheet
from thuctien.engine.sample.messy.grid import Grid
from thuctien.engine.sample.messy.members import Member
from thuctien.engine.sample.messy.odd_sheets import (
    divisions_of_a_unit,
    empty_sheets,
    sexes_apart,
    without_birth_or_unit,
)
from thuctien.engine.sample.messy.slips import dirty_sheet
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.targets import Target
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.text.dates import show_date
from thuctien.engine.text.legacy import Encoding

Staff = Mapping[str, Sequence[Member]]
Writer = Callable[[Path, Sequence[Grid]], None]

THEORY = {"LLCT-SC": "Sơ cấp", "LLCT-TC": "Trung cấp", "LLCT-CC": "Cao cấp"}
STATE = {"QLNN-CS": "CS", "QLNN-CV": "CV", "QLNN-CVC": "CVC", "QLNN-CVCC": "CVCC"}
_DATED = "ngày 5 tháng 11 năm 2026"


@dataclass(frozen=True, slots=True)
class MessyFile:
    """One file: its name, what is in it, and what writes it."""

    name: str
    sheets: tuple[FormSheet, ...]
    write: Writer


def commune_with_groups(units: Staff, known: Vocabulary) -> FormSheet:
    """A commune: two-row heading, men and women apart, schools as groups, sums between."""
    sheet = FormSheet(
        "DS CBCC",
        (
            col.STT,
            col.name("Họ và tên"),
            *col.births_by_sex("Ngày, tháng, năm sinh"),
            col.number("Số CCCD"),
            col.post("Chức vụ, chức danh"),
            col.rank("Ngạch", dict(known.ranks)),
            col.level("political_theory", THEORY, "Trình độ", "LLCT"),
            col.level("state_management", STATE, "Trình độ", "QLNN"),
            col.held("QP-3", "Trình độ", "QP-AN đối tượng 3"),
            col.party("Ngày vào Đảng"),
            col.NOTE,
        ),
    )
    codes = list(units)
    sheet.letterhead("TỈNH ỦY MẪU", known.units[codes[0]].upper(), "DANH SÁCH CÁN BỘ NĂM 2026")
    sheet.header()
    sheet.numbering()
    for ordinal, unit in zip(("I", "II", "III", "IV"), codes[:4], strict=False):
        sheet.group(ordinal, f"{known.units[unit]} ({len(units[unit])} người)")
        for member in units[unit]:
            sheet.person(member, unit_id=unit)
        sheet.subtotal(f"Cộng: {len(units[unit])} người")
    sheet.subtotal("Tổng cộng")
    sheet.closing("Xã Mẫu", _DATED, "Nguyễn Văn Mẫu")
    return sheet


def department_in_old_font(
    members: Sequence[Member], known: Vocabulary, font: str, encoding: Encoding
) -> FormSheet:
    """A department whose clerk still types in a font of before Unicode, a name in two columns."""
    sheet = FormSheet(
        "Sheet1",
        (
            col.STT,
            *col.name_in_two(("Họ và tên", "Họ đệm"), ("Họ và tên", "Tên")),
            col.sex("Giới tính"),
            col.birth("Ngày sinh", col.real_birth),
            col.unit("Đơn vị"),
            col.post("Chức vụ"),
            col.service("Ngày vào ngành"),
            col.held("LLCT-CC", "Cao cấp LLCT", show=lambda day: str(day.year)),
        ),
        font=font,
        encoding=encoding,
    )
    sheet.letterhead("TỈNH MẪU", known.units[members[0].unit_id].upper(), "DANH SÁCH TRÍCH NGANG")
    sheet.header()
    for member in members:
        sheet.person(member)
    sheet.closing("Tỉnh Mẫu", _DATED, "Trần Thị Mẫu")
    return sheet


def sheet_of_a_unit(unit: str, members: Sequence[Member], known: Vocabulary) -> FormSheet:
    """One sheet a unit, named after it; the birth date in three columns."""
    sheet = FormSheet(
        unit,
        (
            col.STT,
            col.name("Họ, chữ đệm và tên"),
            col.sex("Nam/Nữ"),
            *col.birth_in_three("Ngày, tháng, năm sinh"),
            col.post("Chức danh"),
            col.ethnic_group("Dân tộc"),
            col.phone("Số ĐT"),
            col.held("QLNN-CV", "QLNN ngạch chuyên viên", show=show_date),
        ),
    )
    sheet.lines("DANH SÁCH CÁN BỘ, GIÁO VIÊN", f"Đơn vị: {known.units[unit]}")
    sheet.empty_row()
    sheet.header(merged=False)
    for member in members:
        sheet.person(member, unit_id=unit)
    sheet.subtotal(f"Tổng số: {len(members)}")
    return sheet


def plain_text_list(name: str, members: Sequence[Member], known: Vocabulary) -> FormSheet:
    """A list saved as text, with a title above and hours with a comma for decimals."""
    sheet = FormSheet(
        name,
        (
            col.STT,
            col.code("Mã CBCCVC"),
            col.name("Họ và tên", capitals=True),
            col.sex("Giới tính"),
            col.birth("Ngày sinh"),
            col.number("Số định danh cá nhân"),
            col.unit("Mã đơn vị"),
            col.rank("Ngạch/hạng", dict(known.ranks)),
            col.email("Email"),
            col.held("BD-NAM", "Bồi dưỡng theo vị trí việc làm hằng năm"),
        ),
    )
    sheet.lines("DANH SÁCH CÔNG CHỨC, VIÊN CHỨC")
    sheet.header()
    for index, member in enumerate(members):
        sheet.person(member)
        if not member.full_name.isupper():
            sheet.fault(SheetFault.NAME_IN_CAPITALS, Target.FULL_NAME)
        sheet.without_holding("BD-NAM")
        hours = f"{16 + index},5"
        sheet.slip("held:BD-NAM", hours, None)
        sheet.truth.holdings.append((int(str(sheet.truth.people[-1]["row"])), "BD-NAM", hours))
    return sheet


def american_dates(members: Sequence[Member], known: Vocabulary) -> FormSheet:
    """A spreadsheet that read days up to the 12th month first; a page break; hidden parts."""
    sheet = FormSheet(
        "Danh sách",
        (
            col.STT,
            col.name("Họ tên"),
            col.sex("Giới tính"),
            col.birth("Sinh ngày"),
            col.unit("Cơ quan, đơn vị công tác"),
            col.leadership("Cấp lãnh đạo", dict(known.leadership_levels)),
            col.phone("Điện thoại"),
        ),
    )
    sheet.header()
    for index, member in enumerate(members):
        if index == len(members) // 2:
            sheet.repeated_header()
        row = sheet.person(member)
        day = member.birth_date
        if member.birth_date_precision == "day" and day.day <= 12:
            swapped = date(day.year, day.day, day.month)
            code = SheetFault.SWAPPED_DATE if swapped != day else None
            sheet.slip(
                Target.BIRTH_DATE, swapped, code, proposal=show_date(day), birth_date=swapped
            )
        if index == 0:
            sheet.grid.hidden_rows.add(row)
    sheet.grid.hidden_columns.add(sheet.column(Target.PHONE))
    sheet.sheet_fault(SheetFault.HIDDEN_CELLS)
    return sheet


def agency_files(units: Staff, known: Vocabulary) -> list[MessyFile]:
    """Return a file of each kind and habit, drawn from different people."""
    everybody = [member for members in units.values() for member in members]

    def some(start: int, count: int = 24) -> list[Member]:
        return everybody[start : start + count]

    small = {unit: members[:6] for unit, members in list(units.items())[2:6]}
    schools = [
        sheet_of_a_unit(unit, members[:8], known) for unit, members in list(units.items())[6:9]
    ]
    old = partial(department_in_old_font, known=known)
    return [
        MessyFile("xa-gop-dau-de.xlsx", (commune_with_groups(small, known),), write_xlsx),
        MessyFile("xa-gop-dau-de-cu.xls", (commune_with_groups(small, known),), write_xls),
        MessyFile(
            "so-phong-vntime.xlsx",
            (old(some(40), font=".VnTime", encoding=Encoding.TCVN3),),
            write_xlsx,
        ),
        MessyFile(
            "so-phong-vntime.xls",
            (old(some(70), font=".VnTime", encoding=Encoding.TCVN3),),
            write_xls,
        ),
        MessyFile(
            "so-phong-vni.xlsx",
            (old(some(100), font="VNI-Times", encoding=Encoding.VNI),),
            write_xlsx,
        ),
        MessyFile("truong-moi-trang.ods", tuple(schools), write_ods),
        _text_file("danh-sach-cp1258", some(130), known, "cp1258", ";"),
        _text_file("danh-sach-utf8", some(160), known, "utf-8-sig", ","),
        _text_file("danh-sach-utf16", some(190), known, "utf-16", "\t"),
        MessyFile(
            "phong-ban.xlsx",
            (divisions_of_a_unit(next(iter(small.values())), known),),
            write_xlsx,
        ),
        MessyFile(
            "du-moi-loi.xlsx",
            (dirty_sheet(some(300, 70), known), sexes_apart(some(380, 8)), *empty_sheets()),
            write_xlsx,
        ),
        MessyFile(
            "may-tinh-my.xlsx",
            (american_dates(some(220, 40), known), without_birth_or_unit(some(270, 5))),
            write_xlsx,
        ),
    ]


def _text_file(
    name: str, members: Sequence[Member], known: Vocabulary, encoding: str, delimiter: str
) -> MessyFile:
    def write(path: Path, grids: Sequence[Grid]) -> None:
        write_csv(path, grids[0], encoding, delimiter)

    return MessyFile(f"{name}.csv", (plain_text_list(name, members, known),), write)
