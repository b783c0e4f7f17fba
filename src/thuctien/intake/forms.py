"""What is asked when a list is handed in, and the filters of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.people.models import Unit
from thuctien.ui.forms import Choice, DayField, FilterForm, StyledForm

_ACCEPT = ".xlsx,.xls,.ods,.csv"


class FileForm(StyledForm):
    """A file with a list of people."""

    file = forms.FileField(
        label=_("List (.xlsx, .xls, .ods or .csv)"),
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        error_messages={"required": _("Choose a file first.")},
    )


class HandInForm(FileForm):
    """A list, of which unit it is, and of which day it tells."""

    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=_("Only people of this unit and the units below it can be in the list."),
        error_messages={"invalid_choice": _("Choose one of your units.")},
    )
    as_of = DayField(
        label=_("The list tells of the day"),
        help_text=_("Changes of post take effect on this day."),
    )

    def __init__(self, units: QuerySet[Unit], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units
        self.fields["as_of"].initial = timezone.localdate()


class AsOfForm(StyledForm):
    """Of which day a list tells."""

    as_of = DayField(label=_("The list tells of the day"))


class FaultsForm(FilterForm):
    """Filters of the faults of a list."""

    severity = forms.ChoiceField(label=_("Weight"))
    sheet = forms.ChoiceField(label=_("Sheet"))
    code = forms.ChoiceField(label=_("Kind of fault"))

    def __init__(
        self, query: Mapping[str, str], sheets: Iterable[str], kinds: Iterable[Choice]
    ) -> None:
        super().__init__(query)
        weights = (
            ("error", _("To be corrected")),
            ("warning", _("Worth a look")),
            ("repaired", _("Mended already")),
        )
        self.offer("severity", weights, _("All"))
        self.offer("sheet", [(name, name) for name in sheets], _("All sheets"))
        self.offer("code", kinds, _("All kinds"))


class RowsForm(FilterForm):
    """Filters of the rows of a list."""

    state = forms.ChoiceField(label=_("What becomes of them"))

    def __init__(self, query: Mapping[str, str]) -> None:
        super().__init__(query)
        self.offer("state", STATE_WORDS.items(), _("All"))


STATE_WORDS: Mapping[str, str | Promise] = {
    "new": _("New"),
    "changed": _("Changed"),
    "same": _("Unchanged"),
    "joined": _("Second row of the same person"),
    "faulty": _("With faults"),
}
