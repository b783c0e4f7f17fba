"""A province of a few rows, and a way to spoil one thing in its workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import polars as pl

from thuctien.engine.model import TABLES, Province
from thuctien.engine.wording import Language
from thuctien.engine.workbook import Fault, FaultCode, Reading, read_province, write_province

Row: TypeAlias = Mapping[str, Any]
Spoil: TypeAlias = Callable[[openpyxl.Workbook], None]

SMALL: dict[str, list[dict[str, Any]]] = {
    "parameters": [{"key": "away_share", "value": "0.2", "valid_from": date(2020, 1, 1)}],
    "codes": [
        {"list": "unit_kind", "code": "xa", "name": "Xã"},
        {"list": "unit_kind", "code": "so", "name": "Sở"},
        {"list": "post_family", "code": "cm", "name": "Chuyên môn"},
        {"list": "post_family", "code": "ld", "name": "Lãnh đạo"},
        {"list": "rank", "code": "cv", "name": "Chuyên viên"},
        {"list": "leadership_level", "code": "phong", "name": "Cấp phòng"},
        {"list": "programme_kind", "code": "bd", "name": "Bồi dưỡng"},
        {"list": "qualification_kind", "code": "llct", "name": "Lý luận chính trị"},
        {"list": "topic", "code": "qlnn", "name": "Quản lý nhà nước"},
    ],
    "units": [
        {"unit_id": "S1", "name": "Sở Nội vụ", "kind": "so", "x_km": 1.5, "y_km": 2.25},
        {"unit_id": "X1", "name": "Xã Đông Sơn", "kind": "xa", "parent_id": "S1"},
    ],
    "posts": [
        {"post_id": "P1", "unit_id": "S1", "title": "Trưởng phòng", "family": "ld", "rank": "cv"},
        {"post_id": "P2", "unit_id": "X1", "title": "Chuyên viên", "family": "cm"},
    ],
    "people": [
        {
            "person_id": "0381",
            "full_name": "Nguyễn Thị Hòa",
            "sex": "female",
            "birth_date": date(1980, 5, 12),
            "birth_date_precision": "day",
        },
        {
            "person_id": "0382",
            "full_name": "Đỗ Văn Ưng",
            "sex": "male",
            "birth_date": date(1975, 1, 1),
            "birth_date_precision": "year",
        },
    ],
    "appointments": [
        {"person_id": "0381", "post_id": "P1", "valid_from": date(2015, 1, 1)},
        {"person_id": "0382", "post_id": "P2", "valid_from": date(2016, 3, 1)},
    ],
    "qualifications": [
        {"qualification_id": "TC", "name": "Trung cấp", "kind": "llct", "measure": "credential"},
        {"qualification_id": "CC", "name": "Cao cấp", "kind": "llct", "measure": "credential"},
        {"qualification_id": "BD", "name": "Bồi dưỡng", "kind": "llct", "measure": "hours"},
    ],
    "inclusions": [{"qualification_id": "CC", "relation": "includes", "other_id": "TC"}],
    "holdings": [
        {
            "person_id": "0381",
            "qualification_id": "TC",
            "awarded_on": date(2012, 6, 1),
            "awarded_on_precision": "month",
        }
    ],
    "requirements": [
        {
            "requirement_id": "R1",
            "name": "Trung cấp lý luận chính trị",
            "qualification_id": "TC",
            "post_families": ["ld"],
            "timing": "before_appointment",
            "binding": "mandatory",
        },
        {
            "requirement_id": "R2",
            "name": "Bồi dưỡng hằng năm",
            "qualification_id": "BD",
            "hours": 40.0,
            "timing": "yearly_hours",
            "binding": "recommended",
        },
    ],
    "retirement_ages": [{"sex": "female", "year": 2027, "age_years": 57, "age_months": 4}],
    "stated_needs": [
        {
            "need_id": "N1",
            "origin": "unit_request",
            "unit_id": "X1",
            "qualification_id": "TC",
            "binding": "recommended",
            "due_on": date(2027, 12, 31),
        }
    ],
    "budgets": [{"budget_id": "NS", "name": "Ngân sách", "year": 2027, "amount": 5_000_000_000}],
    "programmes": [
        {
            "programme_id": "LT",
            "name": "Trung cấp",
            "kind": "bd",
            "min_size": 2,
            "max_size": 40,
            "budget_id": "NS",
            "cost_per_class": 10_000_000,
            "cost_per_learner": 500_000,
            "expected_effect": 0.5,
        }
    ],
    "grants": [{"programme_id": "LT", "qualification_id": "TC"}],
    "offerings": [{"programme_id": "LT", "mode": "weekend", "site_kinds": ["centre", "school"]}],
    "eligibility_rules": [
        {"rule_id": "E1", "programme_id": "LT", "predicate": "max_age", "number": 50.0},
        {"rule_id": "E2", "programme_id": "LT", "predicate": "holds_not", "codes": ["CC"]},
    ],
    "modules": [
        {
            "programme_id": "LT",
            "module_no": number,
            "name": f"Học phần {number}",
            "topic": "qlnn",
            "sessions": 10,
            "activity": "theory",
            "after": after,
        }
        for number, after in ((1, []), (2, ["1"]))
    ],
    "sites": [{"site_id": "C1", "name": "Trường Chính trị", "kind": "school"}],
    "rooms": [{"room_id": "H1", "site_id": "C1", "name": "Hội trường", "capacity": 60}],
    "closures": [{"first_day": date(2027, 7, 1), "last_day": date(2027, 7, 15)}],
    "lecturers": [
        {
            "lecturer_id": "G1",
            "full_name": "Lê Ân",
            "kind": "permanent",
            "site_id": "C1",
            "site_kinds": ["school"],
            "topics": ["qlnn"],
            "max_sessions_month": 30,
        }
    ],
    "quotas": [{"quota_id": "CT1", "year": 2027, "programme_id": "LT", "seats": 50}],
}


def province_of(rows: Mapping[str, Sequence[Row]]) -> Province:
    """Return the province with these rows; whatever a row leaves out is empty."""
    frames = {}
    for name, table in TABLES.items():
        full = [
            {c: row.get(c, _nothing(t)) for c, t in table.frame_schema.items()}
            for row in rows.get(name, ())
        ]
        frames[name] = pl.DataFrame(full, schema=table.frame_schema)
    return Province.from_frames(frames)


def _nothing(dtype: pl.DataType) -> object:
    if dtype == pl.Boolean:
        return False
    return [] if dtype == pl.List(pl.String) else None


class Workbench:
    """Writes the small province, spoils its workbook, and reads it back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "province.xlsx"

    def read(self, spoil: Spoil | None = None, language: Language = Language.VI) -> Reading:
        """Return the reading of the workbook after ``spoil`` had its way with it."""
        write_province(province_of(SMALL), self.path, language=language)
        if spoil:
            book = openpyxl.load_workbook(self.path)
            spoil(book)
            book.save(self.path)
        return read_province(self.path)

    def read_with(self, **rows: Sequence[Row]) -> Reading:
        """Return the reading of the small province with rows added to tables."""
        tables = {name: [*SMALL.get(name, ()), *rows.get(name, ())] for name in TABLES}
        write_province(province_of(tables), self.path)
        return read_province(self.path)

    def read_changed(self, table: str, row: int, **values: object) -> Reading:
        """Return the reading of the small province with one row (from 0) changed."""
        tables = {name: [dict(r) for r in rows] for name, rows in SMALL.items()}
        tables[table][row].update(values)
        write_province(province_of(tables), self.path)
        return read_province(self.path)


def set_cell(sheet: str, cell: str, value: object) -> Spoil:
    """Return what writes ``value`` into one cell, without the format that it had."""

    def spoil(book: openpyxl.Workbook) -> None:
        book[sheet][cell].number_format = "General"
        book[sheet][cell] = value

    return spoil


def only(reading: Reading, code: FaultCode) -> Fault:
    """Return the one fault of the reading, which must have ``code``."""
    assert [fault.code for fault in reading.faults] == [code], [
        fault.text(Language.EN) for fault in reading.faults
    ]
    return reading.faults[0]
