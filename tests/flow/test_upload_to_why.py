"""The main job in a real browser: sign in, load a workbook, plan the year, ask why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flow.browser import real_browser, sign_in
from tests.flow.installation import Installation, running_installation
from thuctien.base.serving import free_port
from thuctien.engine.sample import sample_province
from thuctien.engine.workbook import write_province

pytestmark = pytest.mark.browser

PEOPLE = 400
FIRST_PORT = 8900
WAIT = 120_000
"""Milliseconds that a job may take on a slow machine."""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An empty installation for the tests of this file."""
    with running_installation(
        tmp_path_factory.mktemp("home"), free_port(FIRST_PORT + os.getpid() % 1000)
    ) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for the tests of this file."""
    with real_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser, installation: Installation) -> Iterator[Page]:
    """A signed-in page on which any error of a script is a failure."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    sign_in(opened, installation)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province of a few hundred people as a workbook."""
    path = tmp_path_factory.mktemp("files") / "tinh-mau.xlsx"
    write_province(sample_province(PEOPLE, seed=7, year=2027), path)
    return path


def test_from_a_workbook_to_the_reason_of_one_person(
    page: Page, installation: Installation, workbook: Path, tmp_path: Path
) -> None:
    """Every step by what a clerk sees on the screen, in Vietnamese although the browser is not."""
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("link", name="Nạp dữ liệu").first.click()
    page.set_input_files("input[type=file]", workbook)
    expect(page.locator("[data-file-name]")).to_have_text("tinh-mau.xlsx")
    page.get_by_role("button", name="Kiểm tra và nạp").click()
    expect(page.locator("#progress .chip--met")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("heading", name="Đã lưu")).to_be_visible()

    page.get_by_role("link", name="Lập kế hoạch").click()
    page.get_by_label("Năm kế hoạch").fill("2027")
    page.get_by_label("Giới hạn thời gian").fill("5")
    page.get_by_role("button", name="Lập kế hoạch").click()
    expect(page.locator("progress")).to_be_visible()
    expect(page.locator("#progress .chip--met")).to_be_visible(timeout=WAIT)
    page.get_by_role("link", name="Mở kế hoạch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2027")

    page.goto(f"{installation.address}/needs/?force=overdue")
    page.locator("tbody th a").first.click()
    expect(page.locator("#why .why__answer p").first).not_to_be_empty()
    expect(
        page.get_by_role("region", name="Tất cả yêu cầu").locator("tbody tr").first
    ).to_be_visible()
    page.screenshot(path=tmp_path / "why.png")

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Needs, and why")).to_be_visible()


def test_a_file_that_is_no_workbook_is_refused_with_its_reason(
    page: Page, installation: Installation, tmp_path: Path
) -> None:
    """No traceback: a sentence, and nothing stored."""
    wrong = tmp_path / "thu.xlsx"
    wrong.write_bytes(b"not a workbook")
    page.goto(f"{installation.address}/upload/")
    page.set_input_files("input[type=file]", wrong)
    page.get_by_role("button", name="Kiểm tra và nạp").click()
    expect(page.get_by_role("alert")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("heading", name="Lỗi theo vị trí")).to_be_visible()


def test_the_keyboard_reaches_the_content(page: Page, installation: Installation) -> None:
    """The first stop of Tab skips the menu; «/» goes to the search box."""
    page.goto(installation.address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()


def test_dark_is_remembered(page: Page, installation: Installation) -> None:
    """A theme chosen by hand survives the next page."""
    page.goto(f"{installation.address}/ui/")
    page.get_by_role("button", name="Nền sáng hoặc tối").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(f"{installation.address}/jobs/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize(
    "path", ["/", "/units/", "/people/", "/needs/", "/plan/", "/upload/", "/ui/"]
)
def test_no_page_is_wider_than_the_screen(
    page: Page, installation: Installation, path: str, width: int
) -> None:
    """What is wide scrolls in its own box (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(installation.address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
