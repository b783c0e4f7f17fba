"""One module decides who may do what, and who sees which rows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from thuctien.base.access import Action, can, require, visible
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import User

READS = {Action.READ, Action.EXPORT}


@pytest.mark.parametrize("action", Action)
def test_an_officer_may_do_everything(officer: User, action: Action) -> None:
    assert can(officer, action)


@pytest.mark.parametrize("action", Action)
def test_a_leader_only_reads(leader: User, action: Action) -> None:
    assert can(leader, action) is (action in READS)


@pytest.mark.parametrize("action", Action)
def test_nobody_and_a_closed_account_may_do_nothing(officer: User, action: Action) -> None:
    officer.is_active = False
    assert not can(officer, action)
    assert not can(AnonymousUser(), action)


def test_rows_are_seen_by_those_who_are_signed_in(officer: User, leader: User) -> None:
    rows = User.objects.all()
    assert set(visible(leader, rows)) == {officer, leader}
    assert not visible(AnonymousUser(), rows).exists()


def test_what_somebody_may_not_do_is_refused(acting_leader: ActingUser) -> None:
    require(acting_leader, Action.READ)
    with pytest.raises(PermissionDenied):
        require(acting_leader, Action.IMPORT_PROVINCE)


def test_a_command_of_the_installation_may_do_everything() -> None:
    assert SYSTEM.is_system
    require(SYSTEM, Action.REPLACE_PROVINCE)
