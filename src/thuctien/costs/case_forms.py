"""What is asked in the steps of a compensation."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import page_language
from thuctien.costs.fields import MoneyField
from thuctien.costs.forms import offer
from thuctien.costs.models.cases import Duty
from thuctien.costs.services.cases import Member
from thuctien.engine.costs import CaseKind
from thuctien.engine.costs.procedure import State
from thuctien.engine.costs.wording import CASES, STATES
from thuctien.ui.forms import Choice, DayField, FilterForm, StyledForm

_SEPARATORS = ("–", ";", " - ")


class CasesForm(FilterForm):
    """Filters of the list of compensations."""

    state = forms.ChoiceField(label=_("State"))

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        language = page_language()
        states = [(state.value, STATES[state].render(language, {})) for state in State]
        self.offer("state", [("open", _("not ended")), *states], _("All"))


class OpenCaseForm(StyledForm):
    """What happened that may have to be paid back."""

    kind = forms.ChoiceField(label=_("What happened"), help_text=_("It decides what is paid back."))
    happened_on = DayField(
        label=_("Since when"),
        help_text=_("First day without study or service; it chooses the rule that holds."),
    )
    on = DayField(label=_("Opened on"), help_text=_("From this day the next step is counted."))
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("What is known so far, and from which paper."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        offer(self, "kind", [(k.value, CASES[k].render(language, {})) for k in CaseKind])


class CostForm(StyledForm):
    """Something really paid for this one person."""

    item = forms.ChoiceField(label=_("Item"), help_text=_("Salary and allowances do not count."))
    amount = MoneyField(label=_("Amount (đ)"), help_text=_("For this one person, whole đồng."))
    document = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("Number and day of the voucher.")
    )

    def __init__(self, items: Iterable[Choice], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", items, _("choose …"))


class StepForm(StyledForm):
    """A step of a case: its day and its document."""

    on = DayField(label=_("Day"), help_text=_("The day of the document."))
    document = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("Number and day of the document.")
    )


class CouncilForm(StepForm):
    """The council, as the decision that forms it names it."""

    chair = forms.CharField(
        label=_("Chair"), max_length=200, help_text=_("Name – office, as in the decision.")
    )
    members = forms.CharField(
        label=_("Members"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: name – office."),
    )
    secretary = forms.CharField(
        label=_("Secretary"), max_length=200, help_text=_("Name – office, as in the decision.")
    )

    def council(self) -> list[Member]:
        """Return who is in the council, the chair first, the secretary last."""
        asked = self.cleaned_data
        lines = [line for line in str(asked["members"]).splitlines() if line.strip()]
        return [
            _member(str(asked["chair"]), Duty.CHAIR),
            *(_member(line, Duty.MEMBER) for line in lines),
            _member(str(asked["secretary"]), Duty.SECRETARY),
        ]


class MeetingForm(StepForm):
    """What the council says."""

    ground = forms.ChoiceField(
        label=_("Ground to take something off"),
        required=False,
        help_text=_("Leave open where all is to be paid."),
    )
    percent = forms.IntegerField(
        label=_("Taken off (%)"),
        min_value=0,
        max_value=100,
        initial=0,
        help_text=_("At most what the ground allows; 100 is exemption."),
    )
    note = forms.CharField(
        label=_("Opinion of the council"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In short; the minutes have the rest."),
    )

    def __init__(self, grounds: Iterable[Choice], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ground", grounds, _("none"))


class NotedStepForm(StepForm):
    """A step with a note: a decision, an appeal."""

    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, help_text=_("Reasons in short.")
    )


class PayBackForm(StepForm):
    """Money that came back."""

    amount = MoneyField(label=_("Amount (đ)"), help_text=_("Whole đồng, at most what is left."))
    field_order = ("amount", "on", "document")


def _member(line: str, duty: Duty) -> Member:
    for separator in _SEPARATORS:
        name, found, office = line.partition(separator)
        if found:
            return Member(name.strip(), office.strip(), duty)
    return Member(line.strip(), "", duty)
