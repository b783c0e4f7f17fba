"""WCAG 2.2 AA on every page that the address map has: a new page is looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.flow.every_page import Found, find_pages, view_names
from tests.flow.planned import Planned

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(RULES)},
    "resultTypes": ["violations"],
    "preload": False,  # asks for every stylesheet again, and that under wrong addresses
}
ALSO = ["/rounds/1/agencies/CQ03/survey/"]
"""What only an agency is led to: the survey that the first round of the demo waits for."""
FOR_AN_APPROVER = "opens for an approver, which the account that sees most is not"
AFTER_A_DECISION = "needs a decision that sends people, as test_a_round makes one"
NOT_LED_TO = {
    "account_reset_password_from_key": "its link comes by mail",
    "costs:case_decide": FOR_AN_APPROVER,
    "documents:number": FOR_AN_APPROVER,
    "documents:pdf": "a file, offered where there is LibreOffice",
    "job_progress": "a part of the page of a job, while it runs",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
    "openid_connect_callback": "needs a provider of identities",
    "openid_connect_login": "needs a provider of identities",
    "scenarios:adopt": FOR_AN_APPROVER,
    "sending:approve_exception": FOR_AN_APPROVER,
    "sending:approve_plan": FOR_AN_APPROVER,
    "sending:decision_amend": AFTER_A_DECISION,
    "sending:decision_cancel": AFTER_A_DECISION,
    "sending:refuse_plan": FOR_AN_APPROVER,
}
NARROW, WIDE = 360, 1280

LOADED_LATER = "[hx-trigger*=revealed], [hx-trigger*=load], [data-chart]"
OPEN_DETAILS = "document.querySelectorAll('main details').forEach(d => { d.open = true; })"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def found(planned: Planned) -> Found:
    """All pages, as the account that sees most finds them."""
    return find_pages(planned.address, planned.session, ALSO)


def _context(browser: Browser, planned: Planned, width: int, theme: str) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        base_url=planned.address,
    )
    context.add_cookies([planned.cookie()])  # type: ignore[list-item]
    return context


@pytest.fixture(params=[(WIDE, "light"), (WIDE, "dark"), (NARROW, "light")], ids=str)
def looked_at(
    request: pytest.FixtureRequest, chromium: Browser, planned: Planned
) -> Iterator[Page]:
    """A page in one of the themes and widths."""
    width, theme = request.param
    context = _context(chromium, planned, width, theme)
    yield context.new_page()
    context.close()


def _faults(page: Page) -> list[str]:
    """Return what axe-core finds: the rule, and where."""
    violations: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in violations
        for node in violation["nodes"][:2]
    ]


def test_every_view_is_looked_at_or_answers_with_something_else(found: Found) -> None:
    """A view that no page leads to cannot be tested, nor used."""
    names = {name for name, _route in view_names()}
    assert names - set(found.pages) - found.other - set(NOT_LED_TO) == set()
    assert len(found.pages) > 30


def test_axe_finds_what_is_wrong(chromium: Browser, planned: Planned) -> None:
    """A test that cannot fail says nothing: a picture without words is found."""
    context = _context(chromium, planned, WIDE, "light")
    page = context.new_page()
    page.goto("/jobs/")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert any(fault.startswith("image-alt") for fault in _faults(page))
    context.close()


FORMS_WITHOUT_HELP = """() => [...document.querySelectorAll("main form")].filter(form => {
  const typed = form.querySelector(
    "input:not([type=hidden]):not([type=submit]):not([name=row]), select, textarea");
  return typed && !form.closest(".list-tools, .bulk") && form.method !== "dialog" &&
    !(form.closest("section, main").querySelector(".help, .field__help"));
}).map(form => form.outerHTML.slice(0, 200))"""


def test_every_form_has_help_beside_it(chromium: Browser, planned: Planned, found: Found) -> None:
    """In plain words: for the form as a whole, or for its fields."""
    context = _context(chromium, planned, WIDE, "light")
    page = context.new_page()
    without = {}
    for name, path in found.pages.items():
        page.goto(path)
        if forms := page.evaluate(FORMS_WITHOUT_HELP):
            without[name] = forms
    context.close()
    assert without == {}


def test_axe_finds_nothing(looked_at: Page, found: Found) -> None:
    """In light and dark at a desk, and on a telephone; with everything unfolded."""
    faults = {}
    for name, path in found.pages.items():
        looked_at.goto(path)
        if looked_at.locator(LOADED_LATER).count():
            looked_at.wait_for_load_state("networkidle")
        looked_at.evaluate(OPEN_DETAILS)
        if here := _faults(looked_at):
            faults[name] = here
        if looked_at.evaluate(TOO_WIDE):
            faults.setdefault(name, []).append("wider than the screen")
    assert faults == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/login/", "/ui/", "/khong-co/"])
def test_axe_finds_nothing_at_the_door(
    chromium: Browser, planned: Planned, path: str, theme: str
) -> None:
    """Pages for those who are not signed in, and the page that does not exist."""
    context = _context(chromium, planned, NARROW, theme)
    context.clear_cookies()
    page = context.new_page()
    page.goto(path)
    assert _faults(page) == []
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(chromium: Browser, planned: Planned, theme: str) -> None:
    """The results under the search box, the account's menu, the menu on a telephone."""
    context = _context(chromium, planned, NARROW, theme)
    page = context.new_page()
    page.goto("/people/")
    page.locator("[data-action=menu]").click()
    assert _faults(page) == []
    page.locator("[data-action=menu]").click()
    page.locator("#site-search").press_sequentially("nguyen")
    page.locator("#site-search-hits [role=option]").first.wait_for()
    assert _faults(page) == []
    page.keyboard.press("Escape")
    page.locator(".site-header details.dropdown > summary").click()
    assert _faults(page) == []
    context.close()
