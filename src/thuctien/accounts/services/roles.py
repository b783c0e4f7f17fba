"""Grants and revokes roles."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.accounts.duties import mixes_duties
from thuctien.accounts.selectors.accounts import roles_lent_meanwhile, roles_meanwhile
from thuctien.accounts.services.accounts import given_reason
from thuctien.accounts.telling import tell_of_role
from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.base.held import forget_roles
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.people.models import Unit


@transaction.atomic
def grant_role(
    user: User,
    role: Role,
    *,
    unit: Unit | None,
    valid_from: date,
    valid_to: date | None,
    reason: str,
    acting_user: ActingUser,
) -> RoleHeld:
    """Give an account a role in a unit and all below it (or the whole province), for a time.

    Raises ``PermissionDenied`` also for oneself: nobody grants a role to themself, nor to somebody
    for whom they act. Raises ``ValidationError`` for dates that are out of order, a role held
    already, a closed account, a missing reason, and for a system administrator who would see
    personal data, in roles of their own or lent to them.
    """
    require(acting_user, Action.GRANT_ROLE)
    if user in {acting_user.user, acting_user.principal}:
        raise PermissionDenied(Action.GRANT_ROLE)
    held = RoleHeld(
        user=user,
        role=role,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=given_reason(reason),
    )
    _check(held)
    held.save()
    record_created(held, acting_user=acting_user, action="accounts.role.grant", reason=held.reason)
    tell_of_role(held, "role.granted", acting_user=acting_user)
    forget_roles(user)
    return held


@transaction.atomic
def revoke_role(held: RoleHeld, *, reason: str, acting_user: ActingUser) -> RoleHeld:
    """Take a role back from now on; what was done in it stays.

    Raises ``PermissionDenied``, and ``ValidationError`` without a reason.
    """
    require(acting_user, Action.GRANT_ROLE)
    reason = given_reason(reason)
    before = snapshot(held)
    if held.revoked_at is None:
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])
        record_changed(
            before, held, acting_user=acting_user, action="accounts.role.revoke", reason=reason
        )
        tell_of_role(held, "role.revoked", acting_user=acting_user)
    forget_roles(held.user)
    return held


def _check(held: RoleHeld) -> None:
    if not held.user.is_active:
        raise ValidationError(_("The account is closed."))
    if held.valid_to is not None and held.valid_to < held.valid_from:
        raise ValidationError({"valid_to": _("The last day is before the first.")})
    time = (held.user, held.valid_from, held.valid_to)
    meanwhile = roles_meanwhile(*time)
    if meanwhile.filter(role=held.role, unit=held.unit).exists():
        raise ValidationError(_("The account holds this role in this unit in that time already."))
    others = [*meanwhile, *roles_lent_meanwhile(*time)]
    if mixes_duties({Role(role.role) for role in (held, *others)}):
        raise ValidationError(
            _(
                "Who administers the system sees no personal data: this role and the roles held"
                " do not go together."
            )
        )
