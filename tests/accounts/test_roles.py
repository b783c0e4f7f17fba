"""Roles are granted and revoked, with unit, dates and reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.conftest import LONG_AGO, holding
from thuctien.accounts.duties import mixes_duties
from thuctien.accounts.services.roles import grant_role, revoke_role
from thuctien.base.access import sees_people
from thuctien.base.acting import ActingUser
from thuctien.base.held import Held, held_roles
from thuctien.base.models import AuditEntry, RoleHeld, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.people.models import Unit


@pytest.fixture
def newcomer(db: None) -> User:
    """Somebody without a role."""
    return User.objects.create_user("moi")


def _grant(
    user: User,
    acting_user: ActingUser,
    role: Role = Role.LEADER,
    *,
    unit: Unit | None = None,
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
    reason: str = "QĐ 12",
) -> RoleHeld:
    return grant_role(
        user,
        role,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
        acting_user=acting_user,
    )


def test_a_role_in_a_unit_reaches_there(
    stored_province: Province, newcomer: User, acting_administrator: ActingUser
) -> None:
    unit = Unit.objects.filter(depth=1).first()
    assert unit is not None
    _grant(newcomer, acting_administrator, Role.AGENCY_OFFICER, unit=unit)
    assert held_roles(newcomer) == (Held(Role.AGENCY_OFFICER, unit.path),)


def test_it_is_on_the_trail_with_its_reason(
    newcomer: User, acting_administrator: ActingUser
) -> None:
    _grant(newcomer, acting_administrator)
    entry = AuditEntry.objects.get(action="accounts.role.grant")
    assert (entry.user, entry.reason) == (acting_administrator.user, "QĐ 12")


def test_it_holds_only_in_its_days(newcomer: User, acting_administrator: ActingUser) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    _grant(newcomer, acting_administrator, valid_from=tomorrow)
    _grant(newcomer, acting_administrator, Role.APPROVER, valid_to=LONG_AGO)
    assert held_roles(newcomer) == ()


def test_nobody_grants_to_themself(acting_administrator: ActingUser) -> None:
    assert acting_administrator.user is not None
    with pytest.raises(PermissionDenied):
        _grant(acting_administrator.user, acting_administrator)


def test_nor_to_whom_they_act_for(administrator: User, newcomer: User) -> None:
    helper = ActingUser(user=newcomer, on_behalf_of=administrator)
    for user in (newcomer, administrator):
        with pytest.raises(PermissionDenied):
            _grant(user, helper)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_grants(newcomer: User, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        _grant(newcomer, ActingUser(user=holding(role, "minh")))


@pytest.mark.parametrize("role", [role for role in Role if sees_people(role)])
def test_who_administers_gets_no_role_that_sees_people(
    acting_administrator: ActingUser, role: Role
) -> None:
    other = holding(Role.ADMINISTRATOR, "minh")
    with pytest.raises(ValidationError):
        _grant(other, acting_administrator, role)


def test_nor_does_who_sees_people_administer(
    officer: User, acting_administrator: ActingUser
) -> None:
    with pytest.raises(ValidationError):
        _grant(officer, acting_administrator, Role.ADMINISTRATOR)


def test_one_after_the_other_is_well(newcomer: User, acting_administrator: ActingUser) -> None:
    _grant(newcomer, acting_administrator, valid_to=date(2026, 1, 31))
    _grant(newcomer, acting_administrator, Role.ADMINISTRATOR, valid_from=date(2026, 2, 1))
    assert newcomer.roles_held.count() == 2


def test_a_learner_may_administer() -> None:
    """One's own data are no others' data."""
    assert not mixes_duties({Role.ADMINISTRATOR, Role.LEARNER})
    assert mixes_duties({Role.ADMINISTRATOR, Role.LECTURER})


def test_the_same_role_is_not_held_twice_at_once(
    newcomer: User, acting_administrator: ActingUser
) -> None:
    _grant(newcomer, acting_administrator, valid_to=date(2030, 1, 1))
    with pytest.raises(ValidationError):
        _grant(newcomer, acting_administrator, valid_from=date(2029, 1, 1))
    _grant(newcomer, acting_administrator, valid_from=date(2030, 1, 2))


def test_days_out_of_order_a_missing_reason_and_a_closed_account_are_refused(
    newcomer: User, acting_administrator: ActingUser
) -> None:
    with pytest.raises(ValidationError):
        _grant(newcomer, acting_administrator, valid_to=LONG_AGO - timedelta(days=1))
    with pytest.raises(ValidationError):
        _grant(newcomer, acting_administrator, reason=" ")
    newcomer.is_active = False
    newcomer.save()
    with pytest.raises(ValidationError):
        _grant(newcomer, acting_administrator)


def test_a_role_taken_back_reaches_nothing_and_stays_in_the_history(
    newcomer: User, acting_administrator: ActingUser
) -> None:
    held = _grant(newcomer, acting_administrator)
    revoke_role(held, reason="đổi việc", acting_user=acting_administrator)
    assert held_roles(newcomer) == ()
    assert newcomer.roles_held.get().revoked_at is not None
    assert AuditEntry.objects.get(action="accounts.role.revoke").reason == "đổi việc"


def test_taking_back_twice_is_one_act(newcomer: User, acting_administrator: ActingUser) -> None:
    held = _grant(newcomer, acting_administrator)
    for _ in range(2):
        revoke_role(held, reason="đổi việc", acting_user=acting_administrator)
    assert AuditEntry.objects.filter(action="accounts.role.revoke").count() == 1
