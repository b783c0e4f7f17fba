"""Signing in with a real provider of identities, over real HTTP with real redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from tests.accounts.conftest import give_app, signed_in_as
from tests.accounts.provider import faults
from tests.accounts.provider.running import CLIENT_ID, CLIENT_SECRET, Provider, running_provider
from thuctien.base.models import AuditEntry, User

ADDRESS = "lan@so.example.vn"
FAULTS = (faults.OTHER_ISSUER, faults.EXPIRED, faults.OTHER_AUDIENCE, faults.OTHER_SUBJECT)
PEOPLE = [
    ("lan", ADDRESS),
    ("lan-o-day", "lan.khac@so.example.vn"),
    ("khong-quen", "khong.quen@so.example.vn"),
    (faults.UNVERIFIED, ADDRESS),
    *((fault, ADDRESS) for fault in FAULTS),
]
SignInAs = Callable[..., Client]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """A provider that runs as long as the tests of this file."""
    back = "http://testserver/login/with/oidc/back/"
    with running_provider(tmp_path_factory.mktemp("provider"), PEOPLE, [back]) as running:
        yield running


@pytest.fixture
def known(officer: User, provider: Provider, settings: Settings) -> User:
    """Somebody with an account and an address, in an installation that trusts the provider."""
    officer.email = ADDRESS
    officer.save()
    app = {
        "provider_id": "oidc",
        "name": "Tỉnh",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": provider.server, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return officer


def _go(name: str, client: Client | None = None) -> tuple[Client, int]:
    """Go the way to the provider and back as a browser does; return the last answer's status."""
    client = client or Client()
    asked = client.post("/login/with/oidc/").headers["Location"]
    query = parse_qs(urlsplit(asked).query)
    assert query["code_challenge_method"] == ["S256"]
    with requests.Session() as session:
        entered = session.get(asked, allow_redirects=False).headers["Location"]
        parts = urlsplit(asked)
        answer = session.get(
            f"{parts.scheme}://{parts.netloc}{entered}&as={name}", allow_redirects=False
        )
        while answer.headers["Location"].startswith("/"):
            url = f"{parts.scheme}://{parts.netloc}{answer.headers['Location']}"
            answer = session.get(url, allow_redirects=False)
    back = urlsplit(answer.headers["Location"])
    return client, client.get(f"{back.path}?{back.query}").status_code


def test_a_verified_address_links_to_the_account_that_has_it(known: User) -> None:
    client, status = _go("lan")
    assert (status, signed_in_as(client)) == (302, known.pk)
    assert SocialAccount.objects.get().user == known
    actions = list(AuditEntry.objects.order_by("position").values_list("action", flat=True))
    assert actions == ["accounts.provider.link", "accounts.sign_in"]


def test_the_second_time_the_link_is_known(known: User) -> None:
    _go("lan")
    User.objects.update(email="")
    client, _status = _go("lan")
    assert signed_in_as(client) == known.pk


@pytest.mark.parametrize("name", [*FAULTS, faults.UNVERIFIED])
def test_what_cannot_be_trusted_signs_nobody_in(known: User, name: str) -> None:
    client, status = _go(name)
    assert (status, signed_in_as(client)) == (403, None)
    assert not SocialAccount.objects.exists()


def test_an_unknown_user_gets_no_account(known: User) -> None:
    client, status = _go("khong-quen")
    assert (status, signed_in_as(client)) == (403, None)
    assert User.objects.count() == 1


def test_an_address_of_two_accounts_links_neither(known: User) -> None:
    User.objects.create_user("lan2", email=ADDRESS.upper())
    assert _go("lan")[1] == 403


def test_a_closed_or_a_sample_account_is_not_linked(known: User) -> None:
    for state in ({"is_active": False}, {"is_active": True, "is_sample": True}):
        User.objects.update(**state)
        assert _go("lan")[1] == 403


def test_an_account_closed_after_it_was_linked_does_not_open(known: User) -> None:
    _go("lan")
    User.objects.update(is_active=False)
    client, _status = _go("lan")
    assert signed_in_as(client) is None


def test_the_claim_that_is_named_links_by_user_name(known: User, settings: Settings) -> None:
    settings.OIDC_ACCOUNT_CLAIM = "preferred_username"
    User.objects.update(username="lan-o-day", email="")
    client, _status = _go("lan-o-day")
    assert signed_in_as(client) == known.pk


def test_with_a_claim_alone_no_address_links(known: User, settings: Settings) -> None:
    settings.OIDC_BY_EMAIL = False
    assert _go("lan")[1] == 403


def test_the_second_factor_is_asked_here_too(known: User, secret: str) -> None:
    give_app(known, secret)
    client, status = _go("lan")
    assert (status, signed_in_as(client)) == (302, None)
    assert client.get("/login/code/").status_code == 200


def test_an_answer_that_nobody_asked_for_is_refused(known: User) -> None:
    answer = Client().get("/login/with/oidc/back/?code=x&state=y")
    assert answer.status_code == 403


def test_a_session_cannot_be_bound_to_another_identity(known: User, leader: User) -> None:
    """Linking is for the door only: nobody hangs a stranger's identity on an open session."""
    client = Client()
    client.force_login(leader)
    asked = client.post("/login/with/oidc/?process=connect")
    assert asked.status_code == 302
    assert not SocialAccount.objects.filter(user=leader).exists()


def test_who_stops_there_is_told_so(known: User) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.post("/login/with/oidc/").headers["Location"]).query)["state"]
    answer = client.get(f"/login/with/oidc/back/?error=access_denied&state={state[0]}")
    assert answer.status_code == 403
    assert "Không đăng nhập được" in answer.content.decode()
