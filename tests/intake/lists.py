"""Lists of people as files, for the tests: written from what is stored, then spoilt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from django.core.files.base import ContentFile

from thuctien.engine.text.dates import show_date
from thuctien.people.models import Person

HEADINGS = (
    "STT",
    "Mã nhân sự",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Đơn vị",
    "Chức vụ",
    "Số định danh cá nhân",
    "Trung cấp lý luận chính trị",
)
_SEXES = {"male": "Nam", "female": "Nữ"}

Row = dict[str, object]


def row_of(person: Person) -> Row:
    """Return a row of a list as an agency writes it: what is stored, by heading."""
    post, unit = person.current_post, person.current_unit
    return {
        "Mã nhân sự": person.pk,
        "Họ và tên": person.full_name,
        "Giới tính": _SEXES[person.sex],
        "Ngày sinh": show_date(person.birth_date, person.birth_date_precision),
        "Đơn vị": unit.pk if unit else "",
        "Chức vụ": post.pk if post else "",
        "Số định danh cá nhân": person.personal_number,
        "Trung cấp lý luận chính trị": "",
    }


def somebody_new(**cells: object) -> Row:
    """Return a row about somebody whom nobody knows."""
    return {
        "Họ và tên": "Lò Thị Mới",
        "Giới tính": "Nữ",
        "Ngày sinh": "05/12/1990",
        **{_HEADING[name]: value for name, value in cells.items()},
    }


_HEADING: Mapping[str, str] = {
    "code": "Mã nhân sự",
    "name": "Họ và tên",
    "born": "Ngày sinh",
    "unit": "Đơn vị",
    "post": "Chức vụ",
    "number": "Số định danh cá nhân",
    "theory": "Trung cấp lý luận chính trị",
}


def file_of(rows: Sequence[Row], path: Path, name: str = "danh-sach.xlsx") -> ContentFile[bytes]:
    """Write rows under their headings and return the file as a browser hands it in."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(["DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC"])
    sheet.append([])
    sheet.append(list(HEADINGS))
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *(row.get(heading, "") for heading in HEADINGS[1:])])
    book.save(path / name)
    return ContentFile((path / name).read_bytes(), name=name)
