"""Lends roles to another account for a time, and takes them back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.accounts.duties import mixes_duties
from thuctien.accounts.selectors.accounts import roles_lent_meanwhile, roles_meanwhile
from thuctien.accounts.services.accounts import given_reason
from thuctien.accounts.telling import tell_of_delegation
from thuctien.base.access import Action, require
from thuctien.base.acting import ON_BEHALF_OF, ActingUser
from thuctien.base.audit import record, record_changed, record_created, snapshot
from thuctien.base.models import Delegation, RoleHeld, User
from thuctien.base.policy import Role

LONGEST_DAYS = 366
"""Who is away longer hands the role over instead of lending it."""


@transaction.atomic
def delegate(
    receiver: User,
    roles: Collection[RoleHeld],
    *,
    valid_from: date,
    valid_to: date,
    reason: str,
    acting_user: ActingUser,
) -> Delegation:
    """Let another account act in roles of the acting user's own, from a day to a day.

    Only roles held by oneself can be lent, and never while acting for somebody else. Raises
    ``PermissionDenied`` for other roles, and ``ValidationError`` with a sentence for dates out of
    order or in the past, a closed account, oneself, no role, no reason, or an administrator of the
    system who would see personal data.
    """
    require(acting_user, Action.DELEGATE)
    giver, today = acting_user.user, timezone.localdate()
    if giver is None or acting_user.on_behalf_of is not None:
        raise PermissionDenied(Action.DELEGATE)
    mine = set(RoleHeld.objects.active(today).filter(user=giver).values_list("pk", flat=True))
    if not {held.pk for held in roles} <= mine:
        raise PermissionDenied(Action.DELEGATE)
    if not roles:
        raise ValidationError({"roles": _("Choose at least one role.")})
    _check_days(valid_from, valid_to, today)
    lent = Delegation(
        giver=giver,
        receiver=receiver,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=given_reason(reason),
    )
    _check_receiver(lent, roles)
    lent.save()
    lent.roles.set(roles)
    record_created(lent, acting_user=acting_user, action="accounts.delegate", reason=lent.reason)
    tell_of_delegation(lent, "delegation.given", acting_user=acting_user)
    return lent


@transaction.atomic
def end_delegation(lent: Delegation, *, acting_user: ActingUser) -> Delegation:
    """End a delegation early, as its giver, its receiver or an administrator."""
    if acting_user.user not in {lent.giver, lent.receiver}:
        require(acting_user, Action.MANAGE_ACCOUNT)
    before = snapshot(lent)
    if lent.ended_at is None:
        lent.ended_at = timezone.now()
        lent.save(update_fields=["ended_at"])
        record_changed(before, lent, acting_user=acting_user, action="accounts.delegation.end")
        if acting_user.user != lent.receiver:
            tell_of_delegation(lent, "delegation.ended", acting_user=acting_user)
    return lent


@transaction.atomic
def start_acting(lent: Delegation, session: SessionBase, *, acting_user: ActingUser) -> None:
    """Act on behalf of the giver from now on in this session.

    Raises ``PermissionDenied`` where the delegation is another's, is over or has not begun.
    """
    today = timezone.localdate()
    in_force = lent.ended_at is None and lent.valid_from <= today <= lent.valid_to
    if not in_force or lent.receiver != acting_user.user or not lent.giver.is_active:
        raise PermissionDenied(Action.DELEGATE)
    session[ON_BEHALF_OF] = lent.giver.pk
    _record("accounts.acting.start", lent.giver, acting_user)


@transaction.atomic
def stop_acting(session: SessionBase, *, acting_user: ActingUser) -> None:
    """Act for oneself again."""
    session.pop(ON_BEHALF_OF, None)
    if acting_user.on_behalf_of is not None:
        _record("accounts.acting.stop", acting_user.on_behalf_of, acting_user)


def _check_days(valid_from: date, valid_to: date, today: date) -> None:
    if valid_to < valid_from:
        raise ValidationError({"valid_to": _("The last day is before the first.")})
    if valid_to < today:
        raise ValidationError({"valid_to": _("The last day is over.")})
    if (valid_to - valid_from).days > LONGEST_DAYS:
        raise ValidationError({"valid_to": _("At most one year.")})


def _check_receiver(lent: Delegation, roles: Collection[RoleHeld]) -> None:
    if lent.receiver == lent.giver:
        raise ValidationError({"receiver": _("Choose somebody else.")})
    if not lent.receiver.is_active:
        raise ValidationError({"receiver": _("The account is closed.")})
    time = (lent.receiver, lent.valid_from, lent.valid_to)
    others = [*roles_meanwhile(*time), *roles_lent_meanwhile(*time)]
    if mixes_duties({Role(held.role) for held in (*roles, *others)}):
        raise ValidationError({"receiver": _("Who administers the system sees no personal data.")})


def _record(action: str, giver: User, acting_user: ActingUser) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="base.user",
        object_key=str(giver.pk),
    )
