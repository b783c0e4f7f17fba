"""Who sees personal data shows a second factor before anything opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.accounts import totp
from tests.accounts.conftest import SignIn, give_app, password_of, signed_in_as
from tests.conftest import holding
from thuctien.accounts.services.delegations import delegate
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, RoleHeld, User
from thuctien.base.policy import Role

pytestmark = pytest.mark.usefixtures("strict")

NEEDED = "/account/second-step/"


def _where(client: Client, path: str) -> str:
    """Return where a page leads, or the page itself where it opens."""
    answer = client.get(path)
    return answer.headers["Location"] if answer.status_code == 302 else f"{answer.status_code}"


@pytest.mark.parametrize("path", ["/province/", "/people/", "/jobs/", "/account/", "/plan/"])
def test_nothing_else_opens_before(officer: User, sign_in: SignIn, path: str) -> None:
    assert _where(sign_in(officer), path) == NEEDED


def test_a_part_of_a_page_leads_the_whole_page_there(officer: User, sign_in: SignIn) -> None:
    """A script would follow a redirect and put the other page into the part."""
    answer = sign_in(officer).get("/people/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, NEEDED)


@pytest.mark.parametrize("path", [NEEDED, "/account/app/add/", "/account/passkeys/add/"])
def test_what_sets_one_up_opens(officer: User, sign_in: SignIn, path: str) -> None:
    assert _where(sign_in(officer), path) == "200"


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_application_opens_the_rest(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    secret = client.get("/account/app/add/").context["form"].secret
    answer = client.post("/account/app/add/", {"code": totp.code(secret)})
    assert answer.headers["Location"] == "/account/codes/"
    codes = client.get("/account/codes/").context["unused_codes"]
    assert len(codes) == 10
    assert _where(client, "/account/") == "200"
    assert AuditEntry.objects.filter(action="accounts.app.add", user=officer).exists()


def test_the_secret_is_sealed_in_the_database(officer: User, secret: str) -> None:
    give_app(officer, secret)
    kept = Authenticator.objects.filter(user=officer).values_list("data", flat=True)
    assert secret not in str(list(kept))


def test_with_a_code_one_comes_in(officer: User, secret: str, sign_in: SignIn) -> None:
    give_app(officer, secret)
    client = sign_in(officer, secret)
    assert _where(client, "/account/") == "200"
    entry = AuditEntry.objects.get(action="accounts.sign_in")
    assert entry.after == {"methods": ["password", "mfa"]}


def test_the_password_alone_signs_nobody_in(officer: User, secret: str, sign_in: SignIn) -> None:
    give_app(officer, secret)
    assert signed_in_as(sign_in(officer)) is None


def test_a_code_works_once(officer: User, secret: str, sign_in: SignIn) -> None:
    give_app(officer, secret)
    shown = totp.code(secret)
    seen = []
    for _ in range(2):
        client = sign_in(officer)
        client.post("/login/code/", {"code": shown})
        seen.append(signed_in_as(client))
    assert seen == [officer.pk, None]


def test_a_recovery_code_works_once(officer: User, secret: str, sign_in: SignIn) -> None:
    give_app(officer, secret)
    kept = Authenticator.objects.get(user=officer, type=Authenticator.Type.RECOVERY_CODES)
    code = kept.wrap().get_unused_codes()[0]
    seen = []
    for _ in range(2):
        client = sign_in(officer)
        client.post("/login/code/", {"code": code})
        seen.append(signed_in_as(client))
    assert seen == [officer.pk, None]


def test_a_session_begun_without_one_does_not_open_when_one_is_added_elsewhere(
    officer: User, secret: str, sign_in: SignIn
) -> None:
    """Somebody with a stolen password does not profit from the owner's care."""
    stolen = sign_in(officer)
    give_app(officer, secret)
    assert _where(stolen, "/people/").startswith("/account/again/code/")


def test_sample_accounts_are_exempt_and_the_page_says_so(officer: User, sign_in: SignIn) -> None:
    User.objects.update(is_sample=True)
    page = sign_in(officer).get("/account/")
    assert "không cần bước thứ hai" in page.content.decode()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ASSESSOR, Role.LEARNER])
def test_who_sees_nobodys_data_is_not_asked(role: Role, sign_in: SignIn, db: None) -> None:
    assert _where(sign_in(holding(role, "minh")), "/account/") == "200"


def test_acting_for_somebody_who_sees_data_needs_one(
    officer: User, administrator: User, sign_in: SignIn
) -> None:
    helper = holding(Role.ASSESSOR, "minh")
    today = timezone.localdate()
    lent = delegate(
        helper,
        list(RoleHeld.objects.filter(user=officer)),
        valid_from=today,
        valid_to=today + timedelta(days=3),
        reason="nghỉ phép",
        acting_user=ActingUser(user=officer),
    )
    client = sign_in(helper)
    client.post(f"/account/delegations/{lent.pk}/act/")
    assert _where(client, "/people/") == NEEDED
    assert client.post("/account/delegations/stop/").status_code == 302
    assert _where(client, "/account/") == "200"


def test_something_that_matters_asks_again_after_a_while(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    session = client.session
    for entry in session["account_authentication_methods"]:
        entry["at"] -= 3600
    session.save()
    assert _where(client, "/account/app/add/").startswith("/account/again/?next=")
    client.post("/account/again/?next=/account/app/add/", {"password": password_of(officer)})
    assert _where(client, "/account/app/add/") == "200"
