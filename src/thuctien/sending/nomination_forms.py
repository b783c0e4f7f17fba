"""What is asked about nominations, selection and quotas."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.base.language import own_name
from thuctien.catalogue.models import Programme
from thuctien.people.models import Unit
from thuctien.sending.models import Allotment, OfferedClass
from thuctien.ui.formats import day
from thuctien.ui.forms import StyledForm

MOST_TEXT = 500
MOST_SEATS = 100_000


class ReasonForm(StyledForm):
    """Why something is done; the agency and the official read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=MOST_TEXT,
        help_text=_("The agency and the official read it."),
    )


class ExceptionForm(StyledForm):
    """By which document an exception is approved."""

    document = forms.CharField(
        label=_("Document"),
        max_length=MOST_TEXT,
        help_text=_("Number and day of the document that allows it."),
    )


class SubstituteForm(StyledForm):
    """Who goes instead, and why."""

    person = forms.CharField(
        label=_("Code of the substitute"),
        max_length=100,
        help_text=_("Somebody of the same agency who meets the conditions."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=MOST_TEXT, help_text=_("Why somebody else goes.")
    )


class DeferForm(StyledForm):
    """To which later class somebody goes, and why."""

    later = forms.ModelChoiceField(
        OfferedClass.objects.none(),
        label=_("Later class"),
        help_text=_("Who has a place keeps it there, or is first on its waiting list."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=MOST_TEXT, help_text=_("Why it is put off.")
    )

    def __init__(self, *args: object, later: Iterable[OfferedClass] = ()) -> None:
        super().__init__(*args)
        field = self.fields["later"]
        if isinstance(field, forms.ModelChoiceField):
            rows = list(later)
            field.queryset = OfferedClass.objects.filter(pk__in=[row.pk for row in rows])
            field.choices = [(row.pk, f"{row.class_id} · {day(row.starts_on)}") for row in rows]


class CapacityForm(StyledForm):
    """How many a class takes."""

    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("New places are offered to the waiting list, in its order."),
    )


class CancelForm(ReasonForm):
    """Why a class is cancelled, and where its people go instead."""

    instead = forms.ModelChoiceField(
        OfferedClass.objects.none(),
        label=_("Class instead"),
        required=False,
        empty_label=_("none"),
        help_text=_("Everybody goes there in the same order; without one they choose later."),
    )

    def __init__(self, *args: object, others: Iterable[OfferedClass] = ()) -> None:
        super().__init__(*args)
        field = self.fields["instead"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = OfferedClass.objects.filter(pk__in=[row.pk for row in others])


class WorkbookForm(StyledForm):
    """A list of people to be nominated."""

    workbook = forms.FileField(
        label=_("List (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("With the columns “Mã nhân sự”, “Họ và tên” and “Lý do”."),
    )


class AboveForm(StyledForm):
    """A number that the province was given."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        help_text=_("For whose places somebody above gives a number."),
    )
    seats = forms.IntegerField(
        label=_("Seats"), min_value=0, max_value=MOST_SEATS, help_text=_("For the whole year.")
    )
    source = forms.CharField(
        label=_("Document"), max_length=MOST_TEXT, help_text=_("Who gave it, number and day.")
    )

    def __init__(self, *args: object, programmes: Iterable[Programme] = ()) -> None:
        super().__init__(*args)
        _offer(self.fields["programme"], programmes)


class AllotForm(StyledForm):
    """How many seats of a programme an agency has."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), help_text=_("One of the round.")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Agency"), help_text=_("With all that is below it.")
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("In all, with those that are used."),
    )

    def __init__(
        self, *args: object, programmes: Iterable[Programme] = (), units: Iterable[Unit] = ()
    ) -> None:
        super().__init__(*args)
        _offer(self.fields["programme"], programmes)
        _choose_unit(self.fields["unit"], units)


class TransferForm(StyledForm):
    """Seats that go from one agency to another."""

    giver = forms.ModelChoiceField(
        Allotment.objects.none(),
        label=_("From"),
        help_text=_("Only seats that are not used can go."),
    )
    receiver = forms.ModelChoiceField(
        Unit.objects.none(), label=_("To"), help_text=_("The agency that has them from now on.")
    )
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=MOST_SEATS, help_text=_("How many go.")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=MOST_TEXT, help_text=_("Both agencies are told; it is kept.")
    )

    def __init__(
        self, *args: object, givers: Iterable[Allotment] = (), units: Iterable[Unit] = ()
    ) -> None:
        super().__init__(*args)
        field = self.fields["giver"]
        rows = [row for row in givers if row.taken < row.seats]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Allotment.objects.filter(pk__in=[row.pk for row in rows])
            field.choices = [(row.pk, _giver_words(row)) for row in rows]
        _choose_unit(self.fields["receiver"], units)


def _giver_words(row: Allotment) -> str:
    group = f" ({row.group})" if row.group else ""
    programme = own_name(row.programme.name, row.programme.name_en)
    return f"{row.unit.name} · {programme}{group}: {row.seats - row.taken}"


def _offer(field: forms.Field, programmes: Iterable[Programme]) -> None:
    rows = list(programmes)
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = Programme.objects.filter(pk__in=[row.pk for row in rows])
        field.choices = [(row.pk, own_name(row.name, row.name_en)) for row in rows]


def _choose_unit(field: forms.Field, units: Iterable[Unit]) -> None:
    rows = list(units)
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = Unit.objects.filter(pk__in=[row.pk for row in rows])
        field.choices = [(row.pk, row.name) for row in rows]
