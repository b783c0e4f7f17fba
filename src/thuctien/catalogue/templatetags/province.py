"""What every page says of the province."""

from __future__ import annotations

from typing import Protocol

from django import template

from thuctien.base import language
from thuctien.catalogue.selectors import CodeNames, is_sample_province
from thuctien.engine.model import TABLES

register = template.Library()


class TwiceNamed(Protocol):
    """A row with its name in both languages."""

    name: str
    name_en: str


@register.inclusion_tag("ui/components/sample_banner.html")
def sample_banner() -> dict[str, object]:
    """Say on every page that the province is made up, where it is."""
    return {"is_sample": is_sample_province()}


@register.simple_tag
def code_name(names: CodeNames, code_list: str, code: str) -> str:
    """Write the name of a code; a dash for none."""
    return names.name(code_list, code) if code else "–"


@register.simple_tag
def own_name(row: TwiceNamed) -> str:
    """Write the name of a row in the language of the page."""
    return language.own_name(row.name, row.name_en)


@register.filter
def sheet_name(table: str) -> str:
    """Write the name of a table's sheet in the language of the page."""
    described = TABLES.get(table)
    return language.own_name(described.sheet, described.sheet_en) if described else table
