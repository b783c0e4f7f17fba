"""What all forms share: the look of their fields."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ONCE_FIELD = "form_token"
"""The hidden field by which a form that is sent twice is known again."""

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
"""How a day may be typed, the way in which it is shown first; never with the month first."""

Choice = tuple[str, str | Promise]


class StyledForm(forms.Form):
    """A form whose fields carry the class of the design system."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        style_fields(self)


def style_fields(form: forms.BaseForm) -> None:
    """Give every visible field of a form the class of the design system."""
    for field in form.fields.values():
        if not isinstance(field.widget, forms.CheckboxInput | forms.ClearableFileInput):
            field.widget.attrs.setdefault("class", "input")


class DayField(forms.DateField):
    """A day, typed as it is written here: dd/mm/yyyy.

    The browser's own field would follow the language of the browser: on a machine with an English
    one it writes the month first, and 05/12 would become the twelfth of May.
    """

    def __init__(self, **kwargs: object) -> None:
        """Take what a field of a form takes; how it is typed is always the same."""
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(
                format=DAY_FORMATS[0],
                attrs={"inputmode": "numeric", "placeholder": _("dd/mm/yyyy"), "size": 10},
            ),
            **kwargs,  # type: ignore[arg-type]
        )


class FilterForm(StyledForm):
    """The filters of a list: all optional, read from the address; a wrong value filters nothing."""

    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def offer(self, name: str, choices: Iterable[Choice], empty: str | Promise) -> None:
        """Set what a field can be chosen from, with «all» first."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", empty), *choices]

    def value(self, name: str) -> str:
        """Return a valid value of the address, or empty."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")
