"""Reads the reference data: code lists, requirements, programmes, sites, lecturers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import QuerySet, Sum

from thuctien.base.dated import holds_on
from thuctien.base.language import own_name
from thuctien.base.lists import Asked, ordered, page_of
from thuctien.catalogue.models import (
    Code,
    EligibilityRule,
    Parameter,
    Programme,
    Qualification,
    Requirement,
    Site,
)
from thuctien.engine.eligibility import CodeBook, Rule, rule_from
from thuctien.engine.text.folding import fold


@dataclass(frozen=True, slots=True)
class CodeNames:
    """The names of every code in the language of the page, in the order of its list."""

    lists: dict[str, dict[str, str]]

    def name(self, code_list: str, code: str) -> str:
        """Return the name of a code; the code itself where the list does not know it."""
        return self.lists.get(code_list, {}).get(code, code)

    def names(self, code_list: str, codes: Iterable[str]) -> list[str]:
        """Return the names of several codes."""
        return [self.name(code_list, code) for code in codes]

    def choices(self, code_list: str) -> list[tuple[str, str]]:
        """Return the list as choices for a form."""
        return list(self.lists.get(code_list, {}).items())


def code_names() -> CodeNames:
    """Return every list of codes, by one query."""
    lists: dict[str, dict[str, str]] = {}
    rows = Code.objects.order_by("list", "position", "code")
    for code_list, code, name, name_en in rows.values_list("list", "code", "name", "name_en"):
        lists.setdefault(code_list, {})[code] = own_name(name, name_en)
    return CodeNames(lists)


def requirement_names() -> dict[str, str]:
    """Return the names of all requirements by code."""
    rows = Requirement.objects.order_by("name").values_list("requirement_id", "name", "name_en")
    return {code: own_name(name, name_en) for code, name, name_en in rows}


def qualification_names() -> dict[str, str]:
    """Return the names of all qualifications by code."""
    rows = Qualification.objects.order_by("kind", "level", "qualification_id")
    return {
        code: own_name(name, name_en)
        for code, name, name_en in rows.values_list("qualification_id", "name", "name_en")
    }


def programme_names() -> dict[str, str]:
    """Return the names of all programmes by code, in order of kind and name."""
    rows = Programme.objects.order_by("kind", "name")
    return {
        code: own_name(name, name_en)
        for code, name, name_en in rows.values_list("programme_id", "name", "name_en")
    }


def site_names() -> dict[str, str]:
    """Return the names of all sites by code."""
    return dict(Site.objects.order_by("kind", "name").values_list("site_id", "name"))


def programmes_named(text: str) -> list[str]:
    """Return the codes of the programmes whose name has every word of ``text``."""
    rows = Programme.objects.values_list("programme_id", "name", "name_en")
    return [code for code, *names in rows if has_all_words(" ".join([code, *names]), text)]


def sites_named(text: str) -> list[str]:
    """Return the codes of the sites whose name has every word of ``text``."""
    return [code for code, name in site_names().items() if has_all_words(name, text)]


def eligibility_names() -> CodeBook:
    """Return the names that :mod:`thuctien.engine.eligibility` needs for words, by two queries."""
    codes = Code.objects.values_list("list", "code", "name", "name_en")
    held = Qualification.objects.values_list("qualification_id", "name", "name_en")
    return {
        **{(kind, code): (name, english or name) for kind, code, name, english in codes},
        **{("", code): (name, english or name) for code, name, english in held},
    }


def eligibility_rules_of(programme: Programme) -> list[Rule]:
    """Return the rules of a programme of all times, by their codes."""
    rows = EligibilityRule.objects.filter(programme=programme).order_by("rule_id")
    return [rule_from(row) for row in rows.values()]


def programme_by_code(programme_id: str) -> Programme | None:
    """Return a programme as a list has it, or none."""
    return _with_parts().filter(pk=programme_id).first()


def has_all_words(name: str, text: str) -> bool:
    """Say whether a short name has every word of ``text``, with or without marks."""
    folded = fold(name)
    return all(word in folded for word in fold(text).split())


REQUIREMENT_ORDERS = {
    "name": ("name", "requirement_id"),
    "binding": ("binding", "name", "requirement_id"),
    "source": ("source", "name", "requirement_id"),
    "from": ("valid_from", "requirement_id"),
}
PROGRAMME_ORDERS = {
    "name": ("name", "programme_id"),
    "kind": ("kind", "name", "programme_id"),
    "sessions": ("session_count", "programme_id"),
    "cost": ("cost_per_learner", "programme_id"),
    "effect": ("expected_effect", "programme_id"),
}


@dataclass(frozen=True, slots=True)
class RequirementFilter:
    """Which requirements; empty means all. ``on`` keeps those in force on that day."""

    binding: str = ""
    kind: str = ""
    on: date | None = None


def list_requirements(wanted: RequirementFilter, asked: Asked) -> Page[Requirement]:
    """Return a page of the requirements with their qualification."""
    rows = Requirement.objects.select_related("qualification")
    if wanted.binding:
        rows = rows.filter(binding=wanted.binding)
    if wanted.kind:
        rows = rows.filter(qualification__kind=wanted.kind)
    if wanted.on is not None:
        rows = rows.filter(holds_on(wanted.on))
    if asked.text:
        rows = rows.filter(pk__in=_requirements_named(asked.text))
    return page_of(ordered(rows, asked.sort, REQUIREMENT_ORDERS, "name"), asked.page, asked.size)


def list_programmes(kind: str, asked: Asked) -> Page[Programme]:
    """Return a page of the programmes with what they grant, forms of study and half days."""
    rows = _with_parts()
    if kind:
        rows = rows.filter(kind=kind)
    if asked.text:
        rows = rows.filter(pk__in=programmes_named(asked.text))
    return page_of(ordered(rows, asked.sort, PROGRAMME_ORDERS, "kind"), asked.page, asked.size)


def _with_parts() -> QuerySet[Programme]:
    """Return the programmes with what they grant, forms of study and half days."""
    counted: QuerySet[Programme] = Programme.objects.annotate(
        session_count=Sum("modules__sessions")
    )
    return counted.prefetch_related("grants__qualification", "offerings")


def _requirements_named(text: str) -> list[str]:
    rows = Requirement.objects.values_list("requirement_id", "name", "name_en", "source")
    return [code for code, *words in rows if has_all_words(" ".join([code, *words]), text)]


def is_sample_province() -> bool:
    """Say whether the province is a made-up one: its parameters say so."""
    return Parameter.objects.filter(key="sample").exists()
