"""The filters of the lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.catalogue.selectors import CodeNames
from thuctien.engine.model.choices import CodeList
from thuctien.people.models import Unit
from thuctien.reports.selectors.needs import NeedFilter
from thuctien.reports.selectors.people import PeopleFilter
from thuctien.reports.selectors.units import UnitFilter
from thuctien.ui.forms import Choice, FilterForm
from thuctien.ui.words import FORCE_WORDS, GAP_WORDS, ORIGIN_WORDS, OUTCOME_WORDS

Query = Mapping[str, str]


class UnitsForm(FilterForm):
    """Filters of the list of units."""

    kind = forms.ChoiceField(label=_("Kind of unit"))
    past = forms.BooleanField(label=_("Also units that have ended"))

    def __init__(self, query: Query, names: CodeNames) -> None:
        super().__init__(query)
        self.offer("kind", names.choices(CodeList.UNIT_KIND), _("All kinds"))

    def wanted(self, on: date) -> UnitFilter:
        """Return which units are asked for."""
        return UnitFilter(on, self.value("kind"), bool(self.value("past")))


class PeopleForm(FilterForm):
    """Filters of the list of people."""

    family = forms.ChoiceField(label=_("Post family"))
    level = forms.ChoiceField(label=_("Leadership level"))
    rank = forms.ChoiceField(label=_("Rank"))
    force = forms.ChoiceField(label=_("Has needs that are"))
    unit = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, query: Query, names: CodeNames) -> None:
        super().__init__(query)
        self.offer("family", names.choices(CodeList.POST_FAMILY), _("All families"))
        self.offer("level", names.choices(CodeList.LEADERSHIP_LEVEL), _("All levels"))
        self.offer("rank", names.choices(CodeList.RANK), _("All ranks"))
        self.offer("force", FORCE_WORDS.items(), _("With or without needs"))

    def wanted(self, unit: Unit | None) -> PeopleFilter:
        """Return which people are asked for, of a unit where one is named."""
        return PeopleFilter(
            path=unit.path if unit else "",
            family=self.value("family"),
            rank=self.value("rank"),
            level=self.value("level"),
            force=self.value("force"),
        )


class NeedsForm(FilterForm):
    """Filters of the list of needs."""

    force = forms.ChoiceField(label=_("Force"))
    outcome = forms.ChoiceField(label=_("In the plan"))
    source = forms.ChoiceField(label=_("Requirement"))
    kind = forms.ChoiceField(label=_("Kind"))
    origin = forms.ChoiceField(label=_("Origin"))
    gap = forms.ChoiceField(label=_("Gap"))
    unit = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, query: Query, names: CodeNames, sources: Iterable[Choice]) -> None:
        super().__init__(query)
        self.offer("force", FORCE_WORDS.items(), _("All"))
        self.offer("outcome", OUTCOME_WORDS.items(), _("All"))
        self.offer("source", sources, _("All"))
        self.offer("kind", names.choices(CodeList.QUALIFICATION_KIND), _("All kinds"))
        self.offer("origin", ORIGIN_WORDS.items(), _("All"))
        self.offer("gap", GAP_WORDS.items(), _("All"))

    def wanted(self, unit: Unit | None) -> NeedFilter:
        """Return which needs are asked for, of a unit where one is named."""
        return NeedFilter(
            path=unit.path if unit else "",
            **{name: self.value(name) for name in _NEED_FIELDS},
        )


_NEED_FIELDS = ("force", "outcome", "source", "kind", "origin", "gap")
