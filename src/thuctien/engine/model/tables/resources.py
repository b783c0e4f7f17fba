"""Where and by whom: sites, rooms, closed days, lecturers."""

from __future__ import annotations

from thuctien.engine.model.choices import CodeList, LecturerKind, SiteKind
from thuctien.engine.model.columns import Column, Kind, Table
from thuctien.engine.model.tables.cells import (
    VALID,
    choice,
    code,
    codes,
    decimal,
    list_of,
    maybe_code,
    number,
    text,
)

SITES = Table(
    "sites",
    "Cơ sở",
    "Sites",
    (
        code("site_id", "Mã cơ sở", "Site"),
        text("name", "Tên cơ sở", "Name", required=True),
        choice("kind", "Loại cơ sở", "Kind", SiteKind),
        decimal("x_km", "Tọa độ x (km)", "x (km)"),
        decimal("y_km", "Tọa độ y (km)", "y (km)"),
        *VALID,
    ),
    key=("site_id",),
)

ROOMS = Table(
    "rooms",
    "Phòng học",
    "Rooms",
    (
        code("room_id", "Mã phòng", "Room"),
        code("site_id", "Mã cơ sở", "Site", "sites"),
        text("name", "Tên phòng", "Name", required=True),
        number("capacity", "Sức chứa", "Capacity", required=True, least=1),
        *VALID,
    ),
    key=("room_id",),
)

CLOSURES = Table(
    "closures",
    "Ngày không học",
    "Closures",
    (
        maybe_code("site_id", "Mã cơ sở", "Site", "sites"),
        Column("first_day", "Từ ngày", "First day", Kind.DATE, required=True),
        Column("last_day", "Đến ngày", "Last day", Kind.DATE, required=True),
        text("reason", "Lý do", "Reason"),
    ),
    key=("site_id", "first_day"),
    optional=True,
)

LECTURERS = Table(
    "lecturers",
    "Giảng viên",
    "Lecturers",
    (
        code("lecturer_id", "Mã giảng viên", "Lecturer"),
        text("full_name", "Họ và tên", "Full name", required=True),
        choice("kind", "Loại giảng viên", "Kind", LecturerKind),
        code("site_id", "Cơ sở", "Site", "sites"),
        Column(
            "site_kinds",
            "Dạy ở loại cơ sở",
            "Teaches at",
            Kind.CODES,
            required=True,
            choices=tuple(SiteKind),
        ),
        codes("topics", "Chuyên đề", "Topics", list_of(CodeList.TOPIC)),
        number(
            "max_sessions_month", "Số buổi tối đa mỗi tháng", "Most sessions a month", required=True
        ),
        *VALID,
    ),
    key=("lecturer_id",),
)

LECTURER_ABSENCES = Table(
    "lecturer_absences",
    "Giảng viên vắng",
    "Lecturer absences",
    (
        code("lecturer_id", "Mã giảng viên", "Lecturer", "lecturers"),
        Column("first_day", "Từ ngày", "First day", Kind.DATE, required=True),
        Column("last_day", "Đến ngày", "Last day", Kind.DATE, required=True),
        text("reason", "Lý do", "Reason"),
    ),
    key=("lecturer_id", "first_day"),
    optional=True,
)
