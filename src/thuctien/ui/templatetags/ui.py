"""Components of the design system, as tags and filters of templates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import Any, Protocol
from uuid import uuid4

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thuctien.engine.planning.result import Outcome
from thuctien.engine.text.personal_number import MASK, masked
from thuctien.ui import formats, words
from thuctien.ui.charts import Chart
from thuctien.ui.forms import ONCE_FIELD
from thuctien.ui.menu import menu_for
from thuctien.ui.paging import changed, page_links, sort_link

register = template.Library()


class HasSubject(Protocol):
    """A row of counts with the number that they are counted in."""

    @property
    def subject(self) -> int:
        """Return how many are concerned."""


class HasColumns(Protocol):
    """A list with the columns that its reader left out."""

    @property
    def hidden(self) -> Collection[str]:
        """Return their names."""


register.filter("number", formats.number)
register.filter("gap", formats.gap)
register.filter("money", formats.money)


@register.filter
def day(value: date | None, precision: str = "day") -> str:
    """Write a date as dd/mm/yyyy."""
    return formats.day(value, precision)


@register.inclusion_tag("ui/components/masked_number.html")
def masked_number(number: str) -> dict[str, object]:
    """Write the number of a person with all but its end hidden, for eyes and screen readers."""
    hidden = masked(number)
    return {"hidden": hidden, "end": hidden.lstrip(MASK)}


@register.filter
def percent_of(part: float, whole: float) -> str:
    """Write a part as a share of the whole."""
    return formats.percent(part, whole)


@register.filter
def out_of(part: float, whole: float) -> str:
    """Write a count with what it was counted in."""
    return formats.out_of(part, whole)


@register.simple_tag
def icon(name: str, css: str = "icon") -> SafeString:
    """Draw a sign of the sprite; it says nothing that the text beside it does not say."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("ui/img/icons.svg"),
        name or "info",
    )


@register.inclusion_tag("ui/menu.html", takes_context=True)
def main_menu(context: RequestContext) -> dict[str, object]:
    """Draw the main menu with the place of this page marked."""
    request: HttpRequest = context["request"]
    match = request.resolver_match
    may_open: Callable[[str], bool] = context.get("may_open") or (lambda _view_name: False)
    return {"groups": menu_for(match.view_name if match else "", may_open)}


@register.inclusion_tag("ui/components/figure.html")
def figure(
    label: str,
    value: float | str | None,
    of: str = "",
    *,
    unit: str = "",
    url: str = "",
    tone: str = "",
    icon_name: str = "",
) -> dict[str, object]:
    """Draw a key figure; ``of`` says what it was counted in."""
    shown = value if isinstance(value, str) else formats.number(value)
    return {
        "label": label,
        "value": shown,
        "of": of,
        "unit": unit,
        "url": url,
        "tone": tone,
        "icon_name": icon_name,
    }


@register.inclusion_tag("ui/components/coverage.html")
def coverage(met: float, subject: float, *, tone: str = "met") -> dict[str, object]:
    """Draw how many of those concerned are covered, as words and as a bar."""
    return {"text": formats.out_of(met, subject), "parts": bar_parts([(tone, met)], subject)}


@register.inclusion_tag("ui/components/bar.html")
def parts_bar(row: HasSubject, *names: str) -> dict[str, object]:
    """Draw the counts of a row (``subject`` and the attributes named) as one bar of parts."""
    parts = [(name, getattr(row, name)) for name in names]
    return {"parts": bar_parts(parts, row.subject), "thick": True}


@register.inclusion_tag("ui/components/chip.html")
def force_chip(force: str) -> dict[str, object]:
    """Draw how strongly a need presses: a sign and a word, in colour."""
    return {"label": words.FORCE_WORDS.get(force, force), "tone": force, "icon_name": force}


@register.inclusion_tag("ui/components/count_chip.html")
def count_chip(force: str, count: int) -> dict[str, object]:
    """Draw how many needs press with one force; nothing where there are none."""
    return {
        "force": force,
        "count": formats.number(count) if count else "",
        "label": words.FORCE_WORDS[force],
    }


@register.inclusion_tag("ui/components/chip.html")
def outcome_chip(outcome: str) -> dict[str, object]:
    """Draw what the plan says of a need."""
    tone = {Outcome.SENT: "met", Outcome.NOT_YET: "due"}.get(Outcome(outcome), "")
    return {
        "label": words.OUTCOME_WORDS[outcome],
        "tone": tone,
        "icon_name": "later" if outcome == Outcome.LATER else outcome,
    }


