"""Sessions: seen, ended one by one or all, and ended by themselves."""

from __future__ import annotations

import time

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.accounts.conftest import SignIn, password_of, signed_in_as
from thuctien.accounts.devices import device_words
from thuctien.accounts.middleware import BEGAN, SEEN
from thuctien.accounts.selectors.sessions import open_sessions
from thuctien.accounts.services.accounts import close_account
from thuctien.accounts.services.sessions import prune_sessions
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, User

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/140.0 Safari/537.36 Edg/140.0"


def _opens(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def _later(client: Client, seconds: float) -> None:
    """Let time pass for a session."""
    session = client.session
    session[SEEN] -= seconds
    session[BEGAN] -= seconds
    session.save()


def test_devices_are_named_as_people_know_them() -> None:
    assert device_words(FIREFOX) == "Firefox, Windows"
    assert device_words(EDGE) == "Edge, macOS"
    assert device_words("curl/8") == "thiết bị khác"


def test_all_sessions_are_listed_the_present_one_first(
    officer: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = sign_in(officer, address="192.0.2.1")
    sign_in(officer, address="192.0.2.2")
    with django_assert_num_queries(1):
        found = open_sessions(officer, here.session.session_key)
    assert [(row.address, row.is_current) for row in found] == [
        ("192.0.2.1", True),
        ("192.0.2.2", False),
    ]


def test_one_is_ended(officer: User, sign_in: SignIn) -> None:
    here, there = sign_in(officer), sign_in(officer)
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert (_opens(here), _opens(there)) == (True, False)
    assert AuditEntry.objects.filter(action="accounts.session.end", user=officer).exists()


def test_all_others_are_ended(officer: User, sign_in: SignIn) -> None:
    here, *others = (sign_in(officer) for _ in range(3))
    here.post("/account/sessions/end/")
    assert _opens(here)
    assert not any(_opens(other) for other in others)
    assert AuditEntry.objects.get(action="accounts.session.end_others").after == {"sessions": 2}


def test_another_account_s_session_cannot_be_ended(
    officer: User, leader: User, sign_in: SignIn
) -> None:
    mine, theirs = sign_in(officer), sign_in(leader)
    session = UserSession.objects.get(user=leader)
    assert mine.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert _opens(theirs)


def test_a_new_password_ends_the_others(officer: User, sign_in: SignIn) -> None:
    here, there = sign_in(officer), sign_in(officer)
    new = "một câu dài khác hẳn"
    typed = {"oldpassword": password_of(officer), "password1": new, "password2": new}
    assert here.post("/account/password/", typed).headers["Location"] == "/account/"
    assert (_opens(here), _opens(there)) == (True, False)
    assert AuditEntry.objects.filter(action="accounts.password.change").exists()


def test_closing_an_account_ends_them(
    officer: User, sign_in: SignIn, acting_administrator: ActingUser
) -> None:
    client = sign_in(officer)
    close_account(officer, reason="nghỉ việc", acting_user=acting_administrator)
    assert not _opens(client)
    assert not UserSession.objects.exists()


def test_an_idle_session_is_not_kept_longer_than_the_setting(
    officer: User, sign_in: SignIn
) -> None:
    client = sign_in(officer)
    stored = Session.objects.get(pk=client.session.session_key)
    left = (stored.expire_date - timezone.now()).total_seconds()
    assert settings.SESSION_COOKIE_AGE - 60 < left <= settings.SESSION_COOKIE_AGE == 3600
    Session.objects.update(expire_date=timezone.now())
    assert not _opens(client)


def test_a_session_in_use_is_renewed_at_most_once_a_minute(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    seen = client.session[SEEN]
    _opens(client)
    assert client.session[SEEN] == seen
    _later(client, 61)
    _opens(client)
    assert time.time() - client.session[SEEN] < 60


def test_no_session_outlives_a_working_day(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    _later(client, settings.SESSION_LONGEST.total_seconds() + 1)
    assert not _opens(client)
    assert signed_in_as(client) is None


def test_what_ended_sessions_leave_behind_is_cleared(officer: User, sign_in: SignIn) -> None:
    here, there = sign_in(officer), sign_in(officer)
    Client().post("/login/", {"login": "lan", "password": "sai"})
    Session.objects.filter(pk=there.session.session_key).update(expire_date=timezone.now())
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME)
    assert prune_sessions() == {"sessions": 1, "devices": 1, "tries": 1}
    assert _opens(here)
    assert UserSession.objects.get().session_key == here.session.session_key
