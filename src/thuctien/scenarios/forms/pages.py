"""The forms of the pages: a new scenario, filters, the reason of adopting."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.scenarios.words import NEED_CHANGE_WORDS, TURN_CHANGE_WORDS
from thuctien.ui.forms import FilterForm, StyledForm
from thuctien.ui.words import FORCE_WORDS


class ScenarioForm(StyledForm):
    """A new scenario."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("What is tried out, in a few words.")
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        help_text=_("The year whose needs and plan are computed."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why, and who asked; may be empty."),
    )


class CopyForm(StyledForm):
    """The name of a copy."""

    name = forms.CharField(
        label=_("Name of the copy"), max_length=120, help_text=_("It has the same changes.")
    )


class AdoptForm(StyledForm):
    """Why a scenario is adopted."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The decision or the document; it is kept on the trail."),
    )


class NeedsFilter(FilterForm):
    """Filters of the needs that differ."""

    change = forms.ChoiceField(label=_("What changes"))
    force = forms.ChoiceField(label=_("Force"))
    qualification = forms.ChoiceField(label=_("Qualification"))

    def __init__(self, query: Mapping[str, str], qualifications: Mapping[str, str]) -> None:
        super().__init__(query)
        self.offer("change", NEED_CHANGE_WORDS.items(), _("All"))
        self.offer("force", FORCE_WORDS.items(), _("All"))
        self.offer("qualification", qualifications.items(), _("All"))


class TurnsFilter(FilterForm):
    """Filters of the people whose turns differ."""

    change = forms.ChoiceField(label=_("What changes"))
    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, query: Mapping[str, str], programmes: Mapping[str, str]) -> None:
        super().__init__(query)
        self.offer("change", TURN_CHANGE_WORDS.items(), _("All"))
        self.offer("programme", programmes.items(), _("All programmes"))
