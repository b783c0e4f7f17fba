"""One-time links by which a password is chosen."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from tests.accounts.conftest import SignIn, signed_in_as
from thuctien.accounts.services.links import invite
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, RoleHeld, User
from thuctien.base.policy import Role

NEW = "một câu dài khác hẳn"


def _link(user: User, acting_user: ActingUser) -> str:
    made = invite(user, absolute=lambda path: "http://testserver" + path, acting_user=acting_user)
    return urlsplit(made.url).path


def _choose(path: str, password: str = NEW) -> Client:
    """Open a link as a browser does, and send the form that it leads to."""
    client = Client()
    page = client.get(path, follow=True)
    action = page.context.get("action_url", path)
    client.post(action, {"password1": password, "password2": password})
    return client


def test_the_link_lets_its_owner_choose_and_sign_in(
    officer: User, acting_administrator: ActingUser
) -> None:
    _choose(_link(officer, acting_administrator))
    client = Client()
    client.post("/login/", {"login": "lan", "password": NEW})
    assert signed_in_as(client) == officer.pk
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert {"accounts.link.make", "accounts.password.reset"} <= set(actions)


def test_it_works_once(officer: User, acting_administrator: ActingUser) -> None:
    path = _link(officer, acting_administrator)
    _choose(path)
    _choose(path, "lần thứ hai không được")
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    page = Client().get(path, follow=True)
    assert "Liên kết không còn dùng được" in page.content.decode()


def test_it_grows_old(officer: User, acting_administrator: ActingUser, settings: Settings) -> None:
    path = _link(officer, acting_administrator)
    settings.PASSWORD_RESET_TIMEOUT = -timedelta(seconds=1).total_seconds()
    _choose(path)
    officer.refresh_from_db()
    assert not officer.check_password(NEW)


def test_a_weak_password_is_not_taken(officer: User, acting_administrator: ActingUser) -> None:
    _choose(_link(officer, acting_administrator), "ngan")
    officer.refresh_from_db()
    assert not officer.check_password("ngan")


def test_it_goes_by_mail_where_mail_goes_out(
    officer: User, acting_administrator: ActingUser, settings: Settings
) -> None:
    settings.MAIL_CONFIGURED = True
    officer.email = "lan@so.example.vn"
    officer.save()
    made = invite(
        officer, absolute=lambda path: "http://x" + path, acting_user=acting_administrator
    )
    assert made.was_sent
    assert mail.outbox[0].to == ["lan@so.example.vn"]
    assert made.url in mail.outbox[0].body


def test_without_mail_it_is_shown_once(officer: User, administrator: User, sign_in: SignIn) -> None:
    client = sign_in(administrator)
    client.post(f"/accounts/{officer.pk}/link/")
    pages = [client.get(f"/accounts/{officer.pk}/").content.decode() for _ in range(2)]
    assert ["data-one-time-link" in page for page in pages] == [True, False]


def test_only_who_keeps_accounts_makes_one(officer: User, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        _link(officer, acting_leader)


def test_none_for_a_closed_account_nor_for_oneself(
    officer: User, acting_administrator: ActingUser
) -> None:
    assert acting_administrator.user is not None
    officer.is_active = False
    officer.save()
    for user in (officer, acting_administrator.user):
        with pytest.raises(ValidationError):
            _link(user, acting_administrator)


def test_who_forgot_gets_one_by_mail_and_strangers_learn_nothing(
    officer: User, settings: Settings
) -> None:
    settings.MAIL_CONFIGURED = True
    officer.email = "lan@so.example.vn"
    officer.save()
    pages = [
        Client().post("/password/", {"email": email}, follow=True).content.decode()
        for email in ("lan@so.example.vn", "khong.ai@so.example.vn")
    ]
    token = re.compile(r"csrfmiddlewaretoken\" value=\"\w+\"")
    assert token.sub("", pages[0]) == token.sub("", pages[1])
    assert [letter.to for letter in mail.outbox] == [["lan@so.example.vn"]]


def test_a_sample_account_s_password_cannot_be_chosen_by_mail(
    officer: User, settings: Settings
) -> None:
    settings.MAIL_CONFIGURED = True
    User.objects.update(email="lan@so.example.vn", is_sample=True)
    Client().post("/password/", {"email": "lan@so.example.vn"})
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_first_administrator_is_made_by_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("invite_administrator", "Quan.Tri", "--site", "https://dt.example.vn/")
    user = User.objects.get(username="quan.tri")
    held = RoleHeld.objects.get(user=user)
    assert (held.role, held.unit) == (Role.ADMINISTRATOR, None)
    link = capsys.readouterr().out.split()[-1]
    assert link.startswith("https://dt.example.vn/password/")
    _choose(urlsplit(link).path)
    user.refresh_from_db()
    assert user.check_password(NEW)
