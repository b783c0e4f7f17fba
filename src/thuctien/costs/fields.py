"""Money as people type it."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.ui.formats import number

MOST = 10**15
_GROUPED = re.compile(r"\d{1,3}([. \u00a0,]\d{3})+|\d+")


class MoneyField(forms.CharField):
    """Whole đồng, with or without marks between thousands: 1.500.000 or 1500000."""

    def __init__(self, *, least: int = 1, **kwargs: object) -> None:
        """Take what a field of a form takes; ``least`` is the smallest amount."""
        self._least = least
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=30, **kwargs)  # type: ignore[arg-type]

    @override
    def clean(self, value: str) -> int | None:
        """Return the amount; raises ``ValidationError`` where it is no whole amount."""
        text = super().clean(value)
        if not text:
            return None
        if not _GROUPED.fullmatch(text):
            raise forms.ValidationError(_("Write whole đồng, as in 1.500.000."))
        amount = int(re.sub(r"\D", "", text))
        if not self._least <= amount <= MOST:
            raise forms.ValidationError(
                _("The amount must be at least %(least)s đồng.") % {"least": number(self._least)}
            )
        return amount
