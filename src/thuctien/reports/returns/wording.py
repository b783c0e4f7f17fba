"""The words around a filled form: title, what it is of, and what must be said under it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thuctien.base.language import own_name
from thuctien.reports.models import ReportForm
from thuctien.reports.returns.filling import Filled, years_of
from thuctien.reports.returns.hiding import SMALLEST_SHOWN

HIDDEN = "*"
"""What stands in place of a figure that is hidden."""


def title_of(form: ReportForm) -> str:
    """Return the title of a form in the language of the page."""
    return own_name(form.title, form.title_en)


def authority_of(form: ReportForm) -> str:
    """Return who asks for a form, in the language of the page."""
    return own_name(form.authority, form.authority_en)


def total() -> str:
    """Return the name of the first line."""
    return _("Total")


def row_heading(filled: Filled) -> str:
    """Return the heading over the names of the rows."""
    return " / ".join(str(dimension.label) for dimension in filled.rows) or total()


def subtitle(filled: Filled) -> str:
    """Return of which unit and years a filled form is."""
    years = years_of(filled.form, filled.asked.year)
    when = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return _("%(unit)s, year %(years)s") % {"unit": filled.asked.unit.name, "years": when}


def notes(filled: Filled) -> list[str]:
    """Return what a reader must know of the figures."""
    found = [
        _(
            "A person is counted once in each line, whatever the number of classes; persons of "
            "the lines do not add up to the total. A turn is one person in one class."
        ),
        _("Posts, ranks, ages and units are those of the day on which the class began."),
    ]
    if filled.asked.names_now:
        found.append(_("Units that have become another one are counted with that one."))
    if filled.shape.is_sensitive:
        found.append(_("What the law calls sensitive is only counted and leads to no names."))
    if filled.has_hidden:
        found.append(
            _(
                "%(mark)s stands for a figure that is hidden: fewer than %(smallest)s persons, or "
                "a figure from which such a one could be worked out."
            )
            % {"mark": HIDDEN, "smallest": SMALLEST_SHOWN}
        )
    if filled.draft_years:
        years = ", ".join(map(str, filled.draft_years))
        found.append(
            _("No plan has been approved for %(years)s; planned is what its draft says.")
            % {"years": years}
        )
    if not filled.form.confirmed:
        found.append(_("This form is a sample – to be confirmed against the one of the authority."))
    return found
