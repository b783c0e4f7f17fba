"""The filters of requirements and programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.catalogue.selectors import CodeNames, RequirementFilter
from thuctien.engine.model.choices import CodeList
from thuctien.ui.forms import DayField, FilterForm
from thuctien.ui.words import BINDING_WORDS


class RequirementsForm(FilterForm):
    """Filters of the list of requirements."""

    binding = forms.ChoiceField(label=_("How binding"))
    kind = forms.ChoiceField(label=_("Kind of qualification"))
    past = forms.BooleanField(label=_("Also rules no longer in force"))

    def __init__(self, query: Mapping[str, str], names: CodeNames) -> None:
        super().__init__(query)
        self.offer("binding", BINDING_WORDS.items(), _("All"))
        self.offer("kind", names.choices(CodeList.QUALIFICATION_KIND), _("All kinds"))

    def wanted(self, today: date) -> RequirementFilter:
        """Return which requirements are asked for."""
        return RequirementFilter(
            self.value("binding"), self.value("kind"), None if self.value("past") else today
        )


class RulesDayForm(FilterForm):
    """On which day somebody wants to see the rules of a programme."""

    q = None  # type: ignore[assignment]
    on = DayField(
        label=_("On which day would you like to see the rules?"),
        help_text=_("Rules are those of the day on which somebody is sent. Empty is today."),
    )

    def day(self, today: date) -> date:
        """Return the day that is asked for; today where none, or none that can be read."""
        self.is_valid()
        asked = self.cleaned_data.get("on")
        return asked if isinstance(asked, date) else today


class ProgrammesForm(FilterForm):
    """Filters of the list of programmes."""

    kind = forms.ChoiceField(label=_("Kind of programme"))

    def __init__(self, query: Mapping[str, str], names: CodeNames) -> None:
        super().__init__(query)
        self.offer("kind", names.choices(CodeList.PROGRAMME_KIND), _("All kinds"))
