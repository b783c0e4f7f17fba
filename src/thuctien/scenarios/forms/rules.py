"""Forms of changes of what is asked of people, and of who may be sent."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.catalogue.models import EligibilityRule, Requirement
from thuctien.catalogue.selectors import (
    code_names,
    programme_names,
    qualification_names,
    requirement_names,
)
from thuctien.engine.model.choices import Binding, CodeList, Mode, Predicate, Sex, Timing
from thuctien.engine.scenarios.changes import (
    AddEligibilityRule,
    AddRequirement,
    ChangeRequirement,
    EndEligibilityRule,
    EndRequirement,
    RequirementTerms,
)
from thuctien.engine.scenarios.wording import rule_text
from thuctien.scenarios.forms.base import ChangeForm, code, from_day, source
from thuctien.scenarios.selectors.naming import scenario_names
from thuctien.ui.formats import language
from thuctien.ui.words import BINDING_WORDS, MODE_WORDS, PREDICATE_WORDS, SEX_WORDS

_TIMINGS = (
    (Timing.BEFORE_APPOINTMENT, _("before appointment")),
    (Timing.WITHIN_MONTHS, _("within a number of months of appointment")),
    (Timing.EVERY_MONTHS, _("again every so many months")),
    (Timing.YEARLY_HOURS, _("a number of hours each year")),
)
_LISTS = {
    "post_families": CodeList.POST_FAMILY,
    "ranks": CodeList.RANK,
    "leadership_levels": CodeList.LEADERSHIP_LEVEL,
    "unit_kinds": CodeList.UNIT_KIND,
}


def _several(label: object, help_text: object) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,  # type: ignore[arg-type]
        required=False,
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.CheckboxSelectMultiple,
    )


class TermsForm(ChangeForm):
    """What a requirement asks, of whom and by when."""

    from_day = from_day()
    name = forms.CharField(
        label=_("Name"), max_length=300, help_text=_("As it is to stand in lists and letters.")
    )
    qualification = forms.ChoiceField(label=_("Qualification"), help_text=_("What has to be held."))
    timing = forms.ChoiceField(
        label=_("When"), choices=_TIMINGS, help_text=_("By when it has to be met.")
    )
    months = forms.IntegerField(
        label=_("Months"), required=False, min_value=1, help_text=_("Where months are counted.")
    )
    hours = forms.FloatField(
        label=_("Hours"), required=False, min_value=0, help_text=_("Where hours are counted.")
    )
    binding = forms.ChoiceField(
        label=_("Binding"),
        choices=list(BINDING_WORDS.items()),
        help_text=_("Mandatory ones are served first."),
    )
    min_age = forms.IntegerField(
        label=_("Age from"), required=False, min_value=0, help_text=_("Empty: no limit.")
    )
    max_age = forms.IntegerField(
        label=_("Age up to"), required=False, min_value=0, help_text=_("Empty: no limit.")
    )
    min_years_to_retirement = forms.FloatField(
        label=_("Years to retirement from"),
        required=False,
        min_value=0,
        help_text=_("Empty: no limit."),
    )
    source = source()
    unit_kinds = _several(_("Kinds of unit"), _("None ticked: all."))
    post_families = _several(_("Post families"), _("None ticked: all."))
    leadership_levels = _several(_("Leadership levels"), _("None ticked: all."))
    ranks = _several(_("Ranks"), _("None ticked: all."))

    @override
    def offer(self) -> None:
        """Offer qualifications and the lists of codes."""
        self.choices("qualification", list(qualification_names().items()))
        names = code_names()
        for name, code_list in _LISTS.items():
            self.choices(name, names.choices(code_list))

    def terms(self) -> RequirementTerms:
        """Return the terms that the valid form says."""
        said = self.cleaned_data
        return RequirementTerms(
            name=said["name"],
            qualification_id=said["qualification"],
            timing=Timing(said["timing"]),
            binding=Binding(said["binding"]),
            months=said["months"],
            hours=said["hours"],
            min_age=said["min_age"],
            max_age=said["max_age"],
            min_years_to_retirement=said["min_years_to_retirement"],
            source=said["source"],
            **{name: tuple(sorted(said[name])) for name in _LISTS},
        )


class AddRequirementForm(TermsForm):
    """A new requirement."""

    code = code()

    @override
    def change(self) -> AddRequirement:
        """Return the new requirement."""
        return AddRequirement(
            requirement_id=self.new_code(self.cleaned_data["code"]),
            terms=self.terms(),
            from_day=self.cleaned_data["from_day"],
        )


class ChangeRequirementForm(TermsForm):
    """Other terms of a requirement, begun from those that it has."""

    picks = "requirement"
    """What has to be chosen before the form can be filled in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.old = Requirement.objects.filter(pk=self.query.get(self.picks, "")).first()
        if self.old is not None:
            self.initial = {
                **{name: getattr(self.old, name) for name in self.fields if name in _OF_A_ROW},
                "qualification": self.old.qualification_id,
            }

    @staticmethod
    def pickable(on: date) -> list[tuple[str, str]]:
        """Return the requirements that can be changed."""
        return _requirements(on)

    @override
    def change(self) -> ChangeRequirement:
        """Return the change; its new row is named after the old one and the day."""
        begins: date = self.cleaned_data["from_day"]
        old = self.old.pk if self.old else ""
        return ChangeRequirement(
            requirement_id=old,
            new_id=f"{old}-{begins:%Y%m%d}",
            terms=self.terms(),
            from_day=begins,
        )


