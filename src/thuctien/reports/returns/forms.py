"""What is asked when a form is filled, copied or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuctien.catalogue.selectors import code_names
from thuctien.people.models import Unit
from thuctien.reports.closed_sets import (
    FILTER_DIMENSIONS,
    ROW_DIMENSIONS,
    SENSITIVE,
    Dimension,
    Measure,
    Progress,
)
from thuctien.reports.models import MOST_YEARS, ReportColumn, ReportForm
from thuctien.reports.returns.labels import choices_of
from thuctien.reports.returns.services import ColumnFacts, FormFacts
from thuctien.reports.returns.shape import in_order
from thuctien.ui.forms import Choice, DayField, FilterForm, StyledForm

NAMES_NOW = "now"
_HIGHEST_AGE = 120


class AskedForm(FilterForm):
    """For which year and unit a form is filled, under which names."""

    year = forms.ChoiceField(label=gettext_lazy("Year"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    names = forms.ChoiceField(label=gettext_lazy("Names of units"))

    def __init__(
        self, query: Mapping[str, str], years: Sequence[int], units: Iterable[Unit], unit: Unit
    ) -> None:
        """Offer the years and units; ``unit`` is the one asked for, whether offered or not."""
        super().__init__(query)
        del self.fields["q"]
        offered = [(one.pk, "– " * one.depth + one.name) for one in units]
        if unit.pk not in dict(offered):
            offered.insert(0, (unit.pk, unit.name))
        self._choose("year", [(str(year), str(year)) for year in years])
        self._choose("unit", offered)
        self._choose(
            "names", [("", _("as they were then")), (NAMES_NOW, _("as they are called today"))]
        )

    def _choose(self, name: str, choices: Sequence[Choice]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


class CopyForm(StyledForm):
    """A new form that begins as this one."""

    code = forms.RegexField(
        r"^[\w.-]{1,30}$",
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Letters, digits, points and hyphens, as on the paper form."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("As it stands over the table."),
    )


class FormForm(StyledForm):
    """What a form is, without its columns."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("As it stands over the table."),
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the Vietnamese one is shown."),
    )
    authority = forms.CharField(
        label=gettext_lazy("Asked for by"),
        max_length=200,
        help_text=gettext_lazy("The body to which the report goes."),
    )
    authority_en = forms.CharField(
        label=gettext_lazy("The same in English"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the Vietnamese one is shown."),
    )
    outer = forms.ChoiceField(
        label=gettext_lazy("Rows by"),
        choices=[(one.value, one.label) for one in ROW_DIMENSIONS],
        help_text=gettext_lazy("Each value is a line."),
    )
    inner = forms.ChoiceField(
        label=gettext_lazy("and within them by"),
        choices=[("", "–"), *((one.value, one.label) for one in ROW_DIMENSIONS)],
        required=False,
        help_text=gettext_lazy("Lines under each of those lines."),
    )
    years = forms.IntegerField(
        label=gettext_lazy("Over so many years"),
        min_value=1,
        max_value=MOST_YEARS,
        help_text=gettext_lazy("The last of them is the year asked for."),
    )
    age_bounds = forms.RegexField(
        r"^\s*(\d{1,3}\s*[,;]?\s*)*$",
        label=gettext_lazy("New age groups begin at"),
        required=False,
        help_text=gettext_lazy("For rows by age: 30, 40 make under 30, 30 to 39, 40 and over."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Number and day of the document that sets the form."),
    )
    article = forms.CharField(
        label=gettext_lazy("Article"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Article or annex, where the source has several."),
    )
    valid_from = DayField(
        label=gettext_lazy("In force from"),
        required=False,
        help_text=gettext_lazy("Empty: from the beginning."),
    )
    valid_to = DayField(
        label=gettext_lazy("until"),
        required=False,
        help_text=gettext_lazy("Empty: until further notice."),
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("Compared with the form of the authority"),
        required=False,
        help_text=gettext_lazy("Until then every report says that its form is a sample."),
    )

    @staticmethod
    def as_it_is(form: ReportForm) -> dict[str, object]:
        """Return what a form is now, as the fields show it."""
        names = ("title", "title_en", "authority", "authority_en", "years", "source", "article")
        return {
            **{name: getattr(form, name) for name in names},
            "valid_from": form.valid_from,
            "valid_to": form.valid_to,
            "confirmed": form.confirmed,
            "outer": form.rows[0] if form.rows else "",
            "inner": form.rows[1] if len(form.rows) > 1 else "",
            "age_bounds": ", ".join(map(str, form.age_bounds)),
        }

    def facts(self) -> FormFacts:
        """Return what was entered."""
        given = dict(self.cleaned_data)
        rows = [name for name in (given.pop("outer"), given.pop("inner")) if name]
        bounds = given.pop("age_bounds").replace(",", " ").replace(";", " ").split()
        return FormFacts(rows=rows, age_bounds=[int(bound) for bound in bounds], **given)


class ColumnForm(StyledForm):
    """A column: its title, what it counts, and of which turns."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, help_text=gettext_lazy("As on the form.")
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the Vietnamese one is shown."),
    )
    parent = forms.ChoiceField(
        label=gettext_lazy("Under the heading"),
        required=False,
        help_text=gettext_lazy("What limits the heading limits the column too."),
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("Counts"),
        choices=[("", gettext_lazy("nothing: it is a heading")), *Measure.choices],
        required=False,
        help_text=gettext_lazy("Persons and turns are always told apart."),
    )
    progress = forms.ChoiceField(
        label=gettext_lazy("How far"),
        choices=[("", "–"), *Progress.choices],
        required=False,
        help_text=gettext_lazy("Only what has come so far is counted."),
    )
    min_age = forms.IntegerField(
        label=gettext_lazy("Age from"),
        min_value=0,
        max_value=_HIGHEST_AGE,
        required=False,
        help_text=gettext_lazy("Whole years on the day on which the class begins."),
    )
    max_age = forms.IntegerField(
        label=gettext_lazy("Age to"),
        min_value=0,
        max_value=_HIGHEST_AGE,
        required=False,
        help_text=gettext_lazy("This age is included."),
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        report: ReportForm,
        column: ReportColumn | None = None,
    ) -> None:
        columns = list(report.columns.all())
        self._headings = {str(one.pk): one for one in columns if not one.measure and one != column}
        super().__init__(data, initial=_as_it_is(column) if column else None)
        parent = self.fields["parent"]
        if isinstance(parent, forms.ChoiceField):
            parent.choices = [
                ("", _("none: it stands at the top")),
                *(
                    (str(one.pk), "– " * depth + one.title)
                    for depth, one in in_order(columns)
                    if str(one.pk) in self._headings
                ),
            ]
        names = code_names()
        for dimension in FILTER_DIMENSIONS:
            self.fields[_field(dimension)] = forms.MultipleChoiceField(
                label=dimension.label,
                choices=choices_of(dimension, names),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Only counted; small figures are hidden and nobody is named.")
                if dimension in SENSITIVE
                else _("Nothing chosen: all."),
            )

    def facts(self) -> ColumnFacts:
        """Return what was entered."""
        given = self.cleaned_data
        return ColumnFacts(
            title=given["title"],
            title_en=given["title_en"],
            parent=self._headings.get(given["parent"]),
            measure=given["measure"],
            progress=given["progress"],
            filters={one.value: given[_field(one)] for one in FILTER_DIMENSIONS},
            min_age=given["min_age"],
            max_age=given["max_age"],
        )

    def plain_fields(self) -> list[forms.BoundField]:
        """Return the fields that limit nothing but ages."""
        return [field for field in self if not field.name.startswith(_FILTER)]

    def filter_fields(self) -> list[forms.BoundField]:
        """Return the fields that say of which turns, one for each dimension."""
        return [field for field in self if field.name.startswith(_FILTER)]


_FILTER = "only_"


def _field(dimension: Dimension) -> str:
    return f"{_FILTER}{dimension}"


def _as_it_is(column: ReportColumn) -> dict[str, object]:
    names = ("title", "title_en", "measure", "progress", "min_age", "max_age")
    return {
        **{name: getattr(column, name) for name in names},
        "parent": str(column.parent_id or ""),
        **{f"{_FILTER}{name}": codes for name, codes in column.filters.items()},
    }
