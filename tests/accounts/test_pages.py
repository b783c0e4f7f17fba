"""The pages of accounts: who opens them, by how many queries, in which language."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.accounts import totp
from tests.accounts.conftest import SignIn, give_app, password_of
from tests.conftest import holding
from thuctien.accounts.selectors.accounts import AccountFilter, list_accounts
from thuctien.accounts.services.samples import SAMPLE_ACCOUNTS, ensure_sample_accounts
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.lists import Asked
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.people.models import Unit

OWN_PAGES = [
    "/account/",
    "/account/second-step/",
    "/account/delegations/",
    "/account/password/",
    "/account/again/",
    "/account/again/code/",
    "/account/app/remove/",
    "/account/passkeys/add/",
    "/account/codes/",
    "/account/codes/make/",
    "/logout/",
]
DOORS = [
    "/login/",
    "/login/closed/",
    "/password/",
    "/password/sent/",
    "/password/chosen/",
    "/password/1-x/",
]
KEPT_PAGES = ["/accounts/", "/accounts/new/", "/accounts/{one}/"]
SAME_IN_BOTH = {"Thực Tiễn", "English", "Tiếng Việt", "AGPL-3.0"}


def _own_part(page: str) -> str:
    """Return what is the page's own: the title and the main part, without head and menu."""
    return "".join(re.findall(r"<title>.*?</title>|<main\b.*?</main>", page, flags=re.DOTALL))


def _texts(client: Client, path: str, language: str) -> set[str]:
    """Return the texts of a page that a reader sees or hears, without what is the same anyway."""
    client.cookies["django_language"] = language
    page = client.get(path).content.decode()
    main = re.sub(r"<(script|style|code)\b.*?</\1>", "", _own_part(page), flags=re.DOTALL)
    spoken = re.findall(r"(?:aria-label|alt|title|placeholder)=\"([^\"]+)\"", main)
    found = [*spoken, *re.sub(r"<[^>]+>", "\n", main).splitlines()]
    return {unescape(text).strip() for text in found}


def _untranslated(client: Client, path: str) -> set[str]:
    """Return texts of two words and more that are alike in both languages."""
    alike = _texts(client, path, "vi") & _texts(client, path, "en")
    return {
        text
        for text in alike
        if len(re.findall(r"[A-Za-zÀ-ỹ]{2,}", text)) > 1 and text not in SAME_IN_BOTH
    }


