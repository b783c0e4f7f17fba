"""What is asked before personal data are shown, handed out, or erased."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuctien.base.language import own_name
from thuctien.people.models import Person
from thuctien.privacy.models import Purpose
from thuctien.ui.forms import DayField, StyledForm


class PurposeForm(StyledForm):
    """What the data are needed for; ``prefix`` tells several such forms of one page apart."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What for"),
        error_messages={"required": gettext_lazy("Say what they are needed for.")},
    )

    def __init__(self, purposes: Sequence[Purpose], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._purposes = {purpose.pk: purpose for purpose in purposes}
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField):
            names = [(p.pk, own_name(p.name, p.name_en)) for p in purposes]
            field.choices = [("", _("choose …")), *names]

    def clean_purpose(self) -> Purpose:
        """Return the purpose chosen."""
        return self._purposes[self.cleaned_data["purpose"]]


class ConsentForm(PurposeForm):
    """A consent on paper."""

    given_on = DayField(label=gettext_lazy("Given on"))
    document = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=200,
        help_text=gettext_lazy("Number and day of the paper that the person signed."),
    )


class EraseForm(StyledForm):
    """Why somebody is erased, and the code of the person typed again."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Who asked for it, by which paper. It stays on the trail."),
    )
    despite = forms.CharField(
        label=gettext_lazy("Why although something is still open"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code of the person, typed again"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, person: Person, still_open: Sequence[str], *args: object) -> None:
        super().__init__(*args)
        self._person = person
        if still_open:
            self.fields["despite"].required = True
        else:
            del self.fields["despite"]

    def clean_code(self) -> str:
        """Return the code; raises ``ValidationError`` where it is not that of the person."""
        code = str(self.cleaned_data["code"]).strip()
        if code != self._person.pk:
            raise forms.ValidationError(_("This is not the code of this person."))
        return code
