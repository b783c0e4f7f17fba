"""Accounts: made by an administrator, closed, opened again; never deleted: the trail has them."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from thuctien.accounts.services.sessions import end_all_sessions
from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.base.models import User
from thuctien.engine.text import clean_text

LONGEST_NAME = 100
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,48})[a-z0-9]")


@transaction.atomic
def create_account(
    *, username: str, display_name: str, email: str = "", acting_user: ActingUser
) -> User:
    """Make an account without a password; its owner chooses one by a link.

    Raises ``PermissionDenied``, and ``ValidationError`` with a sentence by field where a name or
    address is not usable or is taken, in whatever case it is written.
    """
    require(acting_user, Action.MANAGE_ACCOUNT)
    user = User(
        username=username.strip().lower(),
        display_name=clean_text(display_name),
        email=email.strip().lower(),
        password=make_password(None),
    )
    _check(user)
    user.save()
    record_created(user, acting_user=acting_user, action="accounts.account.create")
    return user


@transaction.atomic
def change_account(user: User, *, display_name: str, email: str, acting_user: ActingUser) -> User:
    """Change the name and the address of an account; raises as :func:`create_account` does."""
    require(acting_user, Action.MANAGE_ACCOUNT, user)
    before = snapshot(user)
    user.display_name, user.email = clean_text(display_name), email.strip().lower()
    _check(user)
    user.save(update_fields=["display_name", "email"])
    record_changed(before, user, acting_user=acting_user, action="accounts.account.change")
    return user


@transaction.atomic
def close_account(user: User, *, reason: str, acting_user: ActingUser) -> User:
    """Close an account: its sessions end, its roles reach nothing, what it did stays on the trail.

    Raises ``PermissionDenied``, and ``ValidationError`` without a reason or for one's own account.
    """
    require(acting_user, Action.MANAGE_ACCOUNT, user)
    if user == acting_user.user:
        raise ValidationError(_("You cannot close your own account."))
    return _set_active(user, active=False, reason=reason, acting_user=acting_user)


@transaction.atomic
def reopen_account(user: User, *, reason: str, acting_user: ActingUser) -> User:
    """Open a closed account again, with the roles that it still holds."""
    require(acting_user, Action.MANAGE_ACCOUNT, user)
    return _set_active(user, active=True, reason=reason, acting_user=acting_user)


def given_reason(reason: str) -> str:
    """Return a reason without spaces around; raises ``ValidationError`` where there is none."""
    reason = clean_text(reason)
    if not reason:
        raise ValidationError({"reason": _("Say why, in a few words.")})
    return reason


def _set_active(user: User, *, active: bool, reason: str, acting_user: ActingUser) -> User:
    before = snapshot(user)
    reason = given_reason(reason)
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_all_sessions(user)
    action = "accounts.account.reopen" if active else "accounts.account.close"
    record_changed(before, user, acting_user=acting_user, action=action, reason=reason)
    return user


def _check(user: User) -> None:
    """Raise ``ValidationError`` by field where an account cannot have these names."""
    faults: dict[str, str] = {}
    others = User.objects.exclude(pk=user.pk)
    if not _USERNAME.fullmatch(user.username):
        faults["username"] = _(
            "A user name has 3 to 50 small letters without marks, digits, dots or dashes."
        )
    elif others.filter(username__iexact=user.username).exists():
        faults["username"] = _("There is an account with this user name.")
    if not user.display_name or len(user.display_name) > LONGEST_NAME:
        faults["display_name"] = _("Give the name of the account, as people know it.")
    if user.email:
        try:
            validate_email(user.email)
        except ValidationError:
            faults["email"] = _("This is not an e-mail address.")
        else:
            if others.filter(email__iexact=user.email).exists():
                faults["email"] = _("There is an account with this address.")
    if faults:
        raise ValidationError(faults)
