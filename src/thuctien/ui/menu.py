"""The main menu, in the order of the flow: people, rules, the year's plan, data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the menu: its page, and the views that belong under it."""

    icon: str
    label: str | Promise
    view_name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as drawn on one page."""

    icon: str
    label: str | Promise
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one kind of work."""

    heading: str | Promise
    entries: Sequence[Entry]


PLACES: tuple[tuple[str | Promise, tuple[Place, ...]], ...] = (
    (
        "",
        (
            Place("desk", _("What waits for me"), "reports:desk"),
            Place("home", _("Province at a glance"), "reports:home"),
        ),
    ),
    (
        _("Organisation"),
        (
            Place("units", _("Units"), "reports:units", ("reports:unit",)),
            Place("people", _("People"), "reports:people", ("reports:person",)),
        ),
    ),
    (
        _("Rules"),
        (
            Place("rules", _("Requirements"), "catalogue:requirements"),
            Place("programmes", _("Programmes"), "catalogue:programmes", ("catalogue:programme",)),
        ),
    ),
    (
        _("The year's plan"),
        (
            Place("needs", _("Needs"), "reports:needs"),
            Place(
                "jobs",
                _("Rounds"),
                "sending:rounds",
                (
                    "sending:new_round",
                    "sending:round",
                    "sending:round_step",
                    "sending:round_agencies",
                    "sending:round_agency",
                    "sending:survey",
                    "sending:survey_results",
                    "sending:refusals",
                    "sending:round_comments",
                ),
            ),
            Place(
                "sent",
                _("Nominations"),
                "sending:nominations",
                (
                    "sending:nominations_round",
                    "sending:nominations_of_class",
                    "sending:nomination",
                    "sending:selection",
                    "sending:quotas",
                ),
            ),
            Place("plan", _("Plan"), "classes:plan"),
            Place(
                "adjust",
                _("Adjust the plan"),
                "replanning:index",
                ("replanning:one", "replanning:way", "replanning:compare"),
            ),
            Place(
                "later",
                _("What if"),
                "scenarios:index",
                (
                    "scenarios:one",
                    "scenarios:needs",
                    "scenarios:plan",
                    "scenarios:money",
                    "scenarios:people",
                    "scenarios:add",
                    "scenarios:compare",
                    "scenarios:adopt",
                ),
            ),
            Place("classes", _("Classes"), "classes:classes", ("classes:class",)),
            Place(
                "timetable",
                _("Timetables"),
                "classes:timetables",
                ("classes:site", "classes:lecturer"),
            ),
            Place(
                "file",
                _("Reports for authorities"),
                "reports:returns",
                (
                    "reports:return",
                    "reports:return_cell",
                    "reports:return_edit",
                    "reports:return_column",
                    "reports:return_column_new",
                ),
            ),
        ),
    ),
    (
        _("Money"),
        (
            Place("rules", _("Norms of cost"), "costs:norms", ("costs:new_norm",)),
            Place(
                "money",
                _("Estimate of the plan"),
                "costs:estimate",
                ("costs:estimate_classes", "costs:estimate_class"),
            ),
            Place("units", _("Estimate by agency"), "costs:estimate_agencies"),
            Place("budget", _("Budget lines"), "costs:budgets", ("costs:budget", "costs:correct")),
            Place(
                "owed",
                _("Service owed"),
                "costs:commitments",
                ("costs:commitment", "costs:new_commitment"),
            ),
            Place("out", _("Compensations"), "costs:cases", ("costs:case",)),
            Place(
                "rules",
                _("Rules on service and compensation"),
                "costs:rules",
                ("costs:new_commitment_rule", "costs:new_compensation_rule"),
            ),
        ),
    ),
    (
        _("Documents"),
        (
            Place(
                "file",
                _("Register of documents"),
                "documents:documents",
                ("documents:document", "documents:new"),
            ),
            Place("user", _("Bodies and signers"), "documents:bodies"),
            Place("columns", _("Templates"), "documents:templates"),
            Place(
                "rules",
                _("Words of decisions"),
                "sending:decision_words",
                ("sending:decision_words_change",),
            ),
        ),
    ),
    (
        _("Data"),
        (
            Place(
                "file",
                _("Take in a list of people"),
                "intake:imports",
                (
                    "intake:list",
                    "intake:layout",
                    "intake:faults",
                    "intake:rows",
                    "intake:row",
                    "intake:duplicates",
                    "intake:corrected",
                    "intake:forms",
                    "intake:people_pairs",
                    "intake:merge",
                    "intake:merges",
                ),
            ),
            Place("upload", _("Load a workbook"), "sending:upload"),
            Place("jobs", _("Jobs"), "jobs", ("job",)),
            Place("user", _("Personal data"), "privacy:overview", ("privacy:retention",)),
            Place("user", _("Accounts"), "accounts:accounts", ("accounts:one", "accounts:new")),
            Place("search", _("Audit trail"), "audit", ("audit_entry",)),
        ),
    ),
)


def menu_for(view_name: str, may_open: Callable[[str], bool]) -> list[Group]:
    """Return the menu as drawn on the page of the view called ``view_name``.

    Only places that the reader may open are in it, and no heading without a place.
    """
    groups = (
        Group(heading, [_entry(place, view_name) for place in places if may_open(place.view_name)])
        for heading, places in PLACES
    )
    return [group for group in groups if group.entries]


def _entry(place: Place, view_name: str) -> Entry:
    current = "page" if view_name == place.view_name else ""
    if view_name in place.also:
        current = "true"
    return Entry(place.icon, place.label, reverse(place.view_name), current)
