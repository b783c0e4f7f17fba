"""Columns of forms, under the headings that agencies give them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.messy.forms import FormColumn
from thuctien.engine.sample.messy.members import Member
from thuctien.engine.sheets.targets import Target, held_target, level_target
from thuctien.engine.text.dates import Precision, show_date
from thuctien.engine.wording import Language
from thuctien.engine.workbook.cells import Cell
from thuctien.engine.workbook.choice_names import choice_name

BIRTH = ("birth_date", "birth_date_precision")
STT = FormColumn(("STT",), Target.ORDINAL, lambda _member: None)
NOTE = FormColumn(("Ghi chú",), Target.NOTE, lambda _member: None)


def written_birth(member: Member) -> str:
    """Return a birth date as clerks write it."""
    return show_date(member.birth_date, member.birth_date_precision)


def real_birth(member: Member) -> Cell:
    """Return a birth date as a real date where the day is known."""
    known = member.birth_date_precision == Precision.DAY
    return member.birth_date if known else written_birth(member)


def code(title: str) -> FormColumn:
    """Return the column of codes of people."""
    return FormColumn((title,), Target.PERSON_ID, lambda m: m.person_id, ("person_id",))


def name(*titles: str, capitals: bool = False) -> FormColumn:
    """Return the column of full names."""
    return FormColumn(
        titles,
        Target.FULL_NAME,
        lambda m: m.full_name.upper() if capitals else m.full_name,
        ("full_name",),
    )


def name_in_two(family: tuple[str, ...], given: tuple[str, ...]) -> tuple[FormColumn, FormColumn]:
    """Return the columns of family and middle names, and of the given name."""
    return (
        FormColumn(family, Target.FAMILY_NAME, lambda m: m.full_name.rpartition(" ")[0]),
        FormColumn(
            given, Target.GIVEN_NAME, lambda m: m.full_name.rpartition(" ")[2], ("full_name",)
        ),
    )


def sex(title: str) -> FormColumn:
    """Return the column that names the sex."""
    return FormColumn(
        (title,), Target.SEX, lambda m: choice_name(m.sex, Language.VI).capitalize(), ("sex",)
    )


def births_by_sex(parent: str) -> tuple[FormColumn, FormColumn]:
    """Return the columns of men and women under one title, each with the birth date."""
    told = ("sex", *BIRTH)
    return (
        FormColumn(
            (parent, "Nam"),
            Target.MALE,
            lambda m: written_birth(m) if m.sex == Sex.MALE else None,
            told,
        ),
        FormColumn(
            (parent, "Nữ"),
            Target.FEMALE,
            lambda m: written_birth(m) if m.sex == Sex.FEMALE else None,
            told,
        ),
    )


def birth(title: str, cell: Callable[[Member], Cell] = written_birth) -> FormColumn:
    """Return the column of birth dates."""
    return FormColumn((title,), Target.BIRTH_DATE, cell, BIRTH)


def birth_in_three(parent: str) -> tuple[FormColumn, FormColumn, FormColumn]:
    """Return the columns of day, month and year under one title."""

    def day(member: Member) -> Cell | None:
        precise = member.birth_date_precision == Precision.DAY
        return float(member.birth_date.day) if precise else None

    def month(member: Member) -> Cell | None:
        vague = member.birth_date_precision == Precision.YEAR
        return None if vague else float(member.birth_date.month)

    return (
        FormColumn((parent, "Ngày"), Target.BIRTH_DAY, day),
        FormColumn((parent, "Tháng"), Target.BIRTH_MONTH, month),
        FormColumn((parent, "Năm"), Target.BIRTH_YEAR, lambda m: float(m.birth_date.year), BIRTH),
    )


def number(title: str) -> FormColumn:
    """Return the column of personal numbers."""
    return FormColumn(
        (title,), Target.PERSONAL_NUMBER, lambda m: m.personal_number, ("personal_number",)
    )


def unit(title: str) -> FormColumn:
    """Return the column of units by code."""
    return FormColumn((title,), Target.UNIT, lambda m: m.unit_id, ("unit_id",))


def post(title: str) -> FormColumn:
    """Return the column of posts by title."""
    return FormColumn((title,), Target.POST, lambda m: m.post_title, ("post_title",))


def rank(title: str, names: dict[str, str]) -> FormColumn:
    """Return the column of ranks by name."""
    return FormColumn((title,), Target.RANK, lambda m: names.get(m.rank or ""), ("rank",))


def leadership(title: str, names: dict[str, str]) -> FormColumn:
    """Return the column of leadership levels by name."""
    return FormColumn(
        (title,),
        Target.LEADERSHIP_LEVEL,
        lambda m: names.get(m.leadership_level or ""),
        ("leadership_level",),
    )


def service(title: str) -> FormColumn:
    """Return the column of days of entering service."""
    return FormColumn((title,), Target.SERVICE_FROM, lambda m: m.service_from, ("service_from",))


def ethnic_group(title: str) -> FormColumn:
    """Return the column of ethnic groups."""
    return FormColumn((title,), Target.ETHNIC_GROUP, lambda m: m.ethnic_group, ("ethnic_group",))


def party(title: str) -> FormColumn:
    """Return the column of days of joining the Party."""
    return FormColumn(
        (title,),
        Target.PARTY_DATE,
        lambda m: None if m.party_date is None else show_date(m.party_date),
        ("party_date",),
    )


def phone(title: str) -> FormColumn:
    """Return the column of telephone numbers."""
    return FormColumn((title,), Target.PHONE, lambda m: m.phone, ("phone",))


def email(title: str) -> FormColumn:
    """Return the column of e-mail addresses."""
    return FormColumn((title,), Target.EMAIL, lambda m: m.email, ("email",))


def held(qualification: str, *titles: str, show: Callable[[date], str] | None = None) -> FormColumn:
    """Return the column of a qualification: an x, or its date as ``show`` prints it."""

    def holding(member: Member) -> tuple[str, str] | None:
        day = member.held.get(qualification)
        return None if day is None else (qualification, show(day) if show else "")

    def cell(member: Member) -> Cell | None:
        found = holding(member)
        return None if found is None else found[1] or "x"

    return FormColumn(titles, held_target(qualification), cell, held=holding)


def level(kind: str, names: dict[str, str], *titles: str) -> FormColumn:
    """Return the column that names the highest qualification of a kind.

    ``names`` are the words that the form uses by qualification, the lowest first.
    """

    def holding(member: Member) -> tuple[str, str] | None:
        codes = [code for code in names if code in member.held]
        return (codes[-1], "") if codes else None

    def cell(member: Member) -> Cell | None:
        found = holding(member)
        return None if found is None else names[found[0]]

    return FormColumn(titles, level_target(kind), cell, held=holding)
