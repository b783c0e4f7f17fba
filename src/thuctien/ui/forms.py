"""What all forms share: the look of their fields."""

from __future__ import annotations

from django import forms


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
    """The filters of a list: all optional, read from the address."""

    q = forms.CharField(required=False, max_length=100, strip=True)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
