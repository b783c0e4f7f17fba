"""What an administrator does for somebody who cannot sign in."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thuctien.accounts.lockouts import counted_code_name
from thuctien.accounts.services.accounts import given_reason
from thuctien.accounts.services.sessions import end_all_sessions
from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import User


@transaction.atomic
def lift_lockout(user: User, *, acting_user: ActingUser) -> int:
    """Forget the failed tries of an account, of passwords and codes; return how many rows went."""
    require(acting_user, Action.MANAGE_ACCOUNT, user)
    names = (user.get_username().lower(), counted_code_name(user))
    forgotten: int = sum(AxesProxyHandler.reset_attempts(username=name) for name in names)
    ratelimit.clear(HttpRequest(), app="allauth.account", action="login_failed", key=names[0])
    record(
        "accounts.lockout.lift",
        acting_user=acting_user,
        object_type="base.user",
        object_key=str(user.pk),
        after={"forgotten": forgotten},
    )
    return forgotten


@transaction.atomic
def remove_second_factors(user: User, *, reason: str, acting_user: ActingUser) -> int:
    """Remove the second factors of somebody who lost them, and end the sessions of the account.

    Who asked must have been recognised by other means; the reason says how. Where the account
    needs a second factor it must set one up at the next signing in. Returns how many went.
    Raises ``PermissionDenied``, and ``ValidationError`` without a reason or for one's own account.
    """
    require(acting_user, Action.MANAGE_ACCOUNT, user)
    if user == acting_user.user:
        raise ValidationError(_("Another administrator must do this for you."))
    reason = given_reason(reason)
    rows = Authenticator.objects.filter(user=user)
    kinds = sorted(rows.values_list("type", flat=True))
    rows.delete()
    end_all_sessions(user)
    record(
        "accounts.second_factors.remove",
        acting_user=acting_user,
        object_type="base.user",
        object_key=str(user.pk),
        before={"kinds": kinds},
        reason=reason,
    )
    return len(kinds)
