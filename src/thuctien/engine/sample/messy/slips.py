"""One workbook with every fault that a row of a list can have, each planted once or twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.messy import form_columns as col
from thuctien.engine.sample.messy.forms import FormColumn, FormSheet
from thuctien.engine.sample.messy.grid import Formula
from thuctien.engine.sample.messy.members import Member
from thuctien.engine.sample.messy.truth import Value
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.targets import Target, level_target
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.text.dates import show_date
from thuctien.engine.text.legacy import Encoding, encode
from thuctien.engine.text.personal_number import SAMPLE_PLACE, personal_number_of
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell

Code = FaultCode | SheetFault

_NO_BIRTH: dict[str, Value] = {"birth_date": None, "birth_date_precision": None}
_THEORY = level_target("political_theory")


class Slip(NamedTuple):
    """What a clerk does to one cell of a member, and what a reader must say and read."""

    target: str
    cell: Callable[[Member], Cell | Formula]
    code: Code
    read: Callable[[Member], dict[str, Value]] = lambda _member: {}
    proposal: Callable[[Member], str] | None = None
    also: Callable[[Member], list[tuple[Code, Target]]] = lambda _member: []
    """Faults of other cells of the row that the slip brings with it."""


def dirty_sheet(members: Sequence[Member], known: Vocabulary) -> FormSheet:
    """Return a list whose every row has one fault of its cells."""
    sheet = FormSheet("Danh sách", _columns(known))
    sheet.letterhead("TỈNH MẪU", "BAN TỔ CHỨC", "DANH SÁCH CÁN BỘ CẦN BỒI DƯỠNG")
    sheet.header()
    slips = [*_names(), *_births(), *_numbers(), *_codes(known), *_dates(), *_awards(), *_others()]
    for member, slip in zip(members, slips, strict=False):
        sheet.person(member)
        if ":" in slip.target:
            sheet.without_holding(slip.target.partition(":")[2])
            sheet.without_holding("LLCT-CC")
        proposal = slip.proposal(member) if slip.proposal else None
        sheet.slip(
            slip.target, slip.cell(member), slip.code, proposal=proposal, **slip.read(member)
        )
        for code, target in slip.also(member):
            sheet.fault(code, target)
    _people_twice(sheet, members[len(slips) :])
    return sheet


def _columns(known: Vocabulary) -> tuple[FormColumn, ...]:
    return (
        col.STT,
        col.code("Mã nhân sự"),
        col.name("Họ và tên"),
        col.sex("Giới tính"),
        col.birth("Ngày sinh"),
        col.number("Số CCCD"),
        col.unit("Đơn vị"),
        col.post("Chức vụ"),
        col.rank("Ngạch", dict(known.ranks)),
        col.leadership("Cấp lãnh đạo", dict(known.leadership_levels)),
        col.service("Ngày vào ngành"),
        col.party("Ngày vào Đảng"),
        col.phone("Điện thoại"),
        col.email("Email"),
        col.level("political_theory", {"LLCT-CC": "Cao cấp"}, "Trình độ LLCT"),
        col.held("QP-3", "QP-AN đối tượng 3", show=show_date),
        FormColumn(("Bồi dưỡng theo vị trí việc làm hằng năm",), "held:BD-NAM", lambda _m: None),
        col.NOTE,
    )


def _names() -> list[Slip]:
    name = Target.FULL_NAME

    def as_read(text: Callable[[Member], str]) -> Callable[[Member], dict[str, Value]]:
        return lambda member: {"full_name": text(member)}

    def decomposed(member: Member) -> str:
        return unicodedata.normalize("NFD", member.full_name)

    return [
        Slip(name, lambda m: m.full_name.upper(), SheetFault.NAME_IN_CAPITALS),
        Slip(name, lambda m: f"Đ/c {m.full_name.lower()}", SheetFault.NAME_IN_CAPITALS),
        Slip(
            name,
            lambda m: f"{m.full_name} 2",
            SheetFault.NOT_A_NAME,
            as_read(lambda m: f"{m.full_name} 2"),
        ),
        Slip(name, lambda _m: "Hương", SheetFault.ONE_WORD_NAME, as_read(lambda _m: "Hương")),
        Slip(
            name,
            lambda _m: "Nguyen Van Anh",
            SheetFault.WITHOUT_MARKS,
            as_read(lambda _m: "Nguyen Van Anh"),
        ),
        Slip(
            name,
            lambda _m: encode("Nguyễn Đình Thắng", Encoding.TCVN3),
            SheetFault.OLD_ENCODING,
            as_read(lambda _m: "Nguyễn Đình Thắng"),
        ),
        Slip(name, decomposed, SheetFault.DECOMPOSED),
        Slip(name, lambda _m: "", FaultCode.MISSING_VALUE, _nothing("full_name")),
        Slip(Target.SEX, lambda _m: "Nan", FaultCode.NOT_A_CHOICE, _nothing("sex")),
        Slip(Target.SEX, lambda _m: "  ", FaultCode.MISSING_VALUE, _nothing("sex")),
    ]


def _births() -> list[Slip]:
    def birth(cell: Cell | Formula, code: Code, proposal: str | None = None, **read: Value) -> Slip:
        return Slip(
            Target.BIRTH_DATE,
            lambda _m: cell,
            code,
            lambda _m: read or _NO_BIRTH,
            None if proposal is None else lambda _m: proposal,
        )

    return [
        birth("31/02/1980", FaultCode.NO_SUCH_DAY),
        birth("12/25/1980", FaultCode.NO_SUCH_DAY, "25/12/1980"),
        birth("5/3/78", FaultCode.SHORT_YEAR, "05/03/1978"),
        birth("chưa rõ", FaultCode.NOT_A_DATE),
        birth("01/01/1790", FaultCode.YEAR_OUT_OF_RANGE),
        birth(date(1905, 6, 2), FaultCode.YEAR_IN_DATE_CELL, "1980"),
        birth("", FaultCode.MISSING_VALUE),
        birth(Formula("=#REF!+1", "#REF!"), FaultCode.FORMULA_ERROR),
        Slip(
            Target.BIRTH_DATE,
            lambda _m: "15/08/2019",
            SheetFault.IMPOSSIBLE_AGE,
            lambda _m: {"birth_date": date(2019, 8, 15), "birth_date_precision": "day"},
            also=_of_a_child,
        ),
    ]


def _of_a_child(member: Member) -> list[tuple[Code, Target]]:
    number: tuple[Code, Target] = (SheetFault.NUMBER_CLASH, Target.PERSONAL_NUMBER)
    service: tuple[Code, Target] = (SheetFault.SERVICE_BEFORE_AGE, Target.SERVICE_FROM)
    return [number, service] if member.service_from else [number]


def _numbers() -> list[Slip]:
    target = Target.PERSONAL_NUMBER

    def kept(text: str) -> Callable[[Member], dict[str, Value]]:
        return lambda _member: {"personal_number": text}

    def without_zero(member: Member) -> float:
        return float(member.personal_number)

    def of_other_sex(member: Member) -> str:
        other = Sex.MALE if member.sex == Sex.FEMALE else Sex.FEMALE
        serial = int(member.personal_number[-6:])
        return personal_number_of(SAMPLE_PLACE, other, member.birth_date.year, serial)

    def of_other_year(member: Member) -> str:
        serial = int(member.personal_number[-6:])
        year = member.birth_date.year + 1
        return personal_number_of(SAMPLE_PLACE, Sex(member.sex), year, serial)

    return [
        Slip(
            target,
            without_zero,
            FaultCode.LOST_ZEROS,
            lambda m: {"personal_number": m.personal_number[1:]},
            lambda m: m.personal_number,
        ),
        Slip(target, lambda _m: "171234567", SheetFault.OLD_IDENTITY_NUMBER, kept("171234567")),
        Slip(target, lambda _m: "chưa có", SheetFault.NOT_A_PERSONAL_NUMBER, kept("chưa có")),
        Slip(
            target, lambda _m: "9,90E+10", FaultCode.NUMBER_TOO_LARGE, _nothing("personal_number")
        ),
        Slip(
            target,
            of_other_sex,
            SheetFault.NUMBER_CLASH,
            lambda m: {"personal_number": of_other_sex(m)},
        ),
        Slip(
            target,
            of_other_year,
            SheetFault.NUMBER_CLASH,
            lambda m: {"personal_number": of_other_year(m)},
        ),
    ]


def _codes(known: Vocabulary) -> list[Slip]:
    names = list(known.units.values())
    once = next(name for name in names if names.count(name) == 1 and len(name) > 12)
    return [
        Slip(Target.PERSON_ID, lambda _m: 1e17, FaultCode.NUMBER_TOO_LARGE, _nothing("person_id")),
        Slip(
            Target.UNIT,
            lambda _m: once[:-1],
            FaultCode.UNKNOWN_CODE,
            _nothing("unit_id"),
            lambda _m: once,
        ),
        Slip(Target.UNIT, lambda _m: "Cục Hải quan", FaultCode.UNKNOWN_CODE, _nothing("unit_id")),
        Slip(Target.UNIT, lambda _m: "", FaultCode.MISSING_VALUE, _nothing("unit_id")),
        Slip(Target.RANK, lambda _m: "Kiểm ngư viên", FaultCode.UNKNOWN_CODE, _nothing("rank")),
        Slip(
            Target.LEADERSHIP_LEVEL,
            lambda _m: "Tổ trưởng tổ dân phố",
            FaultCode.UNKNOWN_CODE,
            _nothing("leadership_level"),
        ),
    ]


def _dates() -> list[Slip]:
    service, party = Target.SERVICE_FROM, Target.PARTY_DATE
    future = date(2093, 2, 3)
    return [
        Slip(service, lambda _m: "2005", FaultCode.DAY_NEEDED, _nothing("service_from")),
        Slip(
            service,
            lambda _m: future,
            SheetFault.DATE_IN_FUTURE,
            lambda _m: {"service_from": future},
        ),
        Slip(
            service,
            lambda m: date(m.birth_date.year + 9, 1, 1),
            SheetFault.SERVICE_BEFORE_AGE,
            lambda m: {"service_from": date(m.birth_date.year + 9, 1, 1)},
        ),
        Slip(party, lambda _m: "30/13/2001", FaultCode.NO_SUCH_DAY, _nothing("party_date")),
        Slip(
            party, lambda _m: future, SheetFault.DATE_IN_FUTURE, lambda _m: {"party_date": future}
        ),
    ]


def _awards() -> list[Slip]:
    hours = "held:BD-NAM"
    return [
        Slip(_THEORY, lambda _m: "Thượng thừa", SheetFault.UNKNOWN_LEVEL),
        Slip("held:QP-3", lambda _m: "đang học", SheetFault.NOT_AN_AWARD),
        Slip(
            "held:QP-3",
            lambda _m: "QĐ số 12 (2019)",
            SheetFault.NOT_AN_AWARD,
            proposal=lambda _m: "2019",
        ),
        Slip("held:QP-3", lambda _m: "01/01/2093", SheetFault.DATE_IN_FUTURE),
        Slip(hours, lambda _m: "bốn mươi", FaultCode.NOT_A_NUMBER),
        Slip(hours, lambda _m: "1,234", FaultCode.AMBIGUOUS_NUMBER),
        Slip(hours, lambda _m: -5.0, FaultCode.BELOW_LEAST),
        Slip(hours, lambda _m: 5000.0, FaultCode.ABOVE_MOST),
    ]


def _others() -> list[Slip]:
    return [
        Slip(
            Target.PHONE,
            lambda m: float(m.phone),
            FaultCode.LOST_ZEROS,
            lambda m: {"phone": m.phone[1:]},
            lambda m: m.phone,
        ),
        Slip(
            Target.PHONE,
            lambda _m: "máy lẻ 12",
            SheetFault.NOT_A_PHONE,
            lambda _m: {"phone": "máy lẻ 12"},
        ),
        Slip(
            Target.EMAIL,
            lambda _m: "an.nguyen(a)mau",
            SheetFault.NOT_AN_EMAIL,
            lambda _m: {"email": "an.nguyen(a)mau"},
        ),
    ]


def _nothing(field: str) -> Callable[[Member], dict[str, Value]]:
    return lambda _member: {field: None}


def _people_twice(sheet: FormSheet, members: Sequence[Member]) -> None:
    """Write people a second time: by code, by number, and by name and birth date only."""
    first, second, third = members[:3]
    for member in (first, second, third):
        sheet.person(member)
    sheet.person(replace(members[3], person_id=first.person_id))
    sheet.fault(FaultCode.PERSON_TWICE, Target.PERSON_ID)
    sheet.person(replace(members[4], personal_number=second.personal_number))
    sheet.fault(SheetFault.NUMBER_TWICE, Target.PERSONAL_NUMBER)
    for clash in _clashes(members[4], second):
        sheet.fault(clash, Target.PERSONAL_NUMBER)
    sheet.person(replace(third, person_id="CB999999", personal_number=""))
    sheet.truth.people[-1]["personal_number"] = None
    sheet.fault(FaultCode.SAME_PERSON, Target.FULL_NAME)


def _clashes(member: Member, holder: Member) -> list[Code]:
    """Return the clashes of a number that belongs to somebody else."""
    differing = (member.sex != holder.sex) + (member.birth_date.year != holder.birth_date.year)
    return [SheetFault.NUMBER_CLASH] * differing
