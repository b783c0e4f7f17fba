"""The filters of the list of classes, and what a new plan is asked with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.catalogue.selectors import CodeNames
from thuctien.engine.model.choices import CodeList
from thuctien.sending.selectors.plans import ClassFilter
from thuctien.ui.forms import Choice, FilterForm, StyledForm
from thuctien.ui.words import MODE_WORDS

MONTH_FORMAT = "%Y-%m"


class ClassesForm(FilterForm):
    """Filters of the list of classes."""

    programme = forms.ChoiceField(label=_("Programme"))
    kind = forms.ChoiceField(label=_("Kind of programme"))
    site = forms.ChoiceField(label=_("Site"))
    mode = forms.ChoiceField(label=_("Form of study"))
    month = forms.ChoiceField(label=_("Starts in"))

    def __init__(
        self,
        query: Mapping[str, str],
        names: CodeNames,
        *,
        programmes: Mapping[str, str],
        sites: Mapping[str, str],
        year: int | None,
    ) -> None:
        super().__init__(query)
        self.offer("programme", programmes.items(), _("All programmes"))
        self.offer("kind", names.choices(CodeList.PROGRAMME_KIND), _("All kinds"))
        self.offer("site", sites.items(), _("All sites"))
        self.offer("mode", MODE_WORDS.items(), _("All forms"))
        self.offer("month", _months(year) if year else [], _("The whole year"))

    def wanted(self) -> ClassFilter:
        """Return which classes are asked for."""
        month = self.value("month")
        return ClassFilter(
            programme=self.value("programme"),
            kind=self.value("kind"),
            site=self.value("site"),
            mode=self.value("mode"),
            month=date.fromisoformat(f"{month}-01") if month else None,
        )


def _months(year: int) -> list[Choice]:
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [(first.strftime(MONTH_FORMAT), f"{first:%m/%Y}") for first in firsts]


class WeekForm(forms.Form):
    """Which week of a timetable: any day of it."""

    week = forms.DateField(required=False)

    def day(self) -> date | None:
        """Return the day asked for; none where there is none or it is no day."""
        return self.cleaned_data.get("week") if self.is_valid() else None


class NewPlanForm(StyledForm):
    """What a plan is made with."""

    year = forms.IntegerField(
        label=_("Year of the plan"),
        min_value=2000,
        max_value=2100,
        help_text=_("The calendar year in which the classes are held."),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=2**31 - 1,
        initial=1,
        help_text=_("The same seed and data give the same plan."),
    )
    time_limit = forms.IntegerField(
        label=_("Time limit (seconds)"),
        min_value=5,
        max_value=3600,
        initial=120,
        help_text=_("More time may bring the plan closer to the proven bound."),
    )
