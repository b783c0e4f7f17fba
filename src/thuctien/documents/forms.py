"""Forms of documents: filters, drafts, numbers, signatures, links, signers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thuctien.documents.content import Content
from thuctien.documents.models import (
    Document,
    DocumentKind,
    DocumentState,
    Family,
    IssuingBody,
    Signer,
)
from thuctien.documents.selectors.register import Wanted
from thuctien.ui.forms import DayField, FilterForm, StyledForm


class RegisterForm(FilterForm):
    """Filters of the register."""

    year = forms.ChoiceField(label=_("Year"))
    body = forms.ChoiceField(label=_("Issued by"))
    kind = forms.ChoiceField(label=_("Kind"))
    state = forms.ChoiceField(label=_("State"))

    def __init__(
        self,
        query: Mapping[str, str],
        years: Iterable[int],
        bodies: Iterable[IssuingBody],
        kinds: Iterable[DocumentKind],
    ) -> None:
        super().__init__(query)
        self.offer("year", [(str(year), str(year)) for year in years], _("All years"))
        self.offer("body", [(body.pk, body.name) for body in bodies], _("All bodies"))
        self.offer("kind", [(kind.pk, kind.name) for kind in kinds], _("All kinds"))
        self.offer("state", DocumentState.choices, _("All states"))

    def wanted(self) -> Wanted:
        """Return which documents are asked for."""
        return Wanted(*(self.value(name) for name in ("year", "body", "kind", "state")))


def _lines(label: object, help_text: object, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=False,
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WordsForm(StyledForm):
    """What a draft says."""

    abstract = forms.CharField(
        label=_("Subject"),
        max_length=500,
        help_text=_("As it stands under the title; begin with “Về việc”."),
    )
    addressees = _lines(_("Addressees"), _("Of a letter: whom it greets, one a line."), 2)
    bases = _lines(_("Grounds"), _("Of a decision: one a line, without a mark at the end."))
    articles = _lines(_("Articles"), _("Of a decision: one a line, without “Điều 1.”."), 6)
    paragraphs = _lines(_("Paragraphs"), _("Of every other kind: one a line."), 6)
    recipients = _lines(_("Recipients"), _("One a line, without a mark at the end."))
    on = DayField(
        label=_("Day that is meant"), help_text=_("The day of its number may be another.")
    )
    drafter = forms.CharField(
        label=_("Sign of the drafting unit"),
        required=False,
        max_length=20,
        help_text=_("Stands in the numbers of letters and beside the archive."),
    )

    LISTS = ("addressees", "bases", "articles", "paragraphs", "recipients")

    def lines(self, name: str) -> list[str]:
        """Return the lines of a field; the form is valid."""
        return [line for text in self.cleaned_data[name].splitlines() if (line := text.strip())]

    def content(self) -> Content:
        """Return what the document is to say; the form is valid."""
        return Content(
            abstract=self.cleaned_data["abstract"],
            addressees=self.lines("addressees"),
            bases=self.lines("bases"),
            articles=self.lines("articles"),
            paragraphs=self.lines("paragraphs"),
        )


class DraftForm(WordsForm):
    """A new draft: its kind, and who signs for which body."""

    kind = forms.ModelChoiceField(
        label=_("Kind"), queryset=DocumentKind.objects.none(), help_text=_("Gives its layout.")
    )
    signer = forms.ModelChoiceField(
        label=_("Signed by"),
        queryset=Signer.objects.none(),
        help_text=_("The body that issues it goes with the name."),
    )

    field_order = ("kind", "signer", "on", "drafter", "abstract")

    def __init__(self, *args: object, signers: QuerySet[Signer], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", DocumentKind.objects.order_by("position"))
        _choose(self, "signer", signers)
        self.fields["on"].initial = timezone.localdate()


class ChangeForm(WordsForm):
    """The words of a draft that there is, and who signs it."""

    signer = forms.ModelChoiceField(
        label=_("Signed by"),
        queryset=Signer.objects.none(),
        help_text=_("Somebody who signs for the body on that day."),
    )

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        super().__init__(*args, initial=_as_lines(document), **kwargs)
        _choose(self, "signer", document.body.signers.order_by("name"))


class NumberForm(StyledForm):
    """The day with which a document gets its number."""

    on = DayField(
        label=_("Day of the number"),
        help_text=_("Not before the day of the last number of this register."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ScanForm(StyledForm):
    """The scan of a signed document."""

    file = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG or JPEG."))
    signed_on = DayField(label=_("Signed on"), help_text=_("The day on which it was signed."))


class LinkForm(StyledForm):
    """Which document cancels or amends this one, and why."""

    by = forms.ModelChoiceField(
        label=_("By which document"),
        queryset=Document.objects.none(),
        help_text=_("A draft, or one that has its number; a draft takes effect with its number."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("In a few words; it is kept with the link.")
    )

    def __init__(self, *args: object, documents: QuerySet[Document], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "by", documents)


class SignerForm(StyledForm):
    """Somebody who signs for a body from a day on."""

    name = forms.CharField(label=_("Full name"), max_length=100, help_text=_("As it is printed."))
    office = forms.CharField(
        label=_("Office"), max_length=100, help_text=_("In capital letters, as it is printed.")
    )
    authority = forms.CharField(
        label=_("Lines above the office"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("TM., KT., TL., TUQ. with whom they sign for; one a line."),
    )
    valid_from = DayField(label=_("From"), help_text=_("First day on which this person signs."))


class TemplateForm(StyledForm):
    """A Word file that becomes the next version of a template."""

    kind = forms.ModelChoiceField(
        label=_("Kind"),
        queryset=DocumentKind.objects.order_by("position"),
        help_text=_("The kind of documents that are written with it."),
    )
    family = forms.ChoiceField(
        label=_("Rules of"),
        choices=Family.choices,
        help_text=_("Whose heading it has: the state's or the party's."),
    )
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=IssuingBody.objects.order_by("name"),
        required=False,
        empty_label=_("All bodies"),
        help_text=_("Only where one body has a template of its own."),
    )
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx without macros; begin with one of the files of this page."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    valid_from = DayField(
        label=_("In force from"),
        help_text=_("Documents numbered from this day on are written with it."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("What is new in it, in a few words."),
    )


def _choose(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


def _as_lines(document: Document) -> dict[str, str | date | None]:
    texts = {
        name: "\n".join(document.content.get(name, ()))
        for name in WordsForm.LISTS
        if name != "recipients"
    }
    return {
        **texts,
        "abstract": document.abstract,
        "recipients": "\n".join(document.recipients),
        "on": document.dated_on,
        "drafter": document.drafter,
        "signer": document.signer_id,  # type: ignore[dict-item]
    }
