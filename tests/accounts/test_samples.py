"""The accounts of the demo: one for each role, in real units, with public passwords."""

from __future__ import annotations

import pytest

from tests.conftest import SAMPLE
from thuctien.accounts.services.samples import SAMPLE_ACCOUNTS, ensure_sample_accounts
from thuctien.base.acting import SYSTEM
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.sending.services.store_province import store_province


def test_there_is_one_for_each_role() -> None:
    assert sorted(account.role for account in SAMPLE_ACCOUNTS) == sorted(Role)


@pytest.mark.django_db
def test_they_sign_in_and_are_flagged() -> None:
    accounts = ensure_sample_accounts(acting_user=SYSTEM)
    assert accounts == SAMPLE_ACCOUNTS
    for account in accounts:
        user = User.objects.get(username=account.username)
        assert user.check_password(account.password)
        assert (user.is_sample, user.is_superuser) == (True, False)


def test_they_work_in_units_of_the_province(stored_province: Province) -> None:
    ensure_sample_accounts(acting_user=SYSTEM)
    places = dict(RoleHeld.objects.values_list("role", "unit__kind"))
    assert places[Role.AGENCY_OFFICER] == "department"
    assert places[Role.CENTRE_OFFICER] == "commune"
    assert places[Role.PROVINCE_OFFICER] is None
    lecturer = User.objects.get(username="giangvien")
    assert lecturer.lecturer is not None


@pytest.mark.django_db
def test_without_a_province_who_works_in_a_unit_waits_for_it() -> None:
    """Never the whole province instead."""
    ensure_sample_accounts(acting_user=SYSTEM)
    held = set(RoleHeld.objects.values_list("role", flat=True))
    assert not held & {Role.AGENCY_OFFICER, Role.CENTRE_OFFICER, Role.LEARNER}


def test_who_waited_is_placed_once_there_is_one(db: None, province: Province) -> None:
    ensure_sample_accounts(acting_user=SYSTEM)
    store_province(province, acting_user=SYSTEM, source=SAMPLE)
    for _ in range(2):
        ensure_sample_accounts(acting_user=SYSTEM)
    held = RoleHeld.objects.get(role=Role.AGENCY_OFFICER)
    assert held.unit is not None
    assert held.unit.kind == "department"


def test_none_is_added_to_accounts_that_somebody_made(officer: User) -> None:
    assert ensure_sample_accounts(acting_user=SYSTEM) == ()
    assert list(User.objects.all()) == [officer]
