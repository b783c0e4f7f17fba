"""Who keeps accounts, and how they sign in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from tests.accounts import totp
from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.base.policy import Role

ADDRESS = "192.0.2.9"
SignIn = Callable[..., Client]


def password_of(user: User) -> str:
    """Return the password that the cast of the tests has."""
    return f"mat-khau-cua-{user.username}"


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who keeps accounts and sees no personal data."""
    return holding(Role.ADMINISTRATOR, "quan")


@pytest.fixture
def acting_administrator(administrator: User) -> ActingUser:
    """The administrator at work."""
    return ActingUser(user=administrator, address=ADDRESS)


@pytest.fixture
def strict(settings: Settings) -> None:
    """Second factors are asked for, as they are outside of tests."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def secret(db: None) -> str:
    """The secret of an application for codes."""
    return str(generate_totp_secret())


@pytest.fixture
def sign_in() -> SignIn:
    """Sign somebody in by the pages, with a code where a secret is given."""

    def signed_in(user: User, secret: str | None = None, address: str = ADDRESS) -> Client:
        client = Client(REMOTE_ADDR=address)
        client.post("/login/", {"login": user.username, "password": password_of(user)})
        if secret:
            client.post("/login/code/", {"code": totp.code(secret)})
        return client

    return signed_in


def give_app(user: User, secret: str) -> None:
    """Give an account an application for codes, and recovery codes."""
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)


def signed_in_as(client: Client) -> int | None:
    """Return whose session a browser has; none where nobody is signed in."""
    key = client.session.get("_auth_user_id")
    return int(key) if key else None
