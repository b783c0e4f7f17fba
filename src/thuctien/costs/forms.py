"""What is asked about norms, budget lines and service owed."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import page_language
from thuctien.catalogue.selectors import CodeNames
from thuctien.costs.fields import MoneyField
from thuctien.costs.services.norms import NormValues
from thuctien.engine.costs import Count
from thuctien.engine.costs.wording import COUNTS
from thuctien.engine.model.choices import CodeList
from thuctien.ui.forms import Choice, DayField, FilterForm, StyledForm
from thuctien.ui.words import LECTURER_KIND_WORDS, MODE_WORDS, SITE_KIND_WORDS


def offer(
    form: forms.Form, name: str, choices: Iterable[Choice], empty: str | Promise | None = None
) -> None:
    """Set what a field of a form can be chosen from."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [*([("", empty)] if empty is not None else []), *choices]


class NormsForm(FilterForm):
    """The day on which norms are looked at, and an item."""

    q = None  # type: ignore[assignment]
    on = DayField(label=_("In force on"))
    item = forms.ChoiceField(label=_("Item"))


class NormForm(StyledForm):
    """A norm from a day on."""

    item = forms.ChoiceField(label=_("Item"), help_text=_("What the money is spent on."))
    count = forms.ChoiceField(
        label=_("Counted by"), help_text=_("The amount is multiplied by how many of these.")
    )
    amount = MoneyField(
        label=_("Amount (đ)"), least=0, help_text=_("For one of them, in whole đồng.")
    )
    valid_from = DayField(
        label=_("From"),
        help_text=_(
            "Classes that start on this day or later; the norm before ends the day before."
        ),
    )
    programme_kind = forms.ChoiceField(
        label=_("Kind of programme"), required=False, help_text=_("Leave open for all kinds.")
    )
    mode = forms.ChoiceField(
        label=_("Form of study"), required=False, help_text=_("Leave open for all forms.")
    )
    site_kind = forms.ChoiceField(
        label=_("Kind of site"), required=False, help_text=_("Leave open for all sites.")
    )
    lecturer_kind = forms.ChoiceField(
        label=_("Kind of lecturer"),
        required=False,
        help_text=_("Only for what is counted by sessions taught."),
    )
    from_km = forms.IntegerField(
        label=_("From how many km"),
        min_value=0,
        max_value=5000,
        initial=0,
        help_text=_("Counted by learners: only those who live so far or farther."),
    )
    budget_percent = forms.IntegerField(
        label=_("Paid by the budget (%)"),
        min_value=0,
        max_value=100,
        initial=100,
        help_text=_("The rest is paid by the agency that sends."),
    )
    source = forms.CharField(
        label=_("Rests on"),
        max_length=300,
        help_text=_("The document that sets the norm, with number and day."),
    )
    confirmed = forms.BooleanField(
        label=_("Confirmed: I have the document before me"),
        required=False,
        help_text=_("Without this the norm is marked as a sample on every page."),
    )

    def __init__(self, names: CodeNames, items: Iterable[Choice], *args: object) -> None:
        super().__init__(*args)
        language = page_language()
        offer(self, "item", items, _("choose …"))
        offer(self, "count", [(c.value, COUNTS[c].render(language, {})) for c in Count])
        offer(self, "programme_kind", names.choices(CodeList.PROGRAMME_KIND), _("All kinds"))
        offer(self, "mode", MODE_WORDS.items(), _("All forms"))
        offer(self, "site_kind", SITE_KIND_WORDS.items(), _("All sites"))
        offer(self, "lecturer_kind", LECTURER_KIND_WORDS.items(), _("All lecturers"))

    def clean_lecturer_kind(self) -> str:
        """Return the kind of lecturer; raises ``ValidationError`` where lecturers do not count."""
        kind = str(self.cleaned_data["lecturer_kind"])
        if kind and self.cleaned_data.get("count") != Count.LECTURER_SESSION:
            raise forms.ValidationError(_("Only for what is counted by sessions taught."))
        return kind

    def values(self) -> NormValues:
        """Return the columns of the norm."""
        asked = self.cleaned_data
        return NormValues(
            item_id=asked["item"],
            count=asked["count"],
            amount=asked["amount"],
            programme_kind=asked["programme_kind"],
            mode=asked["mode"],
            site_kind=asked["site_kind"],
            lecturer_kind=asked["lecturer_kind"],
            from_km=asked["from_km"],
            budget_percent=asked["budget_percent"],
            budget_id="",
            source=asked["source"],
            article="",
            confirmed=asked["confirmed"],
        )


