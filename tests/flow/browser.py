"""A real browser, driven: Debian's Chromium without its chatter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.flow.installation import Installation
from tests.surroundings import chromium

ARGUMENTS = [
    "--no-sandbox",  # as root in a container there is none
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]


@contextmanager
def real_browser() -> Iterator[Browser]:
    """Start Chromium and end it with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, installation: Installation) -> None:
    """Sign in as the officer, by the keyboard only."""
    page.goto(f"{installation.address}/login/")
    page.locator("[name=login]").focus()
    page.keyboard.type(installation.username)
    page.keyboard.press("Tab")
    page.keyboard.type(installation.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
