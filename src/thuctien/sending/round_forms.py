"""What is asked when a round is set up, moved on and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thuctien.base.models import User
from thuctien.catalogue.models import Programme
from thuctien.sending.models import Plan, RoundStep, Stage
from thuctien.sending.models.states import ReplyVerdict, Ruling
from thuctien.sending.selectors.surveys import NOT_ANSWERED, LineFilter
from thuctien.sending.services.rounds import AD_HOC, StepPlan, proposed_steps
from thuctien.ui.forms import DayField, FilterForm, StyledForm

MOST_TEXT = 1000


class RoundForm(StyledForm):
    """A new round: its year, programmes and first day; the calendar follows from that day."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As people call it: “Political theory 2027”."),
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        help_text=_("The year in which the classes are held."),
    )
    first_day = DayField(
        label=_("First day"),
        help_text=_("The first step begins here; the others follow in working days."),
    )
    is_ad_hoc = forms.BooleanField(
        label=_("A course in between"),
        required=False,
        help_text=_("Only the steps from nominations on, without survey and plan."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Owner of the steps"),
        required=False,
        help_text=_("Is reminded of the deadlines; each step can have another owner later."),
    )
    escalates_to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("What is late goes to"),
        required=False,
        help_text=_("Is told when a step or an agency is late for some days."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("All programmes of a kind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every programme of these kinds, without choosing each."),
    )
    programmes = forms.ModelMultipleChoiceField(
        Programme.objects.none(),
        label=_("Single programmes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Besides those of the kinds above."),
    )

    def __init__(
        self,
        *args: object,
        owners: Iterable[int],
        kinds: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        people = User.objects.filter(pk__in=list(owners)).order_by("display_name", "pk")
        _choose_from(self, "owner", people)
        _choose_from(self, "escalates_to", people)
        _choose_from(self, "programmes", Programme.objects.order_by("kind", "name"))

    def asked(self) -> dict[str, Any]:
        """Return what a round is created with."""
        given = self.cleaned_data
        stages = AD_HOC if given["is_ad_hoc"] else tuple(Stage)
        steps = [
            StepPlan(
                stage=step.stage,
                starts_on=step.starts_on,
                due_on=step.due_on,
                owner=given["owner"],
                escalates_to=given["escalates_to"],
            )
            for step in proposed_steps(given["first_day"], stages)
        ]
        return {
            "name": given["name"].strip(),
            "year": given["year"],
            "programmes": Programme.objects.filter(
                Q(pk__in=given["programmes"]) | Q(kind__in=given["kinds"])
            ),
            "is_ad_hoc": given["is_ad_hoc"],
            "steps": steps,
        }


class CopyForm(StyledForm):
    """A round like this one, in another year."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("The name of the new round.")
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        help_text=_("The same days of that year, moved to working days."),
    )


class StepForm(StyledForm):
    """Days, owners and reminders of a step."""

    starts_on = DayField(label=_("Begins on"), help_text=_("The first day of the step."))
    due_on = DayField(label=_("Deadline"), help_text=_("Agencies with more time keep theirs."))
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Owner"), required=False, help_text=_("Whose step it is.")
    )
    escalates_to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("What is late goes to"),
        required=False,
        help_text=_("Is told when it is late."),
    )
    remind_days = forms.IntegerField(
        label=_("Remind so many days before"),
        min_value=0,
        max_value=60,
        help_text=_("Who is not done is reminded then, and on the day."),
    )
    escalate_days = forms.IntegerField(
        label=_("Late for so many days"),
        min_value=0,
        max_value=60,
        help_text=_("Then it goes higher up."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Is kept on the trail.")
    )

    def __init__(self, *args: object, owners: Iterable[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=list(owners)).order_by("display_name", "pk")
        _choose_from(self, "owner", people)
        _choose_from(self, "escalates_to", people)

    @staticmethod
    def values_of(step: RoundStep) -> dict[str, Any]:
        """Return what the form starts with for a step."""
        names = ("starts_on", "due_on", "owner", "escalates_to", "remind_days", "escalate_days")
        return {name: getattr(step, name) for name in names}

    def plan(self, stage: Stage) -> StepPlan:
        """Return the step as asked for."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return StepPlan(stage=stage, **given)


class ReasonForm(StyledForm):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Reason"), max_length=MOST_TEXT, help_text=_("Who is concerned reads it.")
    )


class RulingForm(ReasonForm):
    """Whether a refusal is accepted, and why."""

    ruling = forms.ChoiceField(
        label=_("Decision"),
        choices=Ruling.choices,
        help_text=_("Only an accepted refusal leaves somebody out of the plan."),
    )


class ReopenForm(ReasonForm):
    """Why a step is opened again, and until when."""

    due_on = DayField(
        label=_("New deadline"), required=False, help_text=_("Empty: the deadline stays.")
    )


class ExtendForm(ReasonForm):
    """More time for one agency."""

    due_on = DayField(label=_("New deadline"), help_text=_("After the present one."))


class AttachForm(StyledForm):
    """Which plan is the draft of a round."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("Plan"),
        help_text=_("Plans of the round's year, the newest first."),
    )

    def __init__(self, *args: object, year: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.filter(year=year).order_by("-is_current", "-created_at")
        _choose_from(self, "plan", plans)


class SurveyFilterForm(FilterForm):
    """Filters of an agency's survey."""

    programme = forms.ChoiceField(label=_("Programme"))
    verdict = forms.ChoiceField(label=_("Answer"))
    binding = forms.ChoiceField(label=_("Binding"))

    def __init__(self, query: Mapping[str, str], programmes: Mapping[str, str]) -> None:
        super().__init__(query)
        self.offer("programme", programmes.items(), _("All programmes"))
        answers = [(NOT_ANSWERED, _("Not answered")), *ReplyVerdict.choices]
        self.offer("verdict", answers, _("All"))
        bindings = [("mandatory", _("Mandatory")), ("recommended", _("Recommended"))]
        self.offer("binding", bindings, _("All"))

    def wanted(self) -> LineFilter:
        """Return which lines are asked for."""
        return LineFilter(
            programme=self.value("programme"),
            verdict=self.value("verdict"),
            binding=self.value("binding"),
            text=self.value("q"),
        )


class AddNeedForm(ReasonForm):
    """Somebody who needs what the computation does not know."""

    person_id = forms.CharField(
        label=_("Code of the person"),
        max_length=40,
        help_text=_("Of your agency; the list of people shows the codes."),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        help_text=_("One of this round's programmes."),
    )
    field_order = ("person_id", "programme", "reason")

    def __init__(self, *args: object, programmes: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        rows = Programme.objects.filter(pk__in=list(programmes)).order_by("name")
        _choose_from(self, "programme", rows)


class UploadForm(StyledForm):
    """A survey that was filled in."""

    workbook = forms.FileField(
        label=_("Filled list (.xlsx)"),
        help_text=_("The list that you downloaded here, with answers and reasons filled in."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class CommentForm(StyledForm):
    """What an agency says of a draft plan."""

    class_id = forms.CharField(
        label=_("Class"),
        required=False,
        max_length=40,
        help_text=_("Its code, as on the plan; empty for the plan as a whole."),
    )
    person_id = forms.CharField(
        label=_("Code of the person"),
        required=False,
        max_length=40,
        help_text=_("Whom it is about; empty where it is about nobody."),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What should be different, and why."),
    )


class AnswerForm(StyledForm):
    """The answer to a comment."""

    answer = forms.CharField(
        label=_("Answer"), max_length=MOST_TEXT, help_text=_("The agency reads it.")
    )


def _choose_from(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
