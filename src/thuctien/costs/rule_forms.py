"""What is asked about a rule on service owed or on compensation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import page_language
from thuctien.catalogue.selectors import CodeNames
from thuctien.costs.forms import offer
from thuctien.engine.costs import MonthRounding
from thuctien.engine.costs.wording import ROUNDINGS
from thuctien.engine.model.choices import CodeList
from thuctien.ui.forms import DayField, StyledForm


class DaysField(forms.IntegerField):
    """Days within which a step is due; empty where no rule says."""

    def __init__(self, **kwargs: object) -> None:
        """Take what a field of a form takes."""
        super().__init__(min_value=1, max_value=999, required=False, **kwargs)  # type: ignore[arg-type]


class RuleForm(StyledForm):
    """What both kinds of rule have in common."""

    source = forms.CharField(
        label=_("Rests on"), max_length=300, help_text=_("The decree or circular, with its number.")
    )
    article = forms.CharField(
        label=_("Article"), max_length=80, required=False, help_text=_("Where in it, if you know.")
    )
    valid_from = DayField(
        label=_("From"),
        help_text=_("The rule before, for the same, ends the day before; what it decided stands."),
    )
    unit_kinds = forms.MultipleChoiceField(
        label=_("For officials of"),
        required=False,
        help_text=_("Kinds of unit; several with Ctrl. None is all."),
    )
    rounding = forms.ChoiceField(
        label=_("Parts of a month"), help_text=_("What becomes of days beyond whole months.")
    )
    confirmed = forms.BooleanField(
        label=_("Confirmed: I have the document before me"),
        required=False,
        help_text=_("Without this the rule is marked as a sample on every page."),
    )

    def __init__(self, names: CodeNames, *args: object) -> None:
        super().__init__(*args)
        language = page_language()
        offer(self, "unit_kinds", names.choices(CodeList.UNIT_KIND))
        offer(
            self, "rounding", [(r.value, ROUNDINGS[r].render(language, {})) for r in MonthRounding]
        )
        if "programme_kinds" in self.fields:
            offer(self, "programme_kinds", names.choices(CodeList.PROGRAMME_KIND))
        self.order_fields([name for name in self.fields if name != "confirmed"])

    def values(self) -> tuple[date, dict[str, Any]]:
        """Return the first day of the rule, and its columns."""
        asked = dict(self.cleaned_data)
        return asked.pop("valid_from"), asked


class CommitmentRuleForm(RuleForm):
    """How long somebody serves after training."""

    multiple = forms.DecimalField(
        label=_("Times the training"),
        min_value=1,
        max_value=20,
        decimal_places=2,
        localize=True,
        help_text=_("Months owed = this × months of training."),
    )
    least_months = forms.IntegerField(
        label=_("From months"),
        min_value=0,
        max_value=120,
        help_text=_("Shorter trainings bind nobody."),
    )
    programme_kinds = forms.MultipleChoiceField(
        label=_("Programmes"),
        required=False,
        help_text=_("Kinds of programme; several with Ctrl. None is all."),
    )


class CompensationRuleForm(RuleForm):
    """What is paid back, and within how many days each step is due."""

    quit_percent = forms.IntegerField(
        label=_("Gave up (%)"), min_value=0, max_value=100, help_text=_("Share of the cost.")
    )
    no_diploma_percent = forms.IntegerField(
        label=_("No diploma (%)"), min_value=0, max_value=100, help_text=_("Share of the cost.")
    )
    round_to = forms.IntegerField(
        label=_("Rounded to (đ)"),
        min_value=1,
        max_value=1_000_000,
        initial=1,
        help_text=_("1 is to the đồng; half is rounded up."),
    )
    council_days = DaysField(label=_("Days to form the council"), help_text=_("From the opening."))
    meeting_days = DaysField(label=_("Days to the meeting"), help_text=_("From the council."))
    decision_days = DaysField(label=_("Days to the decision"), help_text=_("From the meeting."))
    payment_days = DaysField(label=_("Days to pay"), help_text=_("From the decision."))
    decided_by = forms.CharField(
        label=_("Who decides"), max_length=200, required=False, help_text=_("The body, in words.")
    )
