"""Signing in with a user name or an address, and out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.accounts.conftest import SignIn, password_of, signed_in_as
from thuctien.accounts.adapters import CHANGES
from thuctien.base.audit.words import ACTIONS
from thuctien.base.models import AuditEntry, User


def test_by_user_name_in_whatever_case(client: Client, officer: User) -> None:
    answer = client.post("/login/", {"login": "LAN", "password": password_of(officer)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert signed_in_as(client) == officer.pk


def test_by_address(client: Client, officer: User) -> None:
    User.objects.update(email="lan@so.example.vn")
    client.post("/login/", {"login": "Lan@so.example.vn", "password": password_of(officer)})
    assert signed_in_as(client) == officer.pk


def test_one_is_led_back_to_where_one_was(client: Client, officer: User) -> None:
    typed = {"login": "lan", "password": password_of(officer), "next": "/jobs/"}
    assert client.post("/login/", typed).headers["Location"] == "/jobs/"


def test_and_never_to_another_site(client: Client, officer: User) -> None:
    typed = {"login": "lan", "password": password_of(officer), "next": "https://evil.example/"}
    assert client.post("/login/", typed).headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_look_alike(client: Client, officer: User) -> None:
    pages = [
        client.post("/login/", {"login": name, "password": "sai-mat-khau-roi"})
        for name in ("lan", "khong-co-ai")
    ]
    told = [page.context["form"].non_field_errors() for page in pages]
    assert told[0] == told[1] == ["Tên đăng nhập hoặc mật khẩu không đúng."]


def test_a_closed_account_does_not_open(client: Client, officer: User) -> None:
    User.objects.update(is_active=False)
    client.post("/login/", {"login": "lan", "password": password_of(officer)})
    assert signed_in_as(client) is None


def test_signing_in_is_on_the_trail_with_the_address(officer: User, sign_in: SignIn) -> None:
    sign_in(officer, address="198.51.100.4")
    entry = AuditEntry.objects.get(action="accounts.sign_in")
    assert (entry.user, entry.address) == (officer, "198.51.100.4")
    assert entry.after == {"methods": ["password"]}


def test_a_failure_is_on_the_trail_without_what_was_typed(client: Client, officer: User) -> None:
    client.post("/login/", {"login": "lan", "password": "bi-mat-khac-han"})
    entry = AuditEntry.objects.get(action="accounts.sign_in.refuse")
    assert (entry.object_key, entry.after["step"]) == (str(officer.pk), "password")
    assert "bi-mat-khac-han" not in str(vars(entry))


@pytest.mark.parametrize("path", ["/signup/", "/login/signup/", "/account/email/", "/3rdparty/"])
def test_nobody_makes_an_account_for_oneself(client: Client, path: str, db: None) -> None:
    assert client.get(path, follow=True).status_code in {200, 404}
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert User.objects.count() == 0


def test_signing_out_ends_the_session(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    client.post("/logout/")
    assert signed_in_as(client) is None
    assert AuditEntry.objects.get(action="accounts.sign_out").user == officer


def test_the_trail_has_words_for_all_that_allauth_tells() -> None:
    assert {action for action, _sentence in CHANGES.values()} <= set(ACTIONS)


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "192.0.2.9"), (1, "203.0.113.5"), (3, "192.0.2.9")]
)
def test_the_address_is_read_from_as_many_proxies_as_there_are(
    officer: User, settings: object, proxies: int, seen: str
) -> None:
    """What the caller itself writes into the header is never believed."""
    settings.PROXIES = proxies  # type: ignore[attr-defined]
    client = Client(REMOTE_ADDR="192.0.2.9", headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.5"})
    client.post("/login/", {"login": "lan", "password": password_of(officer)})
    assert AuditEntry.objects.get(action="accounts.sign_in").address == seen
