"""One round carried through all roles: from the survey of needs to the decision to send."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flow.planned import Planned

pytestmark = pytest.mark.browser

NAME = "Đợt cử đi học theo trình duyệt"
AGENCY = "CQ03"
OFFICER, AGENCY_OFFICER, APPROVER = "canbo", "coquan", "pheduyet"

Enter = Callable[[str], Page]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a round came to: the class that was offered, the nomination chosen, the decision."""

    offered: str
    nomination: str
    document: str


@pytest.fixture(scope="module")
def enter(chromium: Browser, planned: Planned) -> Iterator[Enter]:
    """Let an account of the demo in: each has one window for the whole test."""
    windows: dict[str, Page] = {}
    errors: list[str] = []

    def of(username: str) -> Page:
        if username not in windows:
            context = chromium.new_context(
                viewport={"width": 1280, "height": 900},
                reduced_motion="reduce",
                base_url=planned.address,
            )
            session = planned.signed_in(username)
            context.add_cookies([planned.cookie(session)])  # type: ignore[list-item]
            windows[username] = context.new_page()
            windows[username].set_default_timeout(8000)
            windows[username].on("pageerror", lambda error: errors.append(str(error)))
        return windows[username]

    yield of
    for window in windows.values():
        window.context.close()
    assert errors == []


def _press(page: Page, button: str) -> None:
    """Press the last such button and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator(button).last.click()


def _send(page: Page, form: str) -> None:
    """Press the button of a form; what it does must not be refused."""
    _press(page, f"{form} button[type=submit]")
    refused = page.locator(".field__error, .notice--error")
    assert refused.count() == 0, refused.all_inner_texts()


def _set_up(page: Page) -> str:
    """Set up a round of every programme, and return its address."""
    page.goto("/rounds/new/")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=first_day]").fill(f"{date.today():%d/%m/%Y}")
    for box in page.locator("fieldset input[type=checkbox]").all():
        box.check()
    _send(page, "main form")
    page.wait_for_url(re.compile(r"/rounds/\d+/$"))
    return page.url


def _open(page: Page, address: str, stage: str) -> None:
    page.goto(address)
    _send(page, f"form[action$='/steps/{stage}/open/']")


def _end(page: Page, address: str, stage: str) -> None:
    """End a step, although most agencies are not done."""
    page.goto(address)
    despite = page.locator("[name=despite_open]")
    if despite.count():
        despite.check()
    _send(page, f"form[action$='/steps/{stage}/finish/']")


def _survey(page: Page, address: str) -> None:
    """Confirm everything but one need, which is refused with a reason, and hand it in."""
    page.goto(f"{address}agencies/{AGENCY}/survey/")
    _press(page, "form[action$='/answer/'] [name=everything] ~ button")
    page.locator("tbody [name=row]").first.check()
    page.locator("#s-reason").fill("Sắp chuyển vị trí")
    _press(page, "[name=verdict][value=refused]")
    expect(page.locator("tbody").get_by_text("Sắp chuyển vị trí").first).to_be_visible()
    _send(page, "form[action$='/tasks/survey/done/']")


def _comment(page: Page, address: str) -> None:
    page.goto(f"{address}agencies/{AGENCY}/")
    page.locator("[name=text]").fill("Đề nghị mở lớp sau mùa mưa bão")
    _send(page, "form[action$='/comment/']")


def _answer_comment(page: Page, address: str) -> None:
    page.goto(f"{address}comments/")
    page.locator("[name=answer]").first.fill("Đã xếp lớp vào tháng 3")
    _send(page, "form[action*='/comments/']")


def _nominate(page: Page, address: str) -> str:
    """Take over whom the plan sends to the first class that has somebody, and hand them in."""
    page.goto(f"/nominations/round/{address.rstrip('/').rpartition('/')[2]}/")
    classes = [link.get_attribute("href") for link in page.locator("main tbody th a").all()]
    for offered in classes:
        page.goto(str(offered))
        if page.locator("form[action$='/plan/']").count():
            break
    _send(page, "form[action$='/plan/']")
    _send(page, "form[action$='/submit/']")
    return page.url.rstrip("/").rpartition("/")[2]


def _select(page: Page, offered: str) -> str:
    """Rank the nominees, choose the first, and return that nomination."""
    page.goto(f"/selection/{offered}/")
    _send(page, "form[action$='/rank/']")
    best = page.locator("[name=row]").first
    best.check()
    nomination = str(best.get_attribute("value"))
    _press(page, "button[formaction$='/select/']")
    expect(page.locator(".notice--error")).to_have_count(0)
    return nomination


def _draft(page: Page, offered: str) -> str:
    page.goto(f"/offers/{offered}/decision/")
    page.locator("[name=signer] option").nth(1).evaluate("option => option.selected = true")
    _send(page, "main form")
    return page.url


def _number(page: Page, document: str) -> None:
    page.goto(document)
    _send(page, "form[action$='/number/']")


@pytest.fixture(scope="module")
def decided(enter: Enter) -> Decided:
    """One round, carried through by those whose work each step is."""
    officer, agency, approver = enter(OFFICER), enter(AGENCY_OFFICER), enter(APPROVER)
    address = _set_up(officer)
    _open(officer, address, "survey")
    _survey(agency, address)
    _end(officer, address, "survey")

    _open(officer, address, "draft_plan")
    _send(officer, "form[action$='/plan/']")
    _end(officer, address, "draft_plan")
    _open(officer, address, "comments")
    _comment(agency, address)
    _answer_comment(officer, address)
    _end(officer, address, "comments")

    _open(officer, address, "approval")
    approver.goto(address)
    _send(approver, "form[action$='/approve/']")
    officer.goto(address)
    _open(officer, address, "quotas")
    _send(officer, "form[action$='/issue/']")
    _open(officer, address, "nomination")
    offered = _nominate(agency, address)
    _end(officer, address, "nomination")

    _open(officer, address, "selection")
    nomination = _select(officer, offered)
    _end(officer, address, "selection")
    _open(officer, address, "decision")
    document = _draft(officer, offered)
    _number(approver, document)
    return Decided(offered, nomination, document)


def test_a_round_from_the_survey_to_the_decision(decided: Decided, enter: Enter) -> None:
    """Its end as the agency sees it: whoever was chosen is in a numbered decision."""
    agency = enter(AGENCY_OFFICER)
    agency.goto(f"/nominations/class/{decided.offered}/")
    chosen = agency.locator(f"main tr:has(a[href='/nominations/{decided.nomination}/'])")
    expect(chosen).to_contain_text("Đã quyết định")


@pytest.mark.libreoffice
def test_the_agency_prints_the_decision(decided: Decided, enter: Enter) -> None:
    printed = enter(AGENCY_OFFICER).request.get(f"{decided.document}pdf/?look")
    assert printed.body().startswith(b"%PDF"), printed.status
