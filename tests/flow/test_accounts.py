"""Signing in as people do it, in a real browser: codes, passkeys, another provider, guessing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accounts import totp
from tests.accounts.provider.running import CLIENT_ID, CLIENT_SECRET, running_provider
from tests.flow.browser import real_browser
from tests.flow.installation import Installation, running_installation
from thuctien.base.serving import free_port

pytestmark = pytest.mark.browser

PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of accounts that live as long as this file
PORT = 8200 + os.getpid() % 600
_ACCOUNTS = """
from django.utils import timezone
from thuctien.accounts.services.accounts import create_account
from thuctien.accounts.services.roles import grant_role
from thuctien.base.acting import SYSTEM
from thuctien.base.policy import Role
for name in ("minh", "hoa", "khanh", "nam", "oanh"):
    user = create_account(username=name, display_name=name.title(),
                          email=name + "@so.example.vn", acting_user=SYSTEM)
    user.set_password({password!r})
    user.save()
    grant_role(user, Role.PROVINCE_OFFICER if name in ("minh", "hoa") else Role.ASSESSOR,
               unit=None, valid_from=timezone.localdate(), valid_to=None, reason="thử",
               acting_user=SYSTEM)
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with accounts that are no samples, which trusts a provider of identities."""
    home, port = tmp_path_factory.mktemp("home"), free_port(PORT)
    back = f"http://localhost:{port}/login/with/oidc/back/"
    people = [("khanh-o-tinh", "khanh@so.example.vn"), ("la", "la@so.example.vn")]
    with (
        running_provider(tmp_path_factory.mktemp("provider"), people, [back]) as provider,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("THUCTIEN_OIDC_SERVER", provider.server)
        environment.setenv("THUCTIEN_OIDC_NAME", "Cổng của tỉnh")
        environment.setenv("THUCTIEN_OIDC_CLIENT_ID", CLIENT_ID)
        environment.setenv("THUCTIEN_OIDC_CLIENT_SECRET", CLIENT_SECRET)
        with running_installation(home, port) as running:
            _make_accounts(home)
            # Browsers keep passkeys for names, not for numbers.
            yield Installation(running.address.replace("127.0.0.1", "localhost"))


def _make_accounts(home: Path) -> None:
    environment = {**os.environ, "THUCTIEN_HOME": str(home)}
    environment.pop("THUCTIEN_DATABASE_URL", None)
    command = [sys.executable, "-m", "thuctien", "shell", "--command"]
    made = _ACCOUNTS.format(password=PASSWORD)
    subprocess.run([*command, made], env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for the tests of this file."""
    with real_browser() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody's own; an error of a script is a failure."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


def _sign_in(page: Page, installation: Installation, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{installation.address}/login/")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def _sign_out(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.address}/account/")
    page.locator("summary", has_text="Tài khoản của tôi").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(f"{installation.address}/login/")


def _plug_in_a_key(page: Page) -> None:
    """Give the browser an authenticator that always agrees."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _expect_inside(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.address}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")


def test_password_then_application_then_recovery_code(
    page: Page, installation: Installation
) -> None:
    """A new account of a role that sees people sets up its second step, and uses it."""
    _sign_in(page, installation, "minh")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cần có bước thứ hai")
    page.get_by_role("link", name="Ứng dụng sinh mã").click()
    expect(page.locator("img[src^='data:image/svg+xml']")).to_be_visible()
    secret = page.locator("[data-totp-key]").inner_text()
    page.get_by_label("Mã mà ứng dụng hiện ra").fill(totp.code(secret))
    page.get_by_role("button", name="Thêm").click()
    codes = page.locator("[data-recovery-code]")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    page.get_by_role("link", name="Tôi đã cất giữ").click()
    _expect_inside(page, installation)

    _sign_out(page, installation)
    _sign_in(page, installation, "minh")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước thứ hai")
    page.get_by_label("Mã", exact=True).fill(totp.code(secret))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    _expect_inside(page, installation)

    _sign_out(page, installation)
    _sign_in(page, installation, "minh@so.example.vn")
    page.get_by_label("Mã", exact=True).fill(recovery)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    _expect_inside(page, installation)
    expect(page.get_by_text("còn 9")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(page: Page, installation: Installation) -> None:
    """With the browser's own authenticator; the passkey is also the second step that is needed."""
    _plug_in_a_key(page)
    _sign_in(page, installation, "hoa")
    page.get_by_role("link", name="Khóa truy cập").click()
    page.get_by_label("Tên khóa truy cập").fill("Máy ở cơ quan")
    page.get_by_label("Chỉ dùng khóa này để đăng nhập").check()
    page.get_by_role("button", name="Thêm").click()
    expect(page.locator("[data-recovery-code]")).to_have_count(10)
    _expect_inside(page, installation)
    expect(page.get_by_text("Máy ở cơ quan")).to_be_visible()

    _sign_out(page, installation)
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    _expect_inside(page, installation)

    _sign_out(page, installation)
    _sign_in(page, installation, "hoa")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    _expect_inside(page, installation)


def test_without_a_passkey_the_page_says_so(page: Page, installation: Installation) -> None:
    _plug_in_a_key(page)  # which holds none yet
    page.goto(f"{installation.address}/login/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.locator("[data-passkey-trouble]").first).to_be_visible()


def test_who_guesses_is_locked_out_in_words(page: Page, installation: Installation) -> None:
    for number in range(5):
        _sign_in(page, installation, "nam", f"sai lần {number}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập sai quá nhiều lần")
    expect(page.get_by_text("Hãy chờ 15 phút")).to_be_visible()
    _sign_in(page, installation, "nam")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập sai quá nhiều lần")


def test_a_session_elsewhere_is_ended(
    page: Page, browser: Browser, installation: Installation
) -> None:
    elsewhere = browser.new_context().new_page()
    for opened in (page, elsewhere):
        _sign_in(opened, installation, "oanh")
        _expect_inside(opened, installation)
    page.reload()
    sessions = page.get_by_role("region", name="Nơi bạn đang đăng nhập")
    expect(sessions.locator("tbody tr")).to_have_count(2)
    sessions.locator("tbody").get_by_role("button", name="Kết thúc").click()
    expect(sessions.locator("tbody tr")).to_have_count(1)
    elsewhere.goto(f"{installation.address}/account/")
    assert "/login/" in elsewhere.url
    elsewhere.context.close()


@pytest.mark.parametrize(("name", "comes_in"), [("khanh-o-tinh", True), ("la", False)])
def test_with_another_provider(
    page: Page, installation: Installation, name: str, comes_in: bool
) -> None:
    """The strict policy of what forms may do lets exactly this way out through."""
    page.goto(f"{installation.address}/login/")
    page.get_by_role("button", name="Đăng nhập bằng Cổng của tỉnh").click()
    page.get_by_label("as").fill(name)
    page.get_by_role("button", name="enter").click()
    page.wait_for_url(lambda url: url.startswith(installation.address))
    if comes_in:
        _expect_inside(page, installation)
        expect(page.get_by_text("khanh@so.example.vn")).to_be_visible()
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Không đăng nhập được bằng cách ấy"
        )
