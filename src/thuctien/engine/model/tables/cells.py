"""Short ways to describe the columns that many tables share."""

from __future__ import annotations

from enum import StrEnum

from thuctien.engine.model.choices import CodeList
from thuctien.engine.model.columns import Column, Kind


def code(name: str, header: str, header_en: str, refers_to: str | None = None) -> Column:
    """Return a code that every row has; ``refers_to`` names the table whose key it is."""
    return Column(name, header, header_en, Kind.CODE, required=True, refers_to=refers_to)


def maybe_code(name: str, header: str, header_en: str, refers_to: str | None = None) -> Column:
    """Return a code that a row may leave empty."""
    return Column(name, header, header_en, Kind.CODE, refers_to=refers_to)


def identity(name: str, header: str, header_en: str) -> Column:
    """Return a number that tells one person from all others, which a row may leave empty."""
    return Column(name, header, header_en, Kind.CODE, identity=True)


def codes(name: str, header: str, header_en: str, refers_to: str | None = None) -> Column:
    """Return a list of codes; empty means all."""
    return Column(name, header, header_en, Kind.CODES, refers_to=refers_to)


def text(name: str, header: str, header_en: str, *, required: bool = False) -> Column:
    """Return a column of free text."""
    return Column(name, header, header_en, Kind.TEXT, required=required)


def choice(
    name: str, header: str, header_en: str, choices: type[StrEnum], *, required: bool = True
) -> Column:
    """Return a column of the values of ``choices``, an enumeration."""
    return Column(name, header, header_en, Kind.CHOICE, required=required, choices=tuple(choices))


def number(
    name: str, header: str, header_en: str, *, required: bool = False, least: float = 0
) -> Column:
    """Return a column of whole numbers, not below ``least``."""
    return Column(name, header, header_en, Kind.INTEGER, required=required, least=least)


def decimal(name: str, header: str, header_en: str, most: float | None = None) -> Column:
    """Return a column of numbers: from 0 to ``most``, or any where that is None."""
    least = None if most is None else 0.0
    return Column(name, header, header_en, Kind.DECIMAL, least=least, most=most)


def list_of(code_list: CodeList) -> str:
    """Return the reference to one list of the table of codes."""
    return f"codes:{code_list}"


VALID = (
    Column("valid_from", "Hiệu lực từ", "Valid from", Kind.DATE),
    Column("valid_to", "Hiệu lực đến", "Valid to", Kind.DATE),
)
SOURCE = (
    text("source", "Nguồn (văn bản)", "Source"),
    text("article", "Điều khoản", "Article"),
    Column("confirmed", "Đã xác nhận", "Confirmed", Kind.BOOLEAN),
)
