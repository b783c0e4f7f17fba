"""One-time links by which the owner of an account chooses a password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.accounts.mail import send_link
from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import User


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that was made: where it leads, and whether it went out by mail."""

    url: str
    was_sent: bool


@transaction.atomic
def invite(user: User, *, absolute: Callable[[str], str], acting_user: ActingUser) -> Invitation:
    """Make a link for an account and send it; where no mail goes out, it is to be handed over.

    The link works once and for a time (``THUCTIEN_LINK_HOURS``): choosing a password, or signing
    in, makes it useless. ``absolute`` turns a path into an address. Raises ``PermissionDenied``,
    and ``ValidationError`` for a closed account or one's own.
    """
    require(acting_user, Action.MANAGE_ACCOUNT, user)
    if not user.is_active:
        raise ValidationError(_("Open the account first."))
    if user == acting_user.user:
        raise ValidationError(_("Change your own password on the page of your account."))
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    url = absolute(path)
    was_sent = send_link(user, url)
    record(
        "accounts.link.make",
        acting_user=acting_user,
        object_type="base.user",
        object_key=str(user.pk),
        after={"sent": was_sent},
    )
    return Invitation(url, was_sent)
