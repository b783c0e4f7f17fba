"""The words of decisions to send: fields in braces, filled from a class and its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS: Mapping[str, str | Promise] = {
    "count": _("How many people are on the list, two digits under ten"),
    "programme": _("Name of the programme"),
    "class": _("Code of the class"),
    "form": _("Form of study"),
    "site": _("Where the class is held"),
    "from": _("First day of the class"),
    "to": _("Last day of the class"),
    "year": _("Year of the round"),
    "round": _("Name of the round"),
    "before": _("Number and day of the decision that is changed or cancelled"),
    "reason": _("Why it is changed or cancelled"),
    "added": _("How many people are added"),
    "taken_off": _("How many people are taken off"),
}
"""What may stand in braces, with its meaning for the office."""


def unknown_fields(lines: Iterable[str]) -> list[str]:
    """Return the fields in ``lines`` that there are not, in their order; a stray brace is one."""
    found: dict[str, None] = {}
    for line in lines:
        try:
            names = [name for _text, name, _spec, _kind in Formatter().parse(line)]
        except ValueError:
            names = [line]
        found.update(dict.fromkeys(n for n in names if n is not None and n not in FIELDS))
    return list(found)


def filled(lines: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """Return ``lines`` with their fields filled in."""
    return [line.format_map(values) for line in lines]