class _EntryForm(StyledForm):
    """What every entry of the ledger says."""

    on = DayField(label=_("Day"), help_text=_("The day of the document."))
    document = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("Number and day of the document.")
    )
    despite = forms.CharField(
        label=_("Why although the line has not enough left"),
        max_length=300,
        required=False,
        help_text=_("Only where the page says that money is missing; it stays in the ledger."),
    )


class CommitEstimateForm(_EntryForm):
    """The decision that approves the classes of the estimate."""


class CommitForm(_EntryForm):
    """Money promised for something that is no class of the plan."""

    amount = MoneyField(label=_("Amount (đ)"), help_text=_("Whole đồng."))
    subject = forms.CharField(
        label=_("What for"), max_length=200, help_text=_("In a few words, or a class code.")
    )
    field_order = ("subject", "amount", "on", "document", "despite")


class PayForm(_EntryForm):
    """A payment, against a commitment where there is one."""

    commitment = forms.ChoiceField(
        label=_("Promised before"),
        required=False,
        help_text=_("What is paid of it no longer counts as promised."),
    )
    subject = forms.CharField(
        label=_("What for"),
        max_length=200,
        required=False,
        help_text=_("Where nothing was promised before: what is paid."),
    )
    amount = MoneyField(label=_("Amount (đ)"), help_text=_("Whole đồng."))
    field_order = ("commitment", "subject", "amount", "on", "document", "despite")

    def __init__(self, commitments: Iterable[Choice], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "commitment", commitments, _("Nothing was promised before"))

    def clean_subject(self) -> str:
        """Return what is paid; raises ``ValidationError`` where nothing says it."""
        subject = str(self.cleaned_data["subject"])
        if not subject and not self.cleaned_data.get("commitment"):
            raise forms.ValidationError(_("Say what is paid."))
        return subject


class CorrectForm(StyledForm):
    """What an entry should have said."""

    to_amount = MoneyField(
        label=_("Right amount (đ)"), least=0, help_text=_("What the entry should have said.")
    )
    on = DayField(label=_("Day"), help_text=_("The day of the correction."))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays in the ledger for good.")
    )


class OwedForm(FilterForm):
    """Filters of the list of service owed."""

    state = forms.ChoiceField(label=_("Service"))

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.offer("state", [("closed", _("ended")), ("all", _("All"))], _("running"))


class CommitmentForm(StyledForm):
    """Service owed by somebody who was sent outside a round."""

    person = forms.CharField(
        label=_("Code of the person"), max_length=40, help_text=_("As in the list of people.")
    )
    programme = forms.ChoiceField(label=_("Programme"), help_text=_("What the person is sent to."))
    training_from = DayField(label=_("Training from"), help_text=_("First day of the training."))
    training_to = DayField(label=_("Training to"), help_text=_("Last day of the training."))
    decided_on = DayField(
        label=_("Day of the decision"), help_text=_("It chooses the rule that holds.")
    )
    decision_no = forms.CharField(
        label=_("Number of the decision"), max_length=80, help_text=_("As in the register.")
    )

    def __init__(self, programmes: Iterable[Choice], *args: object) -> None:
        super().__init__(*args)
        offer(self, "programme", programmes, _("choose …"))

    def clean_training_to(self) -> object:
        """Return the last day; raises ``ValidationError`` where it is before the first."""
        first, last = self.cleaned_data.get("training_from"), self.cleaned_data["training_to"]
        if first and last < first:
            raise forms.ValidationError(_("The training ends before it begins."))
        return last
