"""Forms of accounts, roles and delegations."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from thuctien.accounts.selectors.accounts import CLOSED, LOCKED, OPEN, AccountFilter
from thuctien.accounts.tables import role_in_unit
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.people.models import Unit
from thuctien.ui.forms import DayField, FilterForm, StyledForm


class AccountsForm(FilterForm):
    """Filters of the list of accounts."""

    role = forms.ChoiceField(label=_("Role"))
    state = forms.ChoiceField(label=_("State"))

    def __init__(self, query: Mapping[str, str]) -> None:
        super().__init__(query)
        self.offer("role", Role.choices, _("All roles"))
        states = ((OPEN, _("open")), (CLOSED, _("closed")), (LOCKED, _("locked out")))
        self.offer("state", states, _("All states"))

    def wanted(self) -> AccountFilter:
        """Return which accounts are asked for."""
        return AccountFilter(self.value("role"), self.value("state"))


class AccountForm(StyledForm):
    """The name and the address of an account."""

    display_name = forms.CharField(label=_("Name, as people know it"), max_length=100)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("By it a link to choose a password is sent, and one may sign in with it."),
    )


class NewAccountForm(AccountForm):
    """A new account."""

    username = forms.CharField(
        label=_("User name"),
        max_length=50,
        help_text=_("Small letters without marks and digits, as «nguyen.van.an»; it stays."),
    )
    field_order = ("username", "display_name", "email")


class ReasonForm(StyledForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class DatesForm(StyledForm):
    """From when to when."""

    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = timezone.localdate()


class GrantForm(DatesForm):
    """A role in a unit, for a time."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = forms.CharField(
        label=_("Code of the unit"),
        required=False,
        max_length=40,
        help_text=_("The role also holds in all units below it."),
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )
    everywhere = forms.BooleanField(label=_("In the whole province"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("As the decision by which it is given.")
    )
    field_order = ("role", "unit", "everywhere", "valid_from", "valid_to", "reason")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_to"].required = False
        self.fields["valid_to"].help_text = _("Empty: until it is taken back.")

    def clean_unit(self) -> Unit | None:
        """Return the unit with this code, or none for the whole province."""
        code = self.cleaned_data["unit"].strip()
        if not code:
            return None
        unit = Unit.objects.filter(pk=code).first()
        if unit is None:
            raise ValidationError(gettext("There is no unit with this code."))
        return unit

    @override
    def clean(self) -> dict[str, object]:
        """Return the role as it is given; a forgotten unit must not become the whole province."""
        given = super().clean() or self.cleaned_data
        if "unit" in given and bool(given["unit"]) == given.pop("everywhere"):
            self.add_error("unit", gettext("Give a unit, or choose the whole province."))
        return given


class DelegationForm(DatesForm):
    """Roles lent to another account."""

    receiver = forms.CharField(
        label=_("To whom"), max_length=150, help_text=_("The user name of the other account.")
    )
    roles = forms.ModelMultipleChoiceField(
        queryset=RoleHeld.objects.none(),
        label=_("In which of your roles"),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
    field_order = ("receiver", "roles", "valid_from", "valid_to", "reason")

    def __init__(self, lendable: QuerySet[RoleHeld], data: object = None) -> None:
        super().__init__(data)
        field = self.fields["roles"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = lendable
            field.label_from_instance = role_in_unit  # type: ignore[assignment]

    def clean_receiver(self) -> User:
        """Return the open account of this name."""
        name = self.cleaned_data["receiver"].strip()
        user = User.objects.filter(username__iexact=name, is_active=True).first()
        if user is None:
            raise ValidationError(gettext("There is no open account with this user name."))
        return user