@pytest.mark.parametrize("path", DOORS)
def test_no_door_mixes_languages(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 200
    assert _untranslated(client, path) == set()


@pytest.mark.parametrize("path", OWN_PAGES)
def test_no_own_page_mixes_languages(
    officer: User, secret: str, sign_in: SignIn, path: str
) -> None:
    give_app(officer, secret)
    client = sign_in(officer, secret)
    assert client.get(path).status_code == 200
    assert _untranslated(client, path) == set()


def test_adding_an_application_does_not_mix_languages(officer: User, sign_in: SignIn) -> None:
    assert _untranslated(sign_in(officer), "/account/app/add/") == set()


@pytest.mark.parametrize("path", KEPT_PAGES)
def test_no_page_of_administrators_mixes_languages(
    officer: User, administrator: User, sign_in: SignIn, path: str
) -> None:
    client = sign_in(administrator)
    named = {f"{officer} · Thực Tiễn"}
    assert _untranslated(client, path.format(one=officer.pk)) - named == set()


@pytest.mark.parametrize("fault", ["", "ngan", "matkhau2027matkhau", "mat-khau-cua-lan"])
def test_faults_of_a_password_are_told_in_vietnamese(
    officer: User, sign_in: SignIn, fault: str
) -> None:
    client = sign_in(officer)
    typed = {"oldpassword": "sai", "password1": fault, "password2": "khac han di"}
    errors = client.post("/account/password/", typed).context["form"].errors
    assert errors
    assert not re.search(r"\b(the|password|field|is|must|this)\b", str(errors.as_text()).lower())


def test_a_wrong_code_is_told_in_vietnamese(officer: User, secret: str, sign_in: SignIn) -> None:
    give_app(officer, secret)
    page = sign_in(officer).post("/login/code/", {"code": "000000"})
    assert page.context["form"].errors["code"] == ["Mã không đúng, hoặc đã được dùng."]


def test_the_demo_shows_its_accounts_at_the_door(client: Client, db: None) -> None:
    assert "mau-can-bo-2027" not in client.get("/login/").content.decode()
    ensure_sample_accounts(acting_user=SYSTEM)
    page = client.get("/login/").content.decode()
    assert all(account.password in page for account in SAMPLE_ACCOUNTS)


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    acting_administrator: ActingUser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        holding(Role.LEADER, f"nguoi{number}")
    with django_assert_num_queries(5):
        page = list_accounts(AccountFilter(), Asked(), acting_user=acting_administrator)
        assert len([row.roles for row in page.object_list]) == 31


def test_the_list_is_handed_out_as_it_is_filtered(
    officer: User, leader: User, administrator: User, sign_in: SignIn, home: Path
) -> None:
    answer = sign_in(administrator).get("/accounts/?role=leader&format=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("Tên", "Tên đăng nhập")
    assert [(row[1], row[3]) for row in rows[1:]] == [("hung", "Lãnh đạo (chỉ xem) · toàn tỉnh")]


def test_words_find_with_and_without_marks(acting_administrator: ActingUser) -> None:
    User.objects.create_user("an", display_name="Đỗ Trọng Ân", email="an@so.example.vn")
    User.objects.create_user("binh", display_name="Lê Bình")
    for text, found in {
        "do trong": ["an"],
        "Bình": ["binh"],
        "so.example": ["an"],
        "zz": [],
    }.items():
        page = list_accounts(AccountFilter(), Asked(text), acting_user=acting_administrator)
        assert [row.user.username for row in page.object_list] == found


def test_the_order_is_by_given_name_in_the_vietnamese_alphabet(
    acting_administrator: ActingUser,
) -> None:
    User.objects.exclude(pk=acting_administrator.user.pk).delete()  # type: ignore[union-attr]
    User.objects.update(display_name="Phạm Quân")
    for name in ("Trần Đạt", "Lê Dũng", "Nguyễn Ánh", "Đinh Anh"):
        User.objects.create_user(name.lower().replace(" ", ""), display_name=name)
    page = list_accounts(AccountFilter(), Asked(), acting_user=acting_administrator)
    names = [row.user.display_name for row in page.object_list]
    assert names == ["Đinh Anh", "Nguyễn Ánh", "Lê Dũng", "Trần Đạt", "Phạm Quân"]


def test_filters_by_role_and_state(acting_administrator: ActingUser, officer: User) -> None:
    closed = holding(Role.LEADER, "dong")
    closed.is_active = False
    closed.save()
    asked = {
        AccountFilter(role=Role.PROVINCE_OFFICER): ["lan"],
        AccountFilter(state="closed"): ["dong"],
        AccountFilter(state="locked"): [],
    }
    for wanted, found in asked.items():
        page = list_accounts(wanted, Asked(), acting_user=acting_administrator)
        assert [row.user.username for row in page.object_list] == found


@pytest.mark.parametrize(("role", "opens"), [(Role.AUDITOR, 200), (Role.LEADER, 403)])
def test_auditors_read_the_list_and_others_do_not(
    db: None, sign_in: SignIn, role: Role, opens: int
) -> None:
    assert sign_in(holding(role, "minh")).get("/accounts/").status_code == opens


def test_pages_take_few_queries(
    officer: User,
    administrator: User,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(administrator)
    for path in ("/account/", "/account/delegations/", "/accounts/", f"/accounts/{officer.pk}/"):
        with django_assert_max_num_queries(22):
            assert client.get(path).status_code == 200


def test_a_role_is_given_and_taken_back_by_the_pages(
    stored_province: Province, administrator: User, sign_in: SignIn
) -> None:
    user = User.objects.create_user("moi", display_name="Người mới")
    unit = Unit.objects.filter(depth=1).first()
    assert unit is not None
    client = sign_in(administrator)
    form = {
        "role": Role.AGENCY_OFFICER,
        "unit": unit.pk,
        "valid_from": timezone.localdate().isoformat(),
        "reason": "QĐ 12",
    }
    assert client.post(f"/accounts/{user.pk}/roles/", form).status_code == 302
    held = RoleHeld.objects.get(user=user)
    assert (held.unit_id, held.reason) == (unit.pk, "QĐ 12")
    wrong = client.post(f"/accounts/{user.pk}/roles/", {**form, "unit": "KHONG-CO"})
    assert wrong.context["grant_form"].errors["unit"] == ["Không có đơn vị mang mã này."]
    for unclear in ({"unit": ""}, {"everywhere": "on"}):
        asked = client.post(f"/accounts/{user.pk}/roles/", {**form, **unclear})
        assert asked.context["grant_form"].errors["unit"]
    client.post(f"/accounts/{user.pk}/roles/{held.pk}/revoke/", {"reason": "thôi"})
    assert RoleHeld.objects.get(user=user).revoked_at is not None


def test_an_account_is_made_by_the_page_and_its_link_shown(
    administrator: User, sign_in: SignIn
) -> None:
    client = sign_in(administrator)
    form = {"username": "moi.den", "display_name": "Người Mới", "email": ""}
    page = client.post("/accounts/new/", form, follow=True)
    assert User.objects.get(username="moi.den").display_name == "Người Mới"
    assert "/password/" in page.context["one_time_link"]


def test_what_matters_asks_for_the_password_and_then_goes_on(
    officer: User, administrator: User, sign_in: SignIn
) -> None:
    client = sign_in(administrator)
    session = client.session
    for entry in session["account_authentication_methods"]:
        entry["at"] -= 3600
    session.save()
    asked = client.post(f"/accounts/{officer.pk}/link/")
    assert asked.headers["Location"].startswith("/account/again/")
    client.post(asked.headers["Location"], {"password": password_of(administrator)})
    page = client.get(f"/accounts/{officer.pk}/")
    assert "/password/" in page.context["one_time_link"]


def test_removing_lost_factors_by_the_page(
    officer: User, administrator: User, secret: str, sign_in: SignIn
) -> None:
    give_app(officer, secret)
    theirs = sign_in(officer, secret)
    sign_in(administrator).post(
        f"/accounts/{officer.pk}/factors/", {"reason": "mất điện thoại, gặp trực tiếp"}
    )
    assert not officer.authenticator_set.exists()  # type: ignore[attr-defined]
    assert theirs.get("/account/").status_code == 302
    assert totp.code(secret)
