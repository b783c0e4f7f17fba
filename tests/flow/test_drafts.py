"""What is typed is kept when the network or the session ends, and is stored once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flow.planned import SESSION_COOKIE, Planned
from thuctien.base.once import DONE_COOKIE

pytestmark = pytest.mark.browser

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"
JOBS = "[...document.querySelectorAll('tbody th a')].length"


@pytest.fixture
def form(desk: Page) -> Iterator[Page]:
    """The form that asks for a plan, opened."""
    desk.goto("/plan/")
    expect(desk.locator("[name=seed]")).to_be_visible()
    yield desk
    desk.context.set_offline(False)
    desk.evaluate("localStorage.clear()")


def _type_seed(page: Page, seed: str) -> None:
    page.locator("[name=seed]").fill(seed)
    for _attempt in range(50):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(50)
    pytest.fail("nothing was kept")


def test_what_was_typed_is_there_after_a_reload(form: Page) -> None:
    _type_seed(form, "4321")
    form.reload()
    expect(form.locator("[name=seed]")).to_have_value("4321")
    expect(form.get_by_role("status").filter(has_text="Đã khôi phục")).to_be_visible()


def test_one_may_start_anew(form: Page) -> None:
    before = form.locator("[name=seed]").input_value()
    _type_seed(form, "4321")
    form.reload()
    form.locator("[data-draft-drop]").click()
    expect(form.locator("[name=seed]")).to_have_value(before)
    assert form.evaluate(KEPT) == 0


def test_without_a_network_the_form_is_held_and_sent_later_once(form: Page) -> None:
    form.goto("/jobs/")
    jobs = form.evaluate(JOBS)
    form.goto("/plan/")
    form.locator("[name=year]").fill("2031")
    form.context.set_offline(True)
    form.locator("form[data-draft] button[type=submit]").click()
    expect(form.get_by_role("alert")).to_contain_text("Không có mạng")
    expect(form.locator("[name=year]")).to_have_value("2031")
    form.locator("[data-draft-send]").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.context.set_offline(False)
    form.locator("[data-draft-send]").click()
    form.wait_for_url("**/jobs/*/")
    assert form.evaluate(KEPT) == 0
    form.goto("/jobs/")
    assert form.evaluate(JOBS) == jobs + 1


def test_a_network_that_swallows_everything_is_no_network(form: Page) -> None:
    """Nothing fails and nothing answers; the form does not wait for ever."""
    form.clock.install()
    form.goto("/plan/")
    form.locator("[name=year]").fill("2033")
    form.route("**/alive/", lambda _route: None)
    with form.expect_request("**/alive/"):
        form.locator("form[data-draft] button[type=submit]").click()
    form.clock.fast_forward(9_000)
    expect(form.get_by_role("alert")).to_have_count(0)
    form.clock.fast_forward(2_000)
    expect(form.get_by_role("alert")).to_contain_text("Không có mạng")
    expect(form.locator("[name=year]")).to_have_value("2033")


def test_an_answer_lost_on_the_way_does_not_store_twice(form: Page) -> None:
    """The form arrives, the answer does not; what is sent again leads to the same job."""
    form.locator("[name=year]").fill("2032")
    form.route("**/plan/new/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    form.locator("form[data-draft] button[type=submit]").click()
    form.wait_for_timeout(1000)
    form.unroute("**/plan/new/")
    form.context.clear_cookies(name=DONE_COOKIE)  # it came with the answer
    form.goto("/jobs/")
    jobs = form.evaluate(JOBS)
    form.goto("/plan/")
    expect(form.locator("[name=year]")).to_have_value("2032")
    form.locator("form[data-draft] button[type=submit]").click()
    form.wait_for_url("**/jobs/*/")
    assert form.evaluate(KEPT) == 0
    form.goto("/jobs/")
    assert form.evaluate(JOBS) == jobs


def test_a_session_that_ended_leads_back_to_the_form(form: Page, planned: Planned) -> None:
    _type_seed(form, "9876")
    form.context.clear_cookies(name=SESSION_COOKIE)
    form.locator("form[data-draft] button[type=submit]").click()
    form.wait_for_url("**/login/?next=*plan*")
    form.context.add_cookies([planned.cookie()])  # type: ignore[list-item]
    form.goto("/plan/")
    expect(form.locator("[name=seed]")).to_have_value("9876")


def test_without_scripts_a_session_that_ended_leads_back_too(
    chromium: Browser, planned: Planned
) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=planned.address)
    context.add_cookies([planned.cookie()])  # type: ignore[list-item]
    page = context.new_page()
    page.goto("/plan/")
    context.clear_cookies(name=SESSION_COOKIE)
    page.locator("form[data-draft] button[type=submit]").click()
    page.wait_for_url("**/login/?next=/plan/")
    context.close()


def test_another_account_does_not_find_what_was_typed(form: Page, planned: Planned) -> None:
    _type_seed(form, "5555")
    other = planned.signed_in("nguoi-khac", "province_officer")
    form.context.add_cookies([planned.cookie(other)])  # type: ignore[list-item]
    form.goto("/plan/")
    expect(form.locator("[name=seed]")).not_to_have_value("5555")
    assert form.evaluate(KEPT) == 0


def test_signing_out_forgets_what_was_typed(form: Page, planned: Planned) -> None:
    session = planned.signed_in("nguoi-ra", "province_officer")
    form.context.add_cookies([planned.cookie(session)])  # type: ignore[list-item]
    form.goto("/plan/")
    _type_seed(form, "5555")
    form.locator(".site-header details.dropdown > summary").click()
    form.locator("form[data-sign-out] button").click()
    form.wait_for_url("**/login/**")
    assert form.evaluate(KEPT) == 0


def test_secrets_and_files_are_never_kept(form: Page) -> None:
    """Whatever form they stand in."""
    form.evaluate(
        """() => {
          const form = document.querySelector("form[data-draft]");
          form.insertAdjacentHTML("beforeend", `
            <input type="password" name="secret" value="mat-khau">
            <input name="code" autocomplete="one-time-code" value="123456">
            <div data-sensitive><input name="religion" value="rieng-tu"></div>`);
        }"""
    )
    _type_seed(form, "77")
    kept = form.evaluate("JSON.stringify(localStorage)")
    assert "77" in kept
    for secret in ("mat-khau", "123456", "rieng-tu"):
        assert secret not in kept
