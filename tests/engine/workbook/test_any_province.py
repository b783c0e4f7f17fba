"""Any sound province of a few rows survives the way through a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.engine.workbook.bench import SMALL, province_of
from thuctien.engine.model import TABLES, Column, Kind
from thuctien.engine.text.normal import clean_text
from thuctien.engine.wording import Language
from thuctien.engine.workbook import read_province, write_province

WORDS = (
    st.text('NguyễnĐỗ Trầnhà=+-@"<&>0123456789.,;:/', min_size=1, max_size=20)
    .map(clean_text)
    .filter(bool)
)
DAYS = st.dates(date(1906, 1, 1), date(2100, 12, 31))
PRECISE_DAYS = st.one_of(
    st.tuples(DAYS, st.just("day")),
    st.tuples(DAYS.map(lambda day: day.replace(day=1)), st.just("month")),
    st.tuples(DAYS.map(lambda day: day.replace(day=1, month=1)), st.just("year")),
)


def _values(column: Column) -> st.SearchStrategy[Any]:
    """Return what a column that refers to nothing can hold."""
    least = 0 if column.least is None else int(column.least)
    most = 10**12 if column.most is None else int(column.most)
    values: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: WORDS,
        Kind.INTEGER: st.integers(least, most),
        Kind.MONEY: st.integers(least, 9 * 10**15),
        Kind.DECIMAL: st.integers(least * 1000, min(most, 10**6) * 1000).map(lambda n: n / 1000),
        Kind.BOOLEAN: st.booleans(),
        Kind.DATE: DAYS,
        Kind.CHOICE: st.sampled_from([str(choice) for choice in column.choices or ("",)]),
        Kind.CODES: st.lists(st.sampled_from([str(c) for c in column.choices]), min_size=1).map(
            lambda codes: sorted(set(codes))
        )
        if column.choices
        else st.just([]),
    }
    return values[column.kind]


def _free(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return new values for the columns of a row that no rule between rows looks at."""
    ruled = {
        "valid_from",
        "valid_to",
        "timing",
        "months",
        "hours",
        "min_age",
        "max_age",
        "capacity",
    }
    ruled |= {"min_size", "max_size", "number", "predicate", "relation", "year", "module_no"}
    ruled |= {"first_day", "last_day", "expires_on", "measure", "list", "site_kinds"}
    free = {
        column.name: _values(column)
        for column in TABLES[table].columns
        if column.kind not in {Kind.CODE, Kind.PARTIAL_DATE}
        and column.refers_to is None
        and column.name not in ruled | set(TABLES[table].key)
        and not (column.kind is Kind.CODES and not column.choices)
    }
    return st.fixed_dictionaries({}, optional=free)


@st.composite
def provinces(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the small province with every free cell drawn anew."""
    rows = {name: [{**row, **draw(_free(name))} for row in table] for name, table in SMALL.items()}
    for person in rows["people"]:
        person["birth_date"], person["birth_date_precision"] = draw(PRECISE_DAYS)
    return rows


@given(provinces(), st.sampled_from(Language))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_written_is_read_back(
    tmp_path: Path, rows: dict[str, list[dict[str, Any]]], language: Language
) -> None:
    """In both languages, every table, every kind of cell."""
    province = province_of(rows)
    path = tmp_path / "province.xlsx"
    write_province(province, path, language=language)
    reading = read_province(path)
    assert reading.province is not None, [fault.text(Language.EN) for fault in reading.faults]
    assert not reading.repairs
    for name, frame in reading.province.frames().items():
        assert_frame_equal(frame, province.frames()[name])
