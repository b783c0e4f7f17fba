"""Forms of changes of the organisation: units merge, a level ends, a unit is split."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from thuctien.catalogue.selectors import code_names
from thuctien.engine.model.choices import CodeList
from thuctien.engine.scenarios.changes import EndLevel, MergeUnits, SplitUnit, UnitPart
from thuctien.scenarios.forms.base import (
    ChangeForm,
    UnitField,
    code,
    from_day,
    source,
    unit_code,
)

MOST_MERGED = 6
MOST_PARTS = 4


class MergeUnitsForm(ChangeForm):
    """Units that become one."""

    needs_units = True
    from_day = from_day()
    name = forms.CharField(
        label=gettext_lazy("Name of the new unit"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Empty: the first unit takes over the others and keeps its name."),
    )
    code = code()
    document = source()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for number in range(1, MOST_MERGED + 1):
            field = UnitField(
                label=_("Unit %(number)s") % {"number": number},
                required=number <= 2,
                help_text=_("Code or name."),
            )
            field.widget.attrs["class"] = "input"
            self.fields[f"unit_{number}"] = field
        self.order_fields([f"unit_{number}" for number in range(1, MOST_MERGED + 1)])

    @override
    def change(self) -> MergeUnits:
        """Return the merger."""
        said = self.cleaned_data
        named = [said[f"unit_{number}"] for number in range(1, MOST_MERGED + 1)]
        units = tuple(dict.fromkeys(unit for unit in named if unit))
        return MergeUnits(
            unit_ids=units,
            into_id=self.new_code(said["code"]) if said["name"] else units[0],
            name=said["name"],
            from_day=said["from_day"],
            document=said["document"],
        )


class EndLevelForm(ChangeForm):
    """A level that ends."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of unit"),
        help_text=gettext_lazy("All units of this kind end on the day before."),
    )
    from_day = from_day()
    successors = forms.CharField(
        label=gettext_lazy("Successors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One a line: unit = successor, by code or name. Who is not named goes to the unit"
            " above."
        ),
    )
    document = source()

    @override
    def offer(self) -> None:
        """Offer the kinds of unit."""
        self.choices("kind", code_names().choices(CodeList.UNIT_KIND))

    def clean_successors(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of codes; raises ``ValidationError`` for a line that is none."""
        pairs = []
        for line in self.cleaned_data["successors"].splitlines():
            if not line.strip():
                continue
            unit, mark, successor = line.partition("=")
            if not mark:
                raise ValidationError(_("“%(line)s” has no «=».") % {"line": line})
            pairs.append((unit_code(unit.strip()), unit_code(successor.strip())))
        return tuple(pairs)

    @override
    def change(self) -> EndLevel:
        """Return the end of the level."""
        said = self.cleaned_data
        return EndLevel(
            kind=said["kind"],
            from_day=said["from_day"],
            successors=said["successors"],
            document=said["document"],
        )


class SplitUnitForm(ChangeForm):
    """A unit that is split."""

    needs_units = True
    unit = UnitField(label=gettext_lazy("Unit"), help_text=gettext_lazy("Code or name."))
    from_day = from_day()
    document = source()
    name_1 = forms.CharField(
        label=gettext_lazy("First new unit"),
        max_length=200,
        help_text=gettext_lazy("Who is on no list goes here."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for number in range(2, MOST_PARTS + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("New unit %(number)s") % {"number": number},
                max_length=200,
                required=number == 2,
                help_text=_("Its name."),
                widget=forms.TextInput(attrs={"class": "input"}),
            )
            self.fields[f"people_{number}"] = forms.CharField(
                label=_("People of unit %(number)s") % {"number": number},
                required=False,
                help_text=_("Codes of people, one a line."),
                widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
            )

    @override
    def change(self) -> SplitUnit:
        """Return the split."""
        said = self.cleaned_data
        parts = [
            UnitPart(
                unit_id=self.new_code(suffix=f"-{number}"),
                name=said[f"name_{number}"],
                person_ids=tuple(said.get(f"people_{number}", "").split()),
            )
            for number in range(1, MOST_PARTS + 1)
            if said.get(f"name_{number}")
        ]
        return SplitUnit(
            unit_id=said["unit"],
            parts=tuple(parts),
            from_day=said["from_day"],
            document=said["document"],
        )
