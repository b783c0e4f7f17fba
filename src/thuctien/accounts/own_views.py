"""What everybody does with one's own account: safety, sessions, delegations."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.accounts.again import confirmed
from thuctien.accounts.forms import DelegationForm
from thuctien.accounts.selectors.accounts import delegations_of, role_history, roles_lendable
from thuctien.accounts.selectors.second_factors import second_factors
from thuctien.accounts.selectors.sessions import open_sessions
from thuctien.accounts.services import delegations as lending
from thuctien.accounts.services import sessions
from thuctien.base.access import sees_personal_data, visible
from thuctien.base.acting import acting
from thuctien.base.models import Delegation, RoleHeld, User
from thuctien.base.rules import SIGNED_IN, rule


@rule(SIGNED_IN)
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own account: how it is protected, where it is open, which roles it holds."""
    user = _user(request)
    context = {
        "factors": second_factors(user),
        "needs_second_factor": sees_personal_data(user) and not user.is_sample,
        "sessions": open_sessions(user, request.session.session_key),
        "roles": role_history(user),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/account.html", context)


@rule(SIGNED_IN)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Say that a second step is needed, and lead to setting one up."""
    return render(request, "accounts/second_factor.html")


@rule(SIGNED_IN)
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    session = get_object_or_404(UserSession, pk=session_id, user=_user(request))
    sessions.end_session(session, acting_user=acting(request))
    messages.success(request, _("The session is ended."))
    return redirect("accounts:account")


@rule(SIGNED_IN)
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    sessions.end_other_sessions(request.session.session_key or "", acting_user=acting(request))
    messages.success(request, _("All other sessions are ended."))
    return redirect("accounts:account")


@rule(SIGNED_IN)
def delegations(request: HttpRequest) -> HttpResponse:
    """List what one lent and was lent, with the form to lend."""
    return _delegations_page(request, DelegationForm(_lendable(request)))


@rule(SIGNED_IN)
@require_POST
@confirmed
def delegate(request: HttpRequest) -> HttpResponse:
    """Lend roles of one's own."""
    form = DelegationForm(_lendable(request), request.POST)
    if form.is_valid():
        try:
            lending.delegate(**form.cleaned_data, acting_user=acting(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The delegation is made."))
            return redirect("accounts:delegations")
    return _delegations_page(request, form)


@rule(SIGNED_IN)
@require_POST
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """End a delegation early."""
    lending.end_delegation(_delegation(request, delegation_id), acting_user=acting(request))
    messages.success(request, _("The delegation is ended."))
    return redirect("accounts:delegations")


@rule(SIGNED_IN)
@require_POST
def start_acting(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Act on behalf of somebody from now on."""
    found = _delegation(request, delegation_id)
    lending.start_acting(found, request.session, acting_user=acting(request))
    return redirect("/")


@rule(SIGNED_IN)
@require_POST
def stop_acting(request: HttpRequest) -> HttpResponse:
    """Act for oneself again."""
    lending.stop_acting(request.session, acting_user=acting(request))
    return redirect("/")


def _user(request: HttpRequest) -> User:
    user = acting(request).user
    if user is None:
        raise TypeError("a request is made by somebody")
    return user


def _lendable(request: HttpRequest) -> QuerySet[RoleHeld]:
    return roles_lendable(_user(request), timezone.localdate())


def _delegation(request: HttpRequest, delegation_id: int) -> Delegation:
    rows = visible(Delegation.objects.all(), acting_user=acting(request))
    return get_object_or_404(rows.select_related("giver", "receiver"), pk=delegation_id)


def _delegations_page(request: HttpRequest, form: DelegationForm) -> HttpResponse:
    user = _user(request)
    context = {
        "form": form,
        "given": delegations_of(user, given=True),
        "received": delegations_of(user, given=False),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/delegations.html", context)
