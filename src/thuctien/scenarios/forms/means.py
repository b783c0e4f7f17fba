"""Forms of changes of quotas, money, programmes, sites and rooms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.catalogue.models import Budget, Room
from thuctien.catalogue.selectors import code_names, programme_names, site_names
from thuctien.engine.model.choices import CodeList, SiteKind
from thuctien.engine.scenarios.changes import (
    AddRoom,
    AddSite,
    ChangeProgramme,
    CloseSite,
    EndRoom,
    EndSite,
    ScaleBudgets,
    SetBudget,
    SetQuota,
)
from thuctien.scenarios.forms.base import ChangeForm, UnitField, code, from_day, source
from thuctien.ui.forms import DayField
from thuctien.ui.words import SITE_KIND_WORDS

_AS_IT_IS = _("Empty: as it is.")


class SetQuotaForm(ChangeForm):
    """The seats of a quota."""

    needs_units = True
    programme = forms.ChoiceField(label=_("Programme"), help_text=_("Whose turns are limited."))
    unit = UnitField(
        label=_("Unit"),
        required=False,
        help_text=_("Code or name; with all units below it. Empty: the whole province."),
    )
    level = forms.ChoiceField(
        label=_("Leadership level"), required=False, help_text=_("Empty: any level.")
    )
    seats = forms.IntegerField(
        label=_("Turns"), min_value=0, help_text=_("The most that may be sent in the year.")
    )
    source = source()

    @override
    def offer(self) -> None:
        """Offer programmes and leadership levels."""
        self.choices("programme", list(programme_names().items()))
        self.choices("level", [("", "–"), *code_names().choices(CodeList.LEADERSHIP_LEVEL)])

    @override
    def change(self) -> SetQuota:
        """Return the quota."""
        said = self.cleaned_data
        return SetQuota(
            year=self.scenario.year,
            programme_id=said["programme"],
            unit_id=said["unit"] or None,
            leadership_levels=(said["level"],) if said["level"] else (),
            seats=said["seats"],
            source=said["source"],
        )


class SetBudgetForm(ChangeForm):
    """The amount of a source of money."""

    budget = forms.ChoiceField(label=_("Source of money"), help_text=_("Which line changes."))
    amount = forms.IntegerField(
        label=_("Amount (đ)"), min_value=0, help_text=_("For the whole year, in đồng.")
    )

    @override
    def offer(self) -> None:
        """Offer the sources of money."""
        rows = Budget.objects.order_by("name").values_list("budget_id", "name")
        self.choices("budget", list(dict(rows).items()))

    @override
    def change(self) -> SetBudget:
        """Return the budget."""
        said = self.cleaned_data
        return SetBudget(budget_id=said["budget"], year=self.scenario.year, amount=said["amount"])


class ScaleBudgetsForm(ChangeForm):
    """All money of the year, more or less."""

    percent = forms.FloatField(
        label=_("Per cent of what there is"),
        min_value=0,
        max_value=1000,
        initial=90,
        help_text=_("90 is a cut by 10 %, 110 a rise by 10 %; for every source of the year."),
    )

    @override
    def change(self) -> ScaleBudgets:
        """Return the share."""
        return ScaleBudgets(year=self.scenario.year, percent=self.cleaned_data["percent"])


class ChangeProgrammeForm(ChangeForm):
    """Sizes, costs and effect of a programme."""

    programme = forms.ChoiceField(label=_("Programme"), help_text=_("Which one changes."))
    min_size = forms.IntegerField(
        label=_("Least size"), required=False, min_value=1, help_text=_AS_IT_IS
    )
    max_size = forms.IntegerField(
        label=_("Greatest size"), required=False, min_value=1, help_text=_AS_IT_IS
    )
    cost_per_class = forms.IntegerField(
        label=_("Cost per class (đ)"), required=False, min_value=0, help_text=_AS_IT_IS
    )
    cost_per_learner = forms.IntegerField(
        label=_("Cost per learner (đ)"), required=False, min_value=0, help_text=_AS_IT_IS
    )
    effect = forms.FloatField(
        label=_("Expected effect (%)"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_AS_IT_IS,
    )

    @override
    def offer(self) -> None:
        """Offer the programmes."""
        self.choices("programme", list(programme_names().items()))

    @override
    def change(self) -> ChangeProgramme:
        """Return what changes of the programme."""
        said = self.cleaned_data
        effect = said["effect"]
        return ChangeProgramme(
            programme_id=said["programme"],
            min_size=said["min_size"],
            max_size=said["max_size"],
            cost_per_class=said["cost_per_class"],
            cost_per_learner=said["cost_per_learner"],
            expected_effect=None if effect is None else effect / 100,
        )


class AddSiteForm(ChangeForm):
    """A new site."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As people call it."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=list(SITE_KIND_WORDS.items()),
        help_text=_("Programmes say which kinds may host them."),
    )
    from_day = from_day()
    x_km = forms.FloatField(
        label=_("Place, east (km)"),
        required=False,
        help_text=_("On the grid of the units; without it no way is counted."),
    )
    y_km = forms.FloatField(
        label=_("Place, north (km)"),
        required=False,
        help_text=_("On the grid of the units; without it no way is counted."),
    )
    code = code()

    @override
    def change(self) -> AddSite:
        """Return the site."""
        said = self.cleaned_data
        return AddSite(
            site_id=self.new_code(said["code"]),
            name=said["name"],
            kind=SiteKind(said["kind"]),
            from_day=said["from_day"],
            x_km=said["x_km"],
            y_km=said["y_km"],
        )


