"""Forms of decisions: who issues, why something changes, and the words of the office."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.documents.models import Signer
from thuctien.sending.decision_words import unknown_fields
from thuctien.sending.services.decisions import Issue
from thuctien.ui.forms import DayField, StyledForm


class IssueForm(StyledForm):
    """Who signs, for which body, with which day."""

    signer = forms.ModelChoiceField(
        label=_("Signed by"),
        queryset=Signer.objects.none(),
        help_text=_("The body that issues the decision goes with the name."),
    )
    on = DayField(
        label=_("Day of the decision"),
        help_text=_("The words and grounds in force on this day are used."),
    )

    def __init__(self, *args: object, signers: Iterable[Signer], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._signers = {signer.pk: signer for signer in signers}
        field = self.fields["signer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Signer.objects.filter(pk__in=self._signers).select_related("body")
            field.choices = self._by_body()
        self.fields["on"].initial = timezone.localdate()

    def issue(self) -> Issue:
        """Return what was chosen; the form is valid."""
        signer = self.cleaned_data["signer"]
        return Issue(body=signer.body, signer=signer, on=self.cleaned_data["on"])

    def _by_body(self) -> list[tuple[str, list[tuple[int, str]]]]:
        ordered = sorted(self._signers.values(), key=lambda s: (s.body.name, s.office, s.name))
        return [
            (name, [(signer.pk, str(signer)) for signer in group])
            for name, group in groupby(ordered, key=lambda s: s.body.name)
        ]


class ChangeForm(IssueForm):
    """The same for a decision that changes or cancels another, with the reason."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the decision."),
    )


class WordsForm(StyledForm):
    """New words of a kind of decision, from a day on."""

    valid_from = DayField(
        label=_("In force from"),
        help_text=_("The words until then stay for decisions of earlier days."),
    )
    abstract = forms.CharField(label=_("Subject"), help_text=_("As it stands under the title."))
    bases = forms.CharField(
        label=_("Grounds"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, without a mark at the end."),
    )
    articles = forms.CharField(
        label=_("Articles"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line; “Article 1” and so on are written by the template."),
    )
    recipients = forms.CharField(
        label=_("Recipients"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )
    source = forms.CharField(
        label=_("Rests on"), help_text=_("The rule or the instruction that these words follow.")
    )
    confirmed = forms.BooleanField(
        label=_("The office has confirmed these words"),
        required=False,
        help_text=_("Until then they are marked as a sample."),
    )

    LINES = ("bases", "articles", "recipients")

    @override
    def clean(self) -> dict[str, Any]:
        """Split lines, and refuse fields in braces that there are not."""
        data: dict[str, Any] = super().clean() or {}
        for name in self.LINES:
            lines = str(data.get(name, "")).splitlines()
            data[name] = [stripped for line in lines if (stripped := line.strip())]
        for name, lines in {**data, "abstract": [data.get("abstract", "")]}.items():
            if name not in ("abstract", *self.LINES):
                continue
            if unknown := unknown_fields(lines):
                named = ", ".join(f"{{{field}}}" for field in unknown)
                fault = _("There is no field %(fields)s.")
                self.add_error(name, ValidationError(fault, params={"fields": named}))
        return data
