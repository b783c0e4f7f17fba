"""The page on which every component of the design system can be seen."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuctien.engine.needs.result import Force
from thuctien.ui.charts import Chart, Series
from thuctien.ui.forms import StyledForm

COLOURS = (
    "paper", "surface", "surface-sunk", "line", "ink", "ink-soft", "ink-faint", "brand", "gold",
    "accent", "accent-weak", "overdue", "overdue-weak", "overdue-fill", "due", "due-weak",
    "due-fill", "recommended", "recommended-weak", "recommended-fill", "later-fill", "met",
    "met-weak", "met-fill",
)  # fmt: skip
ICONS = (
    "home", "units", "people", "rules", "programmes", "needs", "plan", "classes", "timetable",
    "upload", "jobs", "search", "filter", "columns", "adjust", "help", "theme", "user", "download",
    "print", "overdue", "due", "recommended", "later", "met", "info", "error", "file",
    "language", "play", "stop",
)  # fmt: skip
EXAMPLE_TURNS = (80, 40, 210, 260, 240, 190, 90, 120, 260, 280, 230, 60)


@dataclass(frozen=True, slots=True)
class ExampleCounts:
    """Counts for the example of a bar of parts."""

    subject: int = 1500
    met: int = 1010
    overdue: int = 140
    due: int = 230
    recommended: int = 120


@dataclass(frozen=True, slots=True)
class ExampleColumn:
    """A column that can be left out."""

    name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class ExampleAction:
    """Something to do with chosen rows; here it only shows the page again."""

    label: str | Promise
    icon: str = "play"
    view_name: str = "ui:design"
    danger: bool = False


@dataclass(frozen=True, slots=True)
class ExampleKind:
    """The list of the example."""

    name: str = "example"
    columns: tuple[ExampleColumn, ...] = (
        ExampleColumn("force", gettext_lazy("Force")),
        ExampleColumn("seats", gettext_lazy("Seats")),
    )


@dataclass(frozen=True, slots=True)
class ExampleTable:
    """A list as the components of a list want it (``base.tables.Table``)."""

    kind: ExampleKind = ExampleKind()
    hidden: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    query: str = ""
    bulk: tuple[ExampleAction, ...] = (ExampleAction(gettext_lazy("Do it with these")),)

    @property
    def columns(self) -> list[tuple[ExampleColumn, bool]]:
        """Return the columns, all shown."""
        return [(column, True) for column in self.kind.columns]


class ExampleForm(StyledForm):
    """Fields for the example of a form."""

    year = forms.IntegerField(
        label=gettext_lazy("Year of the plan"),
        min_value=2000,
        max_value=2100,
        help_text=gettext_lazy("The calendar year in which the classes are held."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), required=False)


@login_not_required
def design(request: HttpRequest) -> HttpResponse:
    """Show tokens and components, each with an example."""
    context = {
        "colours": COLOURS,
        "icons": ICONS,
        "forces": tuple(Force),
        "counts": ExampleCounts(),
        "form": ExampleForm({"year": "1999"}),
        "chart": _example_chart(),
        "page": Paginator(range(1234), 50).get_page(3),
        "table": ExampleTable(),
    }
    return render(request, "ui/design.html", context)


def _example_chart() -> Chart:
    months = [f"{month:02d}/2027" for month in range(1, 13)]
    return Chart(
        id="example-chart",
        title=_("Turns by month and kind (example)"),
        label_heading=_("Month"),
        labels=months,
        stacked=True,
        series=[
            Series(_("Political theory"), "series-1", EXAMPLE_TURNS),
            Series(_("State management"), "series-2", EXAMPLE_TURNS[::-1]),
        ],
    )
