"""What happened, as simple forms; each says its content."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from thuctien.catalogue.models import Budget
from thuctien.catalogue.selectors import programme_names, site_names
from thuctien.replanning.models import EventKind, Revision
from thuctien.sending.models import PlannedClass, Quota
from thuctien.ui.forms import DayField, StyledForm

FALLEN = "fallen"
"""The slug of the form of somebody who falls out."""


def document_field() -> forms.CharField:
    """Return the field of the document by which money or seats change."""
    return forms.CharField(
        label=gettext_lazy("Document"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Number and name; may be empty."),
    )


class RevisionForm(StyledForm):
    """The day by which something happened."""

    today = DayField(
        label=gettext_lazy("As of"),
        help_text=gettext_lazy("Classes that have begun by this day stay as they are."),
    )


class EventForm(StyledForm):
    """A form of one thing that happened; ``content`` gives it once the form is valid."""

    def __init__(self, *args: object, revision: Revision) -> None:
        self.revision = revision
        super().__init__(*args)
        self.offer()

    def offer(self) -> None:
        """Fill in what fields can be chosen from."""

    def content(self) -> dict[str, Any]:
        """Return what the valid form says, as the row keeps it."""
        raise NotImplementedError

    def choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Set what a field can be chosen from."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def classes_to_come(self) -> list[tuple[str, str]]:
        """Return the classes of the plan that have not begun, with programme, site and start."""
        rows = PlannedClass.objects.filter(
            plan=self.revision.plan_id, starts_on__gt=self.revision.today
        ).order_by("starts_on", "class_id")
        programmes, sites = programme_names(), site_names()
        return [
            (code, f"{code} · {programmes[programme]} · {sites[site]} · {start:%d/%m/%Y}")
            for code, programme, site, start in rows.values_list(
                "class_id", "programme_id", "site_id", "starts_on"
            )
        ]


class MovedForm(EventForm):
    """A class that is held elsewhere or at another time."""

    class_id = forms.ChoiceField(
        label=gettext_lazy("Class"), help_text=gettext_lazy("A class that has not begun.")
    )
    starts_on = DayField(
        label=gettext_lazy("New week"), help_text=gettext_lazy("Any day of its new first week.")
    )
    site_id = forms.ChoiceField(
        label=gettext_lazy("Site"), help_text=gettext_lazy("Where it is held then.")
    )

    @override
    def offer(self) -> None:
        """Offer the classes to come and the sites."""
        self.choices("class_id", self.classes_to_come())
        self.choices("site_id", list(site_names().items()))

    @override
    def content(self) -> dict[str, Any]:
        """Return class, the Monday of the new week, and site."""
        said = self.cleaned_data
        monday = said["starts_on"] - timedelta(days=said["starts_on"].weekday())
        return {
            "class_id": said["class_id"],
            "starts_on": monday.isoformat(),
            "site_id": said["site_id"],
        }


class CancelledForm(EventForm):
    """A class that is not held."""

    class_id = forms.ChoiceField(
        label=gettext_lazy("Class"), help_text=gettext_lazy("A class that has not begun.")
    )

    @override
    def offer(self) -> None:
        """Offer the classes to come."""
        self.choices("class_id", self.classes_to_come())

    @override
    def content(self) -> dict[str, Any]:
        """Return the class."""
        return {"class_id": self.cleaned_data["class_id"]}


class BudgetForm(EventForm):
    """Money that is cut or added, as an amount or in per cent."""

    budget_id = forms.ChoiceField(
        label=gettext_lazy("Source of money"), help_text=gettext_lazy("Which one changes.")
    )
    percent = forms.DecimalField(
        label=gettext_lazy("Change in per cent"),
        required=False,
        localize=True,
        decimal_places=2,
        min_value=-100,
        max_value=1000,
        help_text=gettext_lazy("−10 cuts a tenth. Or give the new amount."),
    )
    amount = forms.IntegerField(
        label=gettext_lazy("New amount (đ)"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("For the whole year."),
    )
    source = document_field()

    @override
    def offer(self) -> None:
        """Offer the sources of the year."""
        rows = Budget.objects.filter(year=self.revision.plan.year).order_by("name")
        self.choices("budget_id", list(rows.values_list("budget_id", "name")))

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        said = self.cleaned_data
        if (said.get("percent") is None) == (said.get("amount") is None):
            self.add_error("percent", _("Give either per cent or an amount."))
        return said

    @override
    def content(self) -> dict[str, Any]:
        """Return the source with its amount before and now, in whole đồng."""
        said = self.cleaned_data
        budget = Budget.objects.get(budget_id=said["budget_id"], year=self.revision.plan.year)
        amount = said["amount"]
        if amount is None:
            amount = round(budget.amount * (100 + said["percent"]) / 100)
        return {
            "budget_id": budget.budget_id,
            "before": budget.amount,
            "amount": amount,
            "source": said["source"],
        }


class QuotaForm(EventForm):
    """Seats of a programme for the whole province."""

    programme_id = forms.ChoiceField(
        label=gettext_lazy("Programme"), help_text=gettext_lazy("For whom seats arrive.")
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Seats"),
        min_value=0,
        help_text=gettext_lazy("All seats of the year in the province, with those before."),
    )
    source = document_field()

    @override
    def offer(self) -> None:
        """Offer the programmes."""
        self.choices("programme_id", list(programme_names().items()))

    @override
    def content(self) -> dict[str, Any]:
        """Return the row of the quota: the one that there is with new seats, or a new one."""
        said, year = self.cleaned_data, self.revision.plan.year
        stored = Quota.objects.filter(
            year=year, programme=said["programme_id"], unit=None, leadership_levels=[]
        ).first()
        return {
            "quota_id": stored.pk if stored else f"DC{self.revision.pk}-{said['programme_id']}",
            "year": year,
            "programme_id": said["programme_id"],
            "unit_id": None,
            "leadership_levels": [],
            "seats": said["seats"],
            "source": said["source"],
            "before": stored.seats if stored else None,
        }


class FallenForm(EventForm):
    """Somebody who will not go."""

    person_id = forms.CharField(
        label=gettext_lazy("Code of the person"),
        max_length=60,
        help_text=gettext_lazy("As in the list of people."),
    )
    class_id = forms.ChoiceField(
        label=gettext_lazy("Class"),
        required=False,
        help_text=gettext_lazy("Empty: the person goes to no class any more."),
    )

    @override
    def offer(self) -> None:
        """Offer the classes to come."""
        self.choices("class_id", [("", _("All classes")), *self.classes_to_come()])


FORMS: dict[str, type[EventForm]] = {
    EventKind.MOVED: MovedForm,
    EventKind.CANCELLED: CancelledForm,
    FALLEN: FallenForm,
    EventKind.BUDGET: BudgetForm,
    EventKind.QUOTA: QuotaForm,
}


class ChooseForm(StyledForm):
    """Which way is chosen, and why."""

    position = forms.TypedChoiceField(
        label=gettext_lazy("Way"),
        coerce=int,
        help_text=gettext_lazy("It becomes the current plan; the plan before is kept."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this one"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept with the plan and on the audit trail."),
    )

    def __init__(self, *args: object, ways: list[tuple[int, str]]) -> None:
        super().__init__(*args)
        field = self.fields["position"]
        if isinstance(field, forms.ChoiceField):
            field.choices = ways


def first_day() -> dict[str, Any]:
    """Return what the form of a new revision begins with."""
    return {"today": timezone.localdate()}
