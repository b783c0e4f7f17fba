"""Roles are lent for a time, and used under two names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.accounts.conftest import SignIn
from tests.conftest import holding
from thuctien.accounts.services.delegations import delegate, end_delegation
from thuctien.accounts.services.roles import grant_role, revoke_role
from thuctien.base.access import Action, can
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, Delegation, RoleHeld, User
from thuctien.base.policy import Role

DAY = timedelta(days=1)


@pytest.fixture
def helper(db: None) -> User:
    """Somebody with a role that can do little."""
    return holding(Role.ASSESSOR, "minh")


def _lend(
    giver: User,
    receiver: User,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    roles: Sequence[RoleHeld] | None = None,
    reason: str = "nghỉ phép",
) -> Delegation:
    today = timezone.localdate()
    return delegate(
        receiver,
        list(giver.roles_held.all()) if roles is None else roles,
        valid_from=valid_from or today,
        valid_to=valid_to or today + 3 * DAY,
        reason=reason,
        acting_user=ActingUser(user=giver, address="192.0.2.7"),
    )


def _may_plan(user: User, giver: User | None = None) -> bool:
    fresh = User.objects.get(pk=user.pk)
    return can(ActingUser(user=fresh, on_behalf_of=giver), Action.MAKE_PLAN)


def test_the_other_may_on_behalf_and_not_in_their_own_name(officer: User, helper: User) -> None:
    _lend(officer, helper)
    assert _may_plan(helper, officer)
    assert not _may_plan(helper)
    assert AuditEntry.objects.get(action="accounts.delegate").reason == "nghỉ phép"


def test_only_in_its_days(officer: User, helper: User) -> None:
    tomorrow = timezone.localdate() + DAY
    _lend(officer, helper, valid_from=tomorrow, valid_to=tomorrow)
    assert not _may_plan(helper, officer)


def test_not_after_its_end_nor_after_the_role_went(
    officer: User, helper: User, acting_administrator: ActingUser
) -> None:
    lent = _lend(officer, helper)
    end_delegation(lent, acting_user=ActingUser(user=helper))
    assert not _may_plan(helper, officer)
    _lend(officer, helper)
    revoke_role(officer.roles_held.get(), reason="x", acting_user=acting_administrator)
    assert not _may_plan(helper, officer)


def test_a_stranger_cannot_end_it(officer: User, helper: User, leader: User) -> None:
    lent = _lend(officer, helper)
    with pytest.raises(PermissionDenied):
        end_delegation(lent, acting_user=ActingUser(user=leader))


def test_another_s_role_cannot_be_lent(officer: User, helper: User, leader: User) -> None:
    with pytest.raises(PermissionDenied):
        _lend(leader, helper, roles=list(officer.roles_held.all()))


def test_nothing_is_lent_on_while_acting_for_somebody(
    officer: User, helper: User, leader: User
) -> None:
    _lend(officer, helper)
    with pytest.raises(PermissionDenied):
        delegate(
            leader,
            list(officer.roles_held.all()),
            valid_from=timezone.localdate(),
            valid_to=timezone.localdate(),
            reason="x",
            acting_user=ActingUser(user=helper, on_behalf_of=officer),
        )


def test_faults_are_told(officer: User, helper: User, administrator: User) -> None:
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        _lend(officer, officer)
    with pytest.raises(ValidationError):
        _lend(officer, helper, roles=[])
    with pytest.raises(ValidationError):
        _lend(officer, helper, reason=" ")
    with pytest.raises(ValidationError):
        _lend(officer, helper, valid_from=today - 9 * DAY, valid_to=today - DAY)
    with pytest.raises(ValidationError):
        _lend(officer, helper, valid_to=today + 400 * DAY)
    with pytest.raises(ValidationError):
        _lend(officer, administrator)
    assert not Delegation.objects.exists()


def test_no_way_leads_to_administering_and_seeing_people(
    officer: User, leader: User, helper: User, administrator: User
) -> None:
    tomorrow = timezone.localdate() + DAY
    with pytest.raises(ValidationError):
        _lend(administrator, officer)
    _lend(officer, helper, valid_from=tomorrow, valid_to=tomorrow)
    with pytest.raises(ValidationError):
        _lend(administrator, helper, valid_from=tomorrow)
    with pytest.raises(ValidationError):
        grant_role(
            helper,
            Role.ADMINISTRATOR,
            unit=None,
            valid_from=timezone.localdate(),
            valid_to=None,
            reason="x",
            acting_user=ActingUser(user=administrator),
        )
    _lend(administrator, helper, valid_to=timezone.localdate())
    _lend(leader, officer)


def test_by_the_pages_lent_used_shown_and_on_the_trail(
    officer: User, helper: User, sign_in: SignIn
) -> None:
    giver, today = sign_in(officer), timezone.localdate()
    form = {
        "receiver": "minh",
        "roles": [officer.roles_held.get().pk],
        "valid_from": today.isoformat(),
        "valid_to": today.isoformat(),
        "reason": "nghỉ phép",
    }
    assert giver.post("/account/delegations/new/", form).status_code == 302
    lent = Delegation.objects.get()
    receiver = sign_in(helper)
    assert receiver.get("/jobs/").status_code == 200
    assert receiver.post(f"/account/delegations/{lent.pk}/act/").status_code == 302
    for path in ("/account/", "/jobs/", "/account/delegations/"):
        assert "Bạn đang làm thay <strong>lan</strong>" in receiver.get(path).content.decode()
    entry = AuditEntry.objects.get(action="accounts.acting.start")
    assert (entry.user, entry.object_key) == (helper, str(officer.pk))
    receiver.post("/account/delegations/stop/")
    stopped = AuditEntry.objects.get(action="accounts.acting.stop")
    assert (stopped.user, stopped.on_behalf_of) == (helper, officer)
    assert "Bạn đang làm thay" not in receiver.get("/account/").content.decode()


def test_another_s_delegation_cannot_be_used(
    officer: User, helper: User, leader: User, sign_in: SignIn
) -> None:
    lent = _lend(officer, helper)
    assert sign_in(leader).post(f"/account/delegations/{lent.pk}/act/").status_code == 404
    assert sign_in(officer).post(f"/account/delegations/{lent.pk}/act/").status_code == 403
