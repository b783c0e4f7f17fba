"""Accounts are made, changed, closed and opened again by an administrator."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.conftest import holding
from thuctien.accounts.services.accounts import (
    change_account,
    close_account,
    create_account,
    reopen_account,
)
from thuctien.accounts.services.safety import remove_second_factors
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, User
from thuctien.base.models.audit import AuditChange
from thuctien.base.policy import Role


def _make(acting_user: ActingUser, **given: str) -> User:
    known = {"username": "tran.thi.binh", "display_name": "Trần Thị Bình"}
    return create_account(**{**known, **given}, acting_user=acting_user)


def test_a_new_account_has_no_password_and_no_role(acting_administrator: ActingUser) -> None:
    user = _make(acting_administrator, username=" Tran.Thi.Binh ", email="Binh@So.example.vn")
    assert (user.username, user.email) == ("tran.thi.binh", "binh@so.example.vn")
    assert not user.has_usable_password()
    assert not user.roles_held.exists()
    entry = AuditEntry.objects.get(action="accounts.account.create")
    assert entry.user == acting_administrator.user


def test_the_trail_has_no_password(acting_administrator: ActingUser) -> None:
    user = _make(acting_administrator)
    change = AuditChange.objects.get(object_type="base.user", object_key=str(user.pk))
    assert user.password not in change.after


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "có dấu"}, "username"),
        ({"username": "ab"}, "username"),
        ({"username": "QUAN"}, "username"),
        ({"display_name": "  "}, "display_name"),
        ({"email": "khong-phai"}, "email"),
        ({"email": "QUAN@tinh.example.vn"}, "email"),
    ],
)
def test_faults_are_told_by_field(
    acting_administrator: ActingUser, given: dict[str, str], field: str
) -> None:
    User.objects.update(email="quan@tinh.example.vn")
    with pytest.raises(ValidationError) as told:
        _make(acting_administrator, **given)
    assert set(told.value.message_dict) == {field}


def test_a_change_is_on_the_trail_with_old_and_new(
    officer: User, acting_administrator: ActingUser
) -> None:
    change_account(
        officer, display_name="Lê Lan", email="lan@so.example.vn", acting_user=acting_administrator
    )
    change = AuditChange.objects.get(entry__action="accounts.account.change")
    assert change.before == {"display_name": "", "email": ""}
    assert change.after == {"display_name": "Lê Lan", "email": "lan@so.example.vn"}


def test_closing_needs_a_reason(officer: User, acting_administrator: ActingUser) -> None:
    with pytest.raises(ValidationError):
        close_account(officer, reason="  ", acting_user=acting_administrator)
    assert User.objects.get(pk=officer.pk).is_active


def test_closed_and_opened_again(officer: User, acting_administrator: ActingUser) -> None:
    close_account(officer, reason="chuyển công tác", acting_user=acting_administrator)
    assert not User.objects.get(pk=officer.pk).is_active
    reopen_account(officer, reason="trở lại", acting_user=acting_administrator)
    assert User.objects.get(pk=officer.pk).is_active
    reasons = AuditEntry.objects.filter(object_key=str(officer.pk)).values_list("reason", flat=True)
    assert set(reasons) >= {"chuyển công tác", "trở lại"}


def test_nobody_closes_their_own(acting_administrator: ActingUser) -> None:
    assert acting_administrator.user is not None
    with pytest.raises(ValidationError):
        close_account(acting_administrator.user, reason="x", acting_user=acting_administrator)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_keeps_accounts(db: None, officer: User, role: Role) -> None:
    acting_user = ActingUser(user=holding(role, "minh"))
    with pytest.raises(PermissionDenied):
        _make(acting_user)
    with pytest.raises(PermissionDenied):
        close_account(officer, reason="x", acting_user=acting_user)
    with pytest.raises(PermissionDenied):
        remove_second_factors(officer, reason="x", acting_user=acting_user)
