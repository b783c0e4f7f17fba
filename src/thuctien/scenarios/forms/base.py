"""What the forms of all changes share: a day, codes of their own, units by code or name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from thuctien.base.dated import holds_on
from thuctien.engine.scenarios import Change
from thuctien.engine.text.folding import fold
from thuctien.people.models import Unit
from thuctien.scenarios.models import Scenario
from thuctien.ui.forms import DayField, StyledForm

UNITS_LIST = "units"
"""The list of units that a field of a unit completes from (``<datalist>``)."""


class ChangeForm(StyledForm):
    """A form that makes one change; ``change`` gives it once the form is valid."""

    needs_units = False
    """Whether the page has the list of units."""

    def __init__(
        self, *args: object, scenario: Scenario, position: int, query: Mapping[str, str]
    ) -> None:
        self.scenario = scenario
        self.position = position
        self.query = query
        super().__init__(*args)
        self.offer()
        if "from_day" in self.fields:
            self.fields["from_day"].initial = date(scenario.year, 1, 1)

    def offer(self) -> None:
        """Fill in what fields can be chosen from."""

    def change(self) -> Change:
        """Return the change that the valid form says."""
        raise NotImplementedError

    def new_code(self, typed: str = "", suffix: str = "") -> str:
        """Return the code that was typed, or one of this scenario's own."""
        return typed.strip() or f"PA{self.scenario.pk}-{self.position}{suffix}"

    def choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Set what a field can be chosen from."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def from_day() -> DayField:
    """Return the field of the first day of a change."""
    return DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("The first day on which it holds."),
    )


def source() -> forms.CharField:
    """Return the field of the document on which a change rests."""
    return forms.CharField(
        label=gettext_lazy("Document"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Number and name, or the draft; may be empty."),
    )


def code() -> forms.CharField:
    """Return the field of a code that may be left to the program."""
    return forms.CharField(
        label=gettext_lazy("Code"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Leave empty to have one made; official codes are typed here."),
    )


class UnitField(forms.CharField):
    """A unit by its code, or by its name where only one unit is called so; gives the code."""

    def __init__(self, **kwargs: object) -> None:
        """Take what a field of text takes; it completes from the page's list of units."""
        attrs = {"list": UNITS_LIST, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)  # type: ignore[arg-type]

    @override
    def clean(self, value: object) -> str:
        """Return the code; raises ``ValidationError`` where no unit, or several, fit."""
        text = str(super().clean(value) or "")
        return unit_code(text) if text else ""


def unit_code(text: str) -> str:
    """Return the code of the unit that a text names; raises ``ValidationError``."""
    if Unit.objects.filter(pk=text).exists():
        return text
    going_on = Unit.objects.filter(valid_to=None).values_list("pk", "name")
    named = [pk for pk, name in going_on if fold(name) == fold(text)]
    if len(named) != 1:
        raise ValidationError(
            _("Several units are called “%(text)s”; type the code.") % {"text": text}
            if named
            else _("There is no unit “%(text)s”.") % {"text": text}
        )
    return named[0]


def units_on(day: date) -> QuerySet[Unit]:
    """Return the units of a day in the order of their names, for the list that fields use."""
    return Unit.objects.filter(holds_on(day)).order_by("name_order", "pk")
