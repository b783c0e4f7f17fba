"""A list of people as .xlsx that :func:`read_people` reads back without a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from thuctien.engine.sheets.naming import Names
from thuctien.engine.sheets.people import PEOPLE_SCHEMA
from thuctien.engine.sheets.targets import TARGETS, Target, held_target
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.text.dates import Precision, show_date
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.choice_names import choice_name
from thuctien.engine.workbook.tables import write_tables

_NOT = Wording("không", "no")
SHEET = Wording("Danh sách", "People")

_COLUMNS: dict[str, Target] = {
    "person_id": Target.PERSON_ID,
    "personal_number": Target.PERSONAL_NUMBER,
    "passport_number": Target.PASSPORT_NUMBER,
    "nationality": Target.NATIONALITY,
    "full_name": Target.FULL_NAME,
    "sex": Target.SEX,
    "birth_date": Target.BIRTH_DATE,
    "unit_id": Target.UNIT,
    "post_title": Target.POST,
    "rank": Target.RANK,
    "leadership_level": Target.LEADERSHIP_LEVEL,
    "service_from": Target.SERVICE_FROM,
    "ethnic_group": Target.ETHNIC_GROUP,
    "religion": Target.RELIGION,
    "party_date": Target.PARTY_DATE,
    "phone": Target.PHONE,
    "email": Target.EMAIL,
    "note": Target.NOTE,
}


def write_people_list(
    people: pl.DataFrame,
    path: Path | str,
    vocabulary: Vocabulary,
    *,
    holdings: pl.DataFrame | None = None,
    language: Language = Language.VI,
) -> None:
    """Write ``people`` (any of the columns of ``PEOPLE_SCHEMA``) as a list of one sheet.

    Columns that the frame lacks are left out. Codes are written by name where the name tells them
    from all others, else as codes; a post by its code where it has one. ``holdings`` (columns
    ``person_id`` or ``sheet`` and ``row``, and those of ``HOLDINGS_SCHEMA``) become one column a
    qualification, with the date or an x; of several the latest counts. Raises ``OSError`` where the
    file cannot be written.
    """
    names = {name: TARGETS[target].name for name, target in _COLUMNS.items()}
    shown = {
        name: _shown(people, name, vocabulary, language)
        for name in _COLUMNS
        if name in people.columns
    }
    headers = {name: names[name].render(language, {}) for name in shown}
    if holdings is not None and holdings.height:
        for code, cells in _held(people, holdings).items():
            shown[code] = cells
            headers[code] = vocabulary.target_name(held_target(code)).render(language, {})
    frame = pl.DataFrame([cells.alias(name) for name, cells in shown.items()])
    write_tables(path, {SHEET.render(language, {}): (headers, frame)})


def _shown(
    people: pl.DataFrame, name: str, vocabulary: Vocabulary, language: Language
) -> pl.Series:
    cells = people[name].cast(PEOPLE_SCHEMA[name])
    lists: dict[str, Mapping[str, str]] = {
        "unit_id": vocabulary.units,
        "rank": vocabulary.ranks,
        "nationality": vocabulary.nationalities,
        "leadership_level": vocabulary.leadership_levels,
    }
    if name in lists:
        return cells.replace(_telling_names(lists[name]))
    if name == "sex":
        return cells.replace(
            {sex: choice_name(sex, language) for sex in cells.unique().drop_nulls()}
        )
    if name == "post_title" and "post_id" in people.columns:
        return people.select(pl.coalesce("post_id", "post_title")).to_series()
    if f"{name}_precision" in people.columns:
        cells = _dates(cells, people[f"{name}_precision"])
    if name == "party_date" and "party_member" in people.columns:
        return _or_marks(cells, people["party_member"], language)
    return cells


def _telling_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by which whoever reads the list finds the one code again."""
    reader = Names(names)
    return {code: name for code, name in names.items() if reader.find(name).code == code}


def _dates(days: pl.Series, precisions: pl.Series) -> pl.Series:
    """Return days as dates, months and years as text."""
    cells = [
        day if day is None or precision in {None, Precision.DAY} else show_date(day, precision)
        for day, precision in zip(days, precisions, strict=True)
    ]
    return pl.Series(days.name, cells, dtype=pl.Object)


def _or_marks(dates: pl.Series, members: pl.Series, language: Language) -> pl.Series:
    """Return dates of joining, a mark where only the membership itself is known."""
    marks = {True: "x", False: _NOT.render(language, {}), None: None}
    cells = [
        marks[member] if day is None else day for day, member in zip(dates, members, strict=True)
    ]
    return pl.Series(dates.name, cells, dtype=pl.Object)


def _held(people: pl.DataFrame, holdings: pl.DataFrame) -> dict[str, pl.Series]:
    """Return the cells of each qualification that anybody holds, in the order of ``people``."""
    keys = ["person_id"] if "person_id" in holdings.columns else ["sheet", "row"]
    latest = (
        holdings.sort("awarded_on", nulls_last=False)
        .group_by([*keys, "qualification_id"], maintain_order=True)
        .last()
    )
    columns: dict[str, pl.Series] = {}
    for code in sorted(latest["qualification_id"].unique()):
        of_code = latest.filter(pl.col("qualification_id") == code)
        held = people.select(keys).join(
            of_code.with_columns(held=True), on=keys, how="left", maintain_order="left"
        )
        columns[code] = pl.Series(
            code, [_award(row) for row in held.iter_rows(named=True)], dtype=pl.Object
        )
    return columns


def _award(row: Mapping[str, object]) -> object:
    if not row["held"]:
        return None
    if row["hours"] is not None:
        return row["hours"]
    if row["awarded_on"] is None:
        return "x"
    day, precision = row["awarded_on"], row["awarded_on_precision"]
    if precision == Precision.DAY or not isinstance(day, date):
        return day
    return show_date(day, str(precision))
