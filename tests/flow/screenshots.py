"""Pictures of every page, in both languages and both widths.

``python -m tests.flow.screenshots http://127.0.0.1:8000`` visits a running demo and writes
``docs/screenshots/<page>-<language>-<width>.png``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.flow.browser import real_browser, sign_in
from tests.flow.installation import Installation
from tests.flow.small_png import small_png

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SIZES = ((360, 740), (1920, 1080))
LANGUAGES = ("vi", "en")
SETTLED = 700
"""Milliseconds for a chart to be drawn."""

FIRST = "tbody th a"


def _at(path: str) -> Callable[[Page, str], None]:
    return lambda page, address: page.goto(address + path) and None


def _first_of(path: str, link: str = FIRST) -> Callable[[Page, str], None]:
    """Open the first row of a list."""

    def visit(page: Page, address: str) -> None:
        page.goto(address + path)
        page.goto(address + str(page.locator(link).first.get_attribute("href")))

    return visit


PAGES: dict[str, Callable[[Page, str], None]] = {
    "desk": _at("/"),
    "overview": _at("/province/"),
    "units": _at("/units/?sort=-overdue"),
    "unit": _first_of("/units/?kind=department"),
    "people": _at("/people/"),
    "person": _first_of("/needs/?force=overdue&outcome=not_yet"),
    "needs": _at("/needs/?force=overdue"),
    "requirements": _at("/requirements/"),
    "programmes": _at("/programmes/"),
    "plan": _at("/plan/"),
    "rounds": _at("/rounds/"),
    "round": _first_of("/rounds/", "main h2 a"),
    "survey": _at("/rounds/1/agencies/CQ03/survey/"),
    "nominations": _at("/nominations/"),
    "nominations-class": _first_of("/nominations/"),
    "selection": _first_of("/nominations/", "main a[href^='/selection/']"),
    "quotas": _first_of("/nominations/", "main a[href^='/quotas/']"),
    "documents": _at("/documents/"),
    "templates": _at("/templates/"),
    "estimate": _at("/costs/estimate/"),
    "budgets": _at("/costs/budgets/"),
    "service-owed": _at("/costs/commitments/"),
    "scenarios": _at("/scenarios/"),
    "replanning": _at("/replanning/"),
    "returns": _at("/returns/"),
    "return": _at("/returns/NV-01/"),
    "classes": _at("/classes/"),
    "class": _first_of("/classes/?sort=-size"),
    "timetables": _at("/timetables/"),
    "site": _first_of("/timetables/"),
    "lecturer": _first_of("/timetables/?sort=-sessions", f".table-box--list {FIRST}"),
    "search": _at("/search/?q=nguyen"),
    "imports": _at("/imports/"),
    "upload": _at("/upload/"),
    "privacy": _at("/privacy/"),
    "notices": _at("/notices/"),
    "account": _at("/account/"),
    "jobs": _at("/jobs/"),
    "design": _at("/ui/"),
    "not-found": _at("/khong-co/"),
}


def take_all(installation: Installation, folder: Path) -> int:
    """Write every picture and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with real_browser() as browser:
        blank = browser.new_page()
        for width, height in SIZES:
            for language in LANGUAGES:
                with _at_the_door(browser, installation, width, height, language) as page:
                    picture = small_png(page.screenshot(), blank)
                (folder / f"login-{language}-{width}.png").write_bytes(picture)
                taken += 1
            with _signed_in(browser, installation, width, height) as page:
                for language in LANGUAGES:
                    _speak(page, installation, language)
                    for name, visit in PAGES.items():
                        visit(page, installation.address)
                        page.wait_for_load_state("networkidle")
                        page.wait_for_timeout(SETTLED)
                        path = folder / f"{name}-{language}-{width}.png"
                        path.write_bytes(small_png(page.screenshot(), blank))
                        taken += 1
    return taken


@contextmanager
def _signed_in(
    browser: Browser, installation: Installation, width: int, height: int
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, installation)
    yield page
    context.close()


@contextmanager
def _at_the_door(
    browser: Browser, installation: Installation, width: int, height: int, language: str
) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    _speak(page, installation, language)
    page.goto(f"{installation.address}/login/")
    yield page
    context.close()


def _speak(page: Page, installation: Installation, language: str) -> None:
    page.context.add_cookies(
        [{"name": "django_language", "value": language, "url": installation.address}]
    )


def main() -> None:
    """Read the address of a running demo from the command line and picture it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    take_all(Installation(asked.address.rstrip("/")), asked.folder)


if __name__ == "__main__":
    main()