_OF_A_ROW = frozenset(RequirementTerms.__dataclass_fields__)


def _requirements(on: date) -> list[tuple[str, str]]:
    names = requirement_names()
    rows = Requirement.objects.exclude(valid_to__lt=on).values_list("pk", flat=True)
    return sorted(((pk, f"{names[pk]} ({pk})") for pk in rows), key=lambda choice: choice[1])


class EndRequirementForm(ChangeForm):
    """A requirement that ends."""

    requirement = forms.ChoiceField(
        label=_("Requirement"), help_text=_("Which one is no longer asked.")
    )
    from_day = from_day()

    @override
    def offer(self) -> None:
        """Offer the requirements that have not ended before the year."""
        self.choices("requirement", _requirements(date(self.scenario.year, 1, 1)))

    @override
    def change(self) -> EndRequirement:
        """Return the ending."""
        said = self.cleaned_data
        return EndRequirement(requirement_id=said["requirement"], from_day=said["from_day"])


class AddRuleForm(ChangeForm):
    """A new condition for a programme."""

    programme = forms.ChoiceField(label=_("Programme"), help_text=_("Whom it is a condition for."))
    predicate = forms.ChoiceField(
        label=_("Looks at"),
        choices=list(PREDICATE_WORDS.items()),
        help_text=_("What must be fulfilled."),
    )
    number = forms.FloatField(
        label=_("Number"), required=False, help_text=_("Years, months or ages: where it counts.")
    )
    codes = forms.CharField(
        label=_("Codes"),
        required=False,
        help_text=_("Of levels, families, ranks, kinds or qualifications; separated by «;»."),
    )
    from_day = from_day()
    source = source()
    modes = _several(_("Forms of study"), _("None ticked: all."))
    sexes = _several(_("Sex"), _("None ticked: all."))

    @override
    def offer(self) -> None:
        """Offer programmes, forms of study and sexes."""
        self.choices("programme", list(programme_names().items()))
        self.choices("modes", [(str(code), str(word)) for code, word in MODE_WORDS.items()])
        self.choices("sexes", [(str(code), str(word)) for code, word in SEX_WORDS.items()])

    @override
    def change(self) -> AddEligibilityRule:
        """Return the condition."""
        said = self.cleaned_data
        return AddEligibilityRule(
            rule_id=self.new_code(),
            programme_id=said["programme"],
            predicate=Predicate(said["predicate"]),
            number=said["number"],
            codes=tuple(part.strip() for part in said["codes"].split(";") if part.strip()),
            modes=tuple(Mode(mode) for mode in said["modes"]),
            sexes=tuple(Sex(sex) for sex in said["sexes"]),
            from_day=said["from_day"],
            source=said["source"],
        )


class EndRuleForm(ChangeForm):
    """A condition that ends."""

    rule = forms.ChoiceField(label=_("Condition"), help_text=_("Which one no longer counts."))
    from_day = from_day()

    @override
    def offer(self) -> None:
        """Offer the conditions that have not ended before the year."""
        said, first = scenario_names(()), date(self.scenario.year, 1, 1)
        rows = EligibilityRule.objects.exclude(valid_to__lt=first).values()
        told = [(row["rule_id"], rule_text(row, said, language())) for row in rows]
        self.choices("rule", sorted(told, key=lambda choice: choice[1]))

    @override
    def change(self) -> EndEligibilityRule:
        """Return the ending."""
        said = self.cleaned_data
        return EndEligibilityRule(rule_id=said["rule"], from_day=said["from_day"])
