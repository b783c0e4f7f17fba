"""Whose rights change is told: what they may do, where, from when, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from thuctien.accounts.services.delegations import delegate, end_delegation
from thuctien.accounts.services.roles import grant_role, revoke_role
from thuctien.base.acting import ActingUser
from thuctien.base.models import Delegation, RoleHeld, User
from thuctien.base.policy import Role
from thuctien.engine.wording import Language
from thuctien.notices.kinds import mail_text, notice_text
from thuctien.notices.models import Notice

pytestmark = pytest.mark.django_db


def _told(user: User) -> list[Notice]:
    return list(Notice.objects.filter(recipient=user).order_by("pk"))


def _granted(user: User, acting_user: ActingUser) -> RoleHeld:
    return grant_role(
        user,
        Role.LEADER,
        unit=None,
        valid_from=timezone.localdate(),
        valid_to=None,
        reason="QĐ 12",
        acting_user=acting_user,
    )


def _lent(giver: User, receiver: User) -> Delegation:
    today = timezone.localdate()
    return delegate(
        receiver,
        list(RoleHeld.objects.filter(user=giver)),
        valid_from=today,
        valid_to=today + timedelta(days=3),
        reason="nghỉ phép",
        acting_user=ActingUser(user=giver),
    )


def test_a_role_given_and_taken_back_is_told(
    leader: User, officer: User, acting_administrator: ActingUser
) -> None:
    newcomer = User.objects.create_user("moi")
    held = _granted(newcomer, acting_administrator)
    revoke_role(held, reason="QĐ 13", acting_user=acting_administrator)
    given, taken = _told(newcomer)
    assert (given.kind, taken.kind) == ("role.granted", "role.revoked")
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert given.figures["role"]["en"] == "Leader (reads only)"
    assert notice_text(given.kind, given.figures, Language.VI) == (
        f"Anh/Chị được giao vai trò «{_label(Language.VI)}» tại toàn tỉnh từ {day}."
    )
    assert notice_text(taken.kind, taken.figures, Language.EN) == (
        "You no longer hold the role “Leader (reads only)” at the whole province."
    )
    assert not Notice.objects.filter(recipient__in=(leader, officer)).exists()


def _label(language: Language) -> str:
    return str(Notice.objects.filter(kind="role.granted").latest("pk").figures["role"][language])


def test_a_delegation_is_told_to_who_receives_it_and_a_letter_names_nobody(
    officer: User, leader: User
) -> None:
    officer.display_name = "Nguyễn Thị Lan"
    officer.save()
    _lent(officer, leader)
    (notice,) = _told(leader)
    for language in Language:
        assert "Nguyễn Thị Lan" in notice_text(notice.kind, notice.figures, language)
        assert "Nguyễn Thị Lan" not in mail_text(notice.kind, notice.figures, language)
    assert _told(officer) == []


def test_the_end_is_told_unless_the_receiver_brought_it_about(officer: User, leader: User) -> None:
    end_delegation(_lent(officer, leader), acting_user=ActingUser(user=officer))
    assert [notice.kind for notice in _told(leader)] == ["delegation.given", "delegation.ended"]
    end_delegation(_lent(officer, leader), acting_user=ActingUser(user=leader))
    assert [notice.kind for notice in _told(leader)][2:] == ["delegation.given"]