class AddRoomForm(ChangeForm):
    """A new room; the site may be one that an earlier change of the scenario adds."""

    site = forms.CharField(
        label=_("Site"),
        max_length=40,
        widget=forms.TextInput(attrs={"list": "sites", "autocomplete": "off"}),
        help_text=_("Its code; also of a site that the scenario adds."),
    )
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As people call it."))
    capacity = forms.IntegerField(
        label=_("Capacity"), min_value=1, help_text=_("How many learners it holds.")
    )
    from_day = from_day()
    code = code()

    @override
    def change(self) -> AddRoom:
        """Return the room."""
        said = self.cleaned_data
        return AddRoom(
            room_id=self.new_code(said["code"]),
            site_id=said["site"],
            name=said["name"],
            capacity=said["capacity"],
            from_day=said["from_day"],
        )


class _OfSiteForm(ChangeForm):
    site = forms.ChoiceField(label=_("Site"), help_text=_("Which one it is about."))

    @override
    def offer(self) -> None:
        """Offer the sites."""
        self.choices("site", list(site_names().items()))


class CloseSiteForm(_OfSiteForm):
    """Days without teaching."""

    first_day = DayField(label=_("From"), help_text=_("The first day without teaching."))
    last_day = DayField(label=_("To"), help_text=_("The last day without teaching."))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=200, help_text=_("Stands in the calendar.")
    )

    @override
    def change(self) -> CloseSite:
        """Return the days."""
        said = self.cleaned_data
        return CloseSite(
            site_id=said["site"],
            first_day=said["first_day"],
            last_day=said["last_day"],
            reason=said["reason"],
        )


class EndSiteForm(_OfSiteForm):
    """A site that is given up."""

    from_day = from_day()

    @override
    def change(self) -> EndSite:
        """Return the ending."""
        return EndSite(site_id=self.cleaned_data["site"], from_day=self.cleaned_data["from_day"])


class EndRoomForm(ChangeForm):
    """A room that is given up."""

    room = forms.ChoiceField(label=_("Room"), help_text=_("Which one is given up."))
    from_day = from_day()

    @override
    def offer(self) -> None:
        """Offer the rooms with their sites."""
        rows = Room.objects.order_by("site__name", "name").values_list("pk", "site__name", "name")
        self.choices("room", [(pk, f"{site}: {name}") for pk, site, name in rows])

    @override
    def change(self) -> EndRoom:
        """Return the ending."""
        return EndRoom(room_id=self.cleaned_data["room"], from_day=self.cleaned_data["from_day"])
