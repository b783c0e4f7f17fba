"""Every role signs in with its sample account and does a day's work in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flow.browser import sign_in
from tests.flow.installation import Installation
from tests.flow.planned import Planned
from thuctien.accounts.services.samples import SAMPLE_ACCOUNTS, SampleAccount
from thuctien.base.policy import Role

pytestmark = pytest.mark.browser

ROWS = "table tbody tr"
EVERYBODY = ["/", "/jobs/"]
RULES = ["/requirements/", "/programmes/", "/costs/norms/", "/costs/rules/"]
SCHOOL = [*RULES, "/classes/", "/timetables/"]
OWED = ["/costs/commitments/", "/costs/compensations/"]
PAPERS = ["/documents/", "/issuing-bodies/", "/templates/", "/decision-words/"]
UNIT_FIGURES = ["/returns/", "/costs/estimate/agencies/"]
PLAN = ["/needs/", "/plan/", "/replanning/", "/rounds/"]
IN_A_UNIT = ["/units/", "/people/", *SCHOOL, *PLAN, "/nominations/"]
AGENCY = [*IN_A_UNIT, *OWED, *PAPERS, *UNIT_FIGURES]
READER = [*AGENCY, "/province/", "/scenarios/", "/costs/estimate/", "/costs/budgets/"]


@dataclass(frozen=True, slots=True)
class Day:
    """What the menu offers, what is done there (address and what must be seen), what is refused."""

    menu: list[str]
    work: dict[str, str]
    refused: str


DAYS = {
    Role.PROVINCE_OFFICER: Day(
        [*READER, "/imports/", "/upload/", "/privacy/"],
        {
            "/province/": ".figure-row",
            "/plan/": "[name=seed]",
            "/people/": ROWS,
            "/rounds/": "a[href='/rounds/new/']",
            "/scenarios/": "form[action='/scenarios/new/']",
        },
        "/accounts/",
    ),
    Role.APPROVER: Day(
        READER,
        {
            "/plan/": ".figure-row",
            "/needs/": ROWS,
            "/documents/": "h1",
            "/costs/compensations/": "h1",
        },
        "/imports/",
    ),
    Role.AGENCY_OFFICER: Day(
        [*AGENCY, "/imports/"],
        {
            "/people/": ROWS,
            "/needs/": ROWS,
            "/imports/": "[name=file]",
            "/rounds/": "h1",
            "/nominations/": "h1",
        },
        "/province/",
    ),
    Role.ACADEMIC_OFFICER: Day(
        [*SCHOOL, *PAPERS, *PLAN, "/people/"],
        {"/classes/": ROWS, "/people/": ROWS, "/templates/": ROWS},
        "/units/",
    ),
    Role.DEAN: Day(
        [*SCHOOL, *PLAN, "/people/"],
        {"/timetables/": ROWS, "/plan/": ".figure-row"},
        "/plan/workbook/",
    ),
    Role.LECTURER: Day(
        [*SCHOOL, "/people/", "/needs/"], {"/timetables/": ROWS, "/people/": ROWS}, "/plan/"
    ),
    Role.LEARNER: Day(
        [*SCHOOL, *OWED, "/people/", "/needs/"],
        {"/people/": ROWS, "/classes/": ROWS, "/costs/commitments/": "h1"},
        "/units/",
    ),
    Role.CENTRE_OFFICER: Day(
        [*SCHOOL, *UNIT_FIGURES, "/units/"],
        {"/units/": ROWS, "/programmes/": ROWS, "/returns/": "h1"},
        "/people/",
    ),
    Role.ASSESSOR: Day(
        [*SCHOOL, *UNIT_FIGURES, "/units/"], {"/units/": ROWS, "/classes/": ROWS}, "/needs/"
    ),
    Role.LEADER: Day(
        READER,
        {"/province/": ".figure-row", "/units/": ROWS, "/costs/estimate/": "h1"},
        "/upload/",
    ),
    Role.AUDITOR: Day(
        [*READER, "/accounts/", "/audit/"],
        {"/audit/": ROWS, "/accounts/": ROWS, "/costs/rules/": ROWS},
        "/imports/",
    ),
    Role.ADMINISTRATOR: Day(
        [*SCHOOL, "/accounts/"], {"/accounts/": ROWS, "/jobs/": ROWS}, "/people/"
    ),
}


@pytest.fixture
def page(chromium: Browser, planned: Planned) -> Iterator[Page]:
    """A browser in which nobody is signed in, and no script may fail."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", base_url=planned.address
    )
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def test_every_role_has_its_day_and_its_account() -> None:
    assert set(DAYS) == set(Role) == {account.role for account in SAMPLE_ACCOUNTS}


@pytest.mark.parametrize("account", SAMPLE_ACCOUNTS, ids=lambda account: account.role.value)
def test_a_day(account: SampleAccount, page: Page, planned: Planned) -> None:
    day = DAYS[account.role]
    sign_in(page, Installation(planned.address, account.username, account.password))
    expect(page.locator("h1")).to_have_text("Việc chờ tôi")
    menu = page.locator("#menu a")
    offered = {str(link.get_attribute("href")) for link in menu.all()}
    assert offered == {*EVERYBODY, *day.menu}
    for address, seen in day.work.items():
        page.locator(f'#menu a[href="{address}"]').click()
        page.wait_for_url(f"**{address}")
        expect(page.locator(seen).first).to_be_visible()
    _is_refused(page, day.refused)
    page.locator(".site-tools details summary").last.click()
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url("**/login/**")


def _is_refused(page: Page, address: str) -> None:
    """Say so in plain words, and lead back."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 403
    page.locator("main a[href='/']").click()
    expect(page.locator("h1")).to_have_text("Việc chờ tôi")
