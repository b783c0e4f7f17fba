"""Who guesses is locked out, by real repeated requests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import Settings

from tests.accounts import totp
from tests.accounts.conftest import SignIn, give_app, password_of, signed_in_as
from thuctien.accounts.selectors.accounts import locked_out_names
from thuctien.accounts.services.safety import lift_lockout
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, User

HERE, ELSEWHERE = "192.0.2.9", "198.51.100.4"


def _guess(name: str, times: int, address: str = HERE) -> list[int]:
    client = Client(REMOTE_ADDR=address)
    return [
        client.post("/login/", {"login": name, "password": f"sai-{number}"}).status_code
        for number in range(times)
    ]


def _tries(user: User, address: str = HERE) -> int | None:
    client = Client(REMOTE_ADDR=address)
    client.post("/login/", {"login": user.username, "password": password_of(user)})
    return signed_in_as(client)


def _wrong_codes(user: User, times: int, address: str = HERE, code: str = "000000") -> list[int]:
    client = Client(REMOTE_ADDR=address)
    client.post("/login/", {"login": user.username, "password": password_of(user)})
    return [client.post("/login/code/", {"code": code}).status_code for _ in range(times)]


def test_the_fifth_wrong_password_locks_out(officer: User) -> None:
    assert _guess("lan", 6) == [200, 200, 200, 200, 429, 429]
    assert _tries(officer) is None


def test_the_owner_still_comes_in_from_elsewhere(officer: User) -> None:
    _guess("lan", 6)
    assert _tries(officer, ELSEWHERE) == officer.pk


def test_name_and_address_of_an_account_count_as_one(officer: User) -> None:
    User.objects.update(email="lan@so.example.vn")
    assert _guess("lan", 3) + _guess("lan@so.example.vn", 2) == [200, 200, 200, 200, 429]


def test_many_addresses_together_cannot_guess_on(
    officer: User, settings: Settings, acting_administrator: ActingUser
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "6/h/key", "login": None}
    for number in range(6):
        _guess("lan", 1, f"198.51.100.{number}")
    assert _tries(officer, "203.0.113.1") is None
    lift_lockout(officer, acting_user=acting_administrator)
    assert _tries(officer, "203.0.113.1") == officer.pk


def test_it_says_how_long_in_words(officer: User) -> None:
    _guess("lan", 5)
    page = Client(REMOTE_ADDR=HERE).post("/login/", {"login": "lan", "password": "sai"})
    assert "Hãy chờ 15 phút rồi thử lại" in page.content.decode()


def test_it_ends_by_itself(officer: User) -> None:
    _guess("lan", 5)
    earlier = AccessAttempt.objects.get().attempt_time - configured.AXES_COOLOFF_TIME
    AccessAttempt.objects.update(attempt_time=earlier - timedelta(seconds=1))
    assert _tries(officer) == officer.pk


def test_trying_on_does_not_make_it_longer(officer: User) -> None:
    """Or anybody at the same address could keep somebody out for ever."""
    _guess("lan", 5)
    began = AccessAttempt.objects.get().attempt_time
    _guess("lan", 3)
    assert AccessAttempt.objects.get().attempt_time == began


def test_a_right_password_forgets_the_wrong_ones_before(officer: User) -> None:
    _guess("lan", 4)
    assert _tries(officer) == officer.pk
    assert _guess("lan", 4) == [200] * 4


def test_an_administrator_lifts_it_and_that_is_on_the_trail(
    officer: User, acting_administrator: ActingUser
) -> None:
    _guess("lan", 5)
    assert locked_out_names() == {"lan"}
    assert lift_lockout(officer, acting_user=acting_administrator) == 1
    assert locked_out_names() == frozenset()
    assert _tries(officer) == officer.pk
    entry = AuditEntry.objects.get(action="accounts.lockout.lift")
    assert (entry.user, entry.object_key) == (acting_administrator.user, str(officer.pk))


def test_nobody_else_lifts_it(officer: User, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        lift_lockout(officer, acting_user=acting_leader)


def test_wrong_codes_lock_out_from_everywhere(officer: User, secret: str) -> None:
    """The password was right, so this is no stranger who locks out the owner."""
    give_app(officer, secret)
    assert _wrong_codes(officer, 3) == [200] * 3
    assert _wrong_codes(officer, 3, ELSEWHERE) == [200, 429, 429]
    client = Client(REMOTE_ADDR="203.0.113.1")
    client.post("/login/", {"login": "lan", "password": password_of(officer)})
    answer = client.post("/login/code/", {"code": totp.code(secret)})
    assert (answer.status_code, signed_in_as(client)) == (429, None)
    assert locked_out_names() == {"lan"}


def test_wrong_recovery_codes_count_as_well(officer: User, secret: str) -> None:
    give_app(officer, secret)
    assert _wrong_codes(officer, 5, code="12345678")[-1] == 429


def test_a_right_code_forgets_the_wrong_ones_before(
    officer: User, secret: str, sign_in: SignIn
) -> None:
    give_app(officer, secret)
    _wrong_codes(officer, 4)
    assert signed_in_as(sign_in(officer, secret)) == officer.pk
    assert _wrong_codes(officer, 4) == [200] * 4


def test_lifting_frees_the_codes_too(
    officer: User, secret: str, sign_in: SignIn, acting_administrator: ActingUser
) -> None:
    give_app(officer, secret)
    _wrong_codes(officer, 5)
    lift_lockout(officer, acting_user=acting_administrator)
    assert signed_in_as(sign_in(officer, secret)) == officer.pk


def test_what_is_typed_is_not_kept(officer: User) -> None:
    _guess("lan", 2)
    kept = AccessAttempt.objects.get()
    assert "sai-" not in kept.post_data + kept.get_data


def test_letters_cannot_be_asked_for_without_end(officer: User, settings: Settings) -> None:
    """The count is in the database, so that it holds over all processes."""
    settings.MAIL_CONFIGURED = True
    User.objects.update(email="lan@so.example.vn")
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/password/", {"email": "lan@so.example.vn"})
        for number in range(7)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5
    assert "Thử quá nhiều lần trong thời gian ngắn" in answers[-1].content.decode()


def test_the_password_asked_again_counts_as_well(officer: User, sign_in: SignIn) -> None:
    """Who finds an open browser cannot guess there either."""
    client = sign_in(officer, address=HERE)
    answers = [
        client.post("/account/again/", {"password": f"sai-{number}"}).status_code
        for number in range(6)
    ]
    assert answers == [200, 200, 200, 200, 429, 429]
