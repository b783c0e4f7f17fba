"""The filters of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.base.audit.described import TABLE_OF
from thuctien.base.audit.selectors import TrailFilter
from thuctien.base.audit.wording import type_text
from thuctien.base.audit.words import TYPES
from thuctien.ui.forms import Choice, DayField, FilterForm


class TrailForm(FilterForm):
    """Who, what, to which record, when, on whose behalf."""

    who = forms.CharField(label=_("Who"), max_length=100)
    behalf = forms.CharField(label=_("On behalf of"), max_length=100)
    action = forms.ChoiceField(label=_("What was done"))
    object_type = forms.ChoiceField(label=_("Kind of record"))
    since = DayField(label=_("From day"))
    until = DayField(label=_("To day"))

    def __init__(self, query: Mapping[str, str], actions: Iterable[Choice]) -> None:
        super().__init__(query)
        self.fields["q"].label = _("Code of the record")
        self.offer("action", actions, _("Everything"))
        types = sorted(((code, type_text(code)) for code in {*TYPES, *TABLE_OF}), key=_by_name)
        self.offer("object_type", types, _("All kinds"))

    def wanted(self) -> TrailFilter:
        """Return what is asked of the trail."""
        return TrailFilter(
            who=self.value("who"),
            behalf=self.value("behalf"),
            action=self.value("action"),
            object_type=self.value("object_type"),
            object_key=self.value("q"),
            since=self._day("since"),
            until=self._day("until"),
        )

    def _day(self, name: str) -> date | None:
        self.is_valid()
        found = self.cleaned_data.get(name)
        return found if isinstance(found, date) else None


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]
