"""What all forms share: the look of their fields."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ONCE_FIELD = "form_token"
"""The hidden field by which a form that is sent twice is known again."""

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
