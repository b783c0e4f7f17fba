"""What administrators do with accounts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thuctien.accounts.again import confirmed
from thuctien.accounts.forms import (
    AccountForm,
    AccountsForm,
    GrantForm,
    NewAccountForm,
    ReasonForm,
)
from thuctien.accounts.selectors.accounts import (
    delegations_of,
    list_accounts,
    locked_out_names,
    role_history,
)
from thuctien.accounts.selectors.second_factors import second_factors
from thuctien.accounts.services import accounts as keeping
from thuctien.accounts.services import links, roles, safety
from thuctien.accounts.tables import ACCOUNTS, accounts_workbook
from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser, acting
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.people.models import Unit

LINK = "one_time_link"
"""Where the session keeps a link until it is shown, once."""


@rule(Action.LIST_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the accounts."""
    form, who = AccountsForm(request.GET), acting(request)
    page = list_accounts(form.wanted(), asked_of(request), acting_user=who)
    if is_file_wanted(request):
        return accounts_workbook(page.object_list, acting_user=who)
    context = {
        "form": form,
        "page": page,
        "table": table_for(request, ACCOUNTS),
        "may_manage": can(who, Action.MANAGE_ACCOUNT),
    }
    return render(request, "accounts/accounts.html", context)


@rule(Action.MANAGE_ACCOUNT)
@confirmed
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account, and the link by which its owner chooses a password."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = keeping.create_account(**form.cleaned_data, acting_user=acting(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _invite(request, made)
            return redirect("accounts:one", made.pk)
    return render(request, "accounts/new_account.html", {"form": form})


@rule(Action.LIST_ACCOUNTS)
@never_cache
def one(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show an account, its roles and delegations."""
    return _page(request, _account(request, user_id))


@rule(Action.MANAGE_ACCOUNT)
@require_POST
def change(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change the name and address of an account."""
    user, form = _account(request, user_id), AccountForm(request.POST)
    if form.is_valid():
        try:
            keeping.change_account(user, **form.cleaned_data, acting_user=acting(request))
        except ValidationError as error:
            form.add_error(None, error)
            user.refresh_from_db()
        else:
            messages.success(request, _("The account is changed."))
            return redirect("accounts:one", user_id)
    return _page(request, user, account_form=form)


@rule(Action.MANAGE_ACCOUNT)
@require_POST
@confirmed
def make_link(request: HttpRequest, user_id: int) -> HttpResponse:
    """Make a one-time link to choose a password."""
    user = _account(request, user_id)
    try:
        _invite(request, user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:one", user_id)


@rule(Action.MANAGE_ACCOUNT)
@require_POST
def close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close an account."""
    return _with_reason(request, user_id, keeping.close_account, _("The account is closed."))


@rule(Action.MANAGE_ACCOUNT)
@require_POST
def reopen(request: HttpRequest, user_id: int) -> HttpResponse:
    """Open a closed account again."""
    return _with_reason(request, user_id, keeping.reopen_account, _("The account is open again."))


@rule(Action.MANAGE_ACCOUNT)
@require_POST
@confirmed
def remove_second_factors(request: HttpRequest, user_id: int) -> HttpResponse:
    """Remove the second factors of somebody who lost them."""
    done = _("The second steps are removed.")
    return _with_reason(request, user_id, safety.remove_second_factors, done)


@rule(Action.MANAGE_ACCOUNT)
@require_POST
def lift_lockout(request: HttpRequest, user_id: int) -> HttpResponse:
    """Let somebody who was locked out try again at once."""
    safety.lift_lockout(_account(request, user_id), acting_user=acting(request))
    messages.success(request, _("The lock-out is lifted."))
    return redirect("accounts:one", user_id)


@rule(Action.GRANT_ROLE)
@require_POST
@confirmed
def grant(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give an account a role."""
    user, form = _account(request, user_id), GrantForm(request.POST)
    if form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            roles.grant_role(user, **given, acting_user=acting(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The role is given."))
            return redirect("accounts:one", user_id)
    return _page(request, user, grant_form=form)


@rule(Action.GRANT_ROLE)
@require_POST
def revoke(request: HttpRequest, user_id: int, held_id: int) -> HttpResponse:
    """Take a role back."""
    user = _account(request, user_id)
    held = get_object_or_404(RoleHeld, pk=held_id, user=user)
    try:
        reason = request.POST.get("reason", "")
        roles.revoke_role(held, reason=reason, acting_user=acting(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The role is taken back."))
    return redirect("accounts:one", user_id)


def _account(request: HttpRequest, user_id: int) -> User:
    rows = visible(User.objects.all(), acting_user=acting(request), action=Action.LIST_ACCOUNTS)
    return get_object_or_404(rows, pk=user_id)


def _invite(request: HttpRequest, user: User) -> None:
    made = links.invite(user, absolute=request.build_absolute_uri, acting_user=acting(request))
    if made.was_sent:
        messages.success(request, _("The link was sent to %(email)s.") % {"email": user.email})
    else:
        request.session[LINK] = {"user": user.pk, "url": made.url}


def _shown_once(request: HttpRequest, user: User) -> str:
    kept = request.session.get(LINK)
    if not kept or kept["user"] != user.pk:
        return ""
    del request.session[LINK]
    return str(kept["url"])


def _with_reason(
    request: HttpRequest, user_id: int, act: Callable[..., object], done: str
) -> HttpResponse:
    who: ActingUser = acting(request)
    try:
        act(_account(request, user_id), reason=request.POST.get("reason", ""), acting_user=who)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("accounts:one", user_id)


def _page(
    request: HttpRequest,
    user: User,
    *,
    account_form: AccountForm | None = None,
    grant_form: GrantForm | None = None,
) -> HttpResponse:
    who = acting(request)
    known = {"display_name": user.display_name, "email": user.email}
    context = {
        "account": user,
        "one_time_link": _shown_once(request, user),
        "is_own": user == who.user,
        "is_locked_out": user.get_username() in locked_out_names(),
        "may_manage": can(who, Action.MANAGE_ACCOUNT, user),
        "may_grant": can(who, Action.GRANT_ROLE) and user not in {who.user, who.principal},
        "factors": second_factors(user),
        "roles": role_history(user),
        "given": delegations_of(user, given=True),
        "received": delegations_of(user, given=False),
        "account_form": account_form or AccountForm(initial=known),
        "grant_form": grant_form or GrantForm(),
        "reason_form": ReasonForm(),
        "units": Unit.objects.filter(depth__lte=1, valid_to__isnull=True).order_by("name_order"),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/one.html", context)
