"""The kinds of things that the search finds: where they stand, what of them is searched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import own_name
from thuctien.catalogue.models import Lecturer, Programme, Requirement, Site
from thuctien.people.models import Unit
from thuctien.sending.models import PlannedClass
from thuctien.ui.formats import day


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its name, what tells it from others of that name, its page."""

    title: str
    note: str
    url: str
    near: bool = False
    """Whether it was found only by forgiving wrong letters."""

    def as_near(self) -> Hit:
        """Return the same, found by forgiving."""
        return replace(self, near=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """A heading of the results, its sign, and the view of the list where all of them stand."""

    name: str
    label: str | Promise
    icon: str
    list_view: str = ""


Columns = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SmallKind(Kind):
    """A kind of which there are few enough to look at each.

    ``rows`` in the order in which equals are shown; ``columns`` are the code and then
    ``searched`` texts that are searched; ``hit`` turns them into what is shown.
    """

    rows: Callable[[], QuerySet[Any]] = field(kw_only=True)
    columns: tuple[str, ...] = field(kw_only=True)
    searched: int = field(kw_only=True)
    hit: Callable[[Columns], Hit] = field(kw_only=True)

    def words(self, row: Columns) -> str:
        """Return the words of a row that are searched."""
        return " ".join(filter(None, row[1 : 1 + self.searched]))


def _unit(row: Columns) -> Hit:
    code, name, above = row
    return Hit(name, joined(code, above), reverse("reports:unit", args=[code]))


def _class(row: Columns) -> Hit:
    code, name, name_en, site, starts_on = row
    note = joined(code, site, day(starts_on))
    return Hit(own_name(name, name_en), note, reverse("classes:class", args=[code]))


def _programme(row: Columns) -> Hit:
    code, name, name_en, source = row
    url = f"{reverse('catalogue:programmes')}?{urlencode({'q': code})}"
    return Hit(own_name(name, name_en), joined(code, source), url)


def _requirement(row: Columns) -> Hit:
    code, name, name_en, source, article = row
    url = f"{reverse('catalogue:requirements')}?{urlencode({'q': code})}"
    return Hit(own_name(name, name_en), joined(code, source, article), url)


def _lecturer(row: Columns) -> Hit:
    code, name, site = row
    return Hit(name, joined(code, site), reverse("classes:lecturer", args=[code]))


def _site(row: Columns) -> Hit:
    code, name = row
    return Hit(name, code, reverse("classes:site", args=[code]))


def joined(*parts: str | None) -> str:
    """Return the parts of a note that there are."""
    return " · ".join(filter(None, parts))


PEOPLE = Kind("people", _("People"), "people", "reports:people")
SMALL_KINDS = (
    SmallKind(
        "units",
        _("Units"),
        "units",
        "reports:units",
        rows=lambda: Unit.objects.filter(valid_to=None).order_by("depth", "name_order", "pk"),
        columns=("unit_id", "name", "parent__name"),
        searched=1,
        hit=_unit,
    ),
    SmallKind(
        "classes",
        _("Classes"),
        "classes",
        "classes:classes",
        rows=lambda: PlannedClass.objects.filter(plan__is_current=True).order_by(
            "starts_on", "class_id"
        ),
        columns=("class_id", "programme__name", "programme__name_en", "site__name", "starts_on"),
        searched=3,
        hit=_class,
    ),
    SmallKind(
        "programmes",
        _("Programmes"),
        "programmes",
        "catalogue:programmes",
        rows=lambda: Programme.objects.order_by("kind", "name", "pk"),
        columns=("programme_id", "name", "name_en", "source"),
        searched=3,
        hit=_programme,
    ),
    SmallKind(
        "requirements",
        _("Requirements and documents"),
        "rules",
        "catalogue:requirements",
        rows=lambda: Requirement.objects.order_by("name", "pk"),
        columns=("requirement_id", "name", "name_en", "source", "article"),
        searched=4,
        hit=_requirement,
    ),
    SmallKind(
        "lecturers",
        _("Lecturers"),
        "user",
        rows=lambda: Lecturer.objects.order_by("name_order", "pk"),
        columns=("lecturer_id", "full_name", "site__name"),
        searched=1,
        hit=_lecturer,
    ),
    SmallKind(
        "sites",
        _("Sites"),
        "timetable",
        rows=lambda: Site.objects.order_by("name", "pk"),
        columns=("site_id", "name"),
        searched=1,
        hit=_site,
    ),
)