@register.filter
def short_day(value: date) -> str:
    """Write a day without its year: dd/mm."""
    return value.strftime("%d/%m")


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment in local time: hh:mm dd/mm/yyyy."""
    return localtime(value).strftime("%H:%M %d/%m/%Y") if value else formats.NOTHING


@register.inclusion_tag("ui/components/chip.html")
def met_chip() -> dict[str, object]:
    """Mark what is met."""
    return {"label": _("Met"), "tone": "met", "icon_name": "met"}


@register.inclusion_tag("ui/components/chip.html")
def current_chip() -> dict[str, object]:
    """Mark what the pages show of several."""
    return {"label": _("current"), "tone": "info", "icon_name": ""}


@register.inclusion_tag("ui/components/chip.html")
def job_chip(state: str, label: str) -> dict[str, object]:
    """Draw where a job stands."""
    icons = {
        "queued": "later",
        "running": "jobs",
        "done": "met",
        "failed": "error",
        "dead": "error",
    }
    tones = words.JOB_STATE_TONES
    return {"label": label, "tone": tones.get(state, ""), "icon_name": icons.get(state, "stop")}


@register.inclusion_tag("ui/components/chip.html")
def severity_chip(severity: str) -> dict[str, object]:
    """Draw whether a fault keeps a workbook out."""
    if severity == "error":
        return {"label": _("fault"), "tone": "overdue", "icon_name": "error"}
    return {"label": _("warning"), "tone": "due", "icon_name": "warning"}


@register.filter
def of_asked(part: float, whole: float) -> str:
    """Write «of 1.500 things asked (12 %)», to stand under the count itself."""
    return _("of %(whole)s asked (%(share)s)") % {
        "whole": formats.number(whole),
        "share": formats.percent(part, whole),
    }


@register.filter
def among(part: float, whole: float) -> str:
    """Write «of 1.500 people (82 %)», to stand under the count itself."""
    return _("of %(whole)s people (%(share)s)") % {
        "whole": formats.number(whole),
        "share": formats.percent(part, whole),
    }


@register.filter
def for_persons(persons: int) -> str:
    """Write «for 19.204 persons», to stand under a count of turns."""
    return _("for %(count)s persons") % {"count": formats.number(persons)}


@register.filter
def get(mapping: Mapping[str, object], key: str) -> object | None:
    """Look a key up; none where it is unknown."""
    return mapping.get(key)


@register.filter
def word(value: object, kind: str) -> str:
    """Write a value of a closed set in words; ``kind`` names the set, as in «mode»."""
    known: Mapping[object, object] = getattr(words, f"{kind.upper()}_WORDS")
    return str(known.get(value, value))


@register.filter
def weekday(value: date) -> str:
    """Write the day of the week."""
    return str(words.WEEKDAY_WORDS[value.weekday()])


@register.inclusion_tag("ui/components/chip.html")
def unconfirmed(confirmed: bool | None) -> dict[str, object]:
    """Mark a rule whose value nobody has confirmed."""
    if confirmed:
        return {"label": _("confirmed"), "tone": "met", "icon_name": "met"}
    return {
        "label": _("sample – to be confirmed"),
        "tone": "unconfirmed",
        "icon_name": "unconfirmed",
    }


@register.inclusion_tag("ui/components/chart.html")
def chart(chart: Chart) -> dict[str, object]:
    """Draw a chart, with the same figures as a table beneath."""
    return {"chart": chart, "data": chart.data()}


@register.inclusion_tag("ui/components/pages.html", takes_context=True)
def pages(context: RequestContext, page: Page[Any]) -> dict[str, object]:
    """Draw the links to the pages of a list and say which rows this page has."""
    query = context["request"].GET
    number, last = page.number, page.paginator.num_pages
    summary = _("%(first)s–%(last)s of %(total)s") % {
        "first": formats.number(page.start_index()),
        "last": formats.number(page.end_index()),
        "total": formats.number(page.paginator.count),
    }
    return {
        "summary": summary if page.paginator.count else "",
        "links": page_links(query, number, last),
        "previous": changed(query, page=number - 1) if page.has_previous() else "",
        "next": changed(query, page=number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/sort.html", takes_context=True)
def sort(
    context: RequestContext, key: str, label: str, css: str = "", *, first: bool = False
) -> dict[str, object]:
    """Draw the heading of a column by which the list can be sorted.

    ``first`` marks the order in which the list stands when nobody has chosen one.
    """
    query = context["request"].GET
    current = query.get("sort", "") or (key if first else "")
    url, state = sort_link(query, key, current)
    return {"label": label, "css": css, "url": url, "state": state}


@register.filter
def shows(table: HasColumns | None, column: str) -> bool:
    """Say whether a list shows a column; one that nobody can set up shows all."""
    return not table or column not in table.hidden


@register.inclusion_tag("ui/components/select_all.html")
def select_all(table: HasColumns | None) -> dict[str, object]:
    """Draw the heading of the column by which rows are chosen; none where nothing can be done."""
    return {"table": table}


@register.inclusion_tag("ui/components/select_row.html")
def select_row(table: HasColumns | None, key: object, label: object) -> dict[str, object]:
    """Draw the box that chooses a row, named after what the row is about."""
    return {"table": table, "key": key, "label": label}


@register.simple_tag
def once() -> SafeString:
    """Mark a form so that it takes effect once, however often it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE_FIELD, uuid4())


def bar_parts(parts: Sequence[tuple[str, float]], whole: float) -> list[dict[str, object]]:
    """Return the rectangles of a bar 100 wide; empty where there is nothing to share out.

    Coordinates are text with a decimal point, whatever the language of the page.
    """
    if not whole:
        return []
    widths = [max(0.0, min(100.0, 100 * value / whole)) for _tone, value in parts]
    starts = accumulate(widths, initial=0.0)
    return [
        {"tone": tone, "start": f"{start:.2f}", "width": f"{width:.2f}"}
        for (tone, _value), start, width in zip(parts, starts, widths, strict=False)
        if width > 0
    ]
