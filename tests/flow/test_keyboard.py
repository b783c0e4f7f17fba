"""Whole paths by the keyboard alone: nothing needs a mouse, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MOST_STOPS = 80
LEAST_TARGET = 24
"""CSS pixels (WCAG 2.2, 2.5.8)."""

FOCUS = """() => {
  const here = document.activeElement;
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const middle = [box.x + Math.min(box.width, 200) / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(...middle);
  return {
    label: (here.innerText || here.getAttribute("aria-label") || here.name || "").trim(),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: Boolean(top) &&
      (here.contains(top) || top.contains(here) || top.closest("label") !== null),
  };
}"""

SMALL_TARGETS = """least => [...document.querySelectorAll(
  "button, summary, input:not([type=hidden]), select, textarea, [role=option], a[href]"
)].filter(e => {
  const box = e.getBoundingClientRect();
  if (!box.width || !box.height || e.closest(".sr-only, p, details:not([open]) > :not(summary)")) {
    return false;
  }
  const label = e.closest("label");
  const target = label ? label.getBoundingClientRect() : box;
  const inline = getComputedStyle(e).display === "inline";
  return !inline && (target.width < least || target.height < least);
}).map(e => e.outerHTML.slice(0, 120))"""


def _press(page: Page, key: str, times: int = 1) -> None:
    for _time in range(times):
        page.keyboard.press(key)


def _tab_to(page: Page, label: str) -> None:
    """Go on with Tab until something of this name has the focus."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if re.search(label, page.evaluate(FOCUS)["label"]):
            return
    pytest.fail(f"{label} is not reached by {MOST_STOPS} stops of Tab")


def test_the_skip_link_leads_past_the_menu(desk: Page) -> None:
    desk.goto("/people/")
    _press(desk, "Tab")
    expect(desk.locator(".skip-link")).to_be_focused()
    _press(desk, "Enter")
    expect(desk.locator("#main")).to_be_focused()


def test_the_menu_leads_to_a_page(desk: Page) -> None:
    desk.goto("/people/")
    _tab_to(desk, "^Đơn vị$")
    _press(desk, "Enter")
    desk.wait_for_url("**/units/")


def test_every_stop_of_a_list_is_seen(desk: Page) -> None:
    """The focus has an outline and lies under nothing, down a page longer than the screen."""
    desk.goto("/people/")
    hidden = []
    for _stop in range(MOST_STOPS):
        desk.keyboard.press("Tab")
        focus = desk.evaluate(FOCUS)
        if not (focus["outlined"] and focus["seen"]):
            hidden.append(focus)
    assert hidden == []


def test_nothing_lies_over_the_focus_on_the_way_back(desk: Page) -> None:
    """Up again, where the header of the list stays at the top (WCAG 2.2, 2.4.11)."""
    desk.goto("/people/")
    _press(desk, "Tab", MOST_STOPS)
    hidden = []
    for _stop in range(MOST_STOPS - 25):
        desk.keyboard.press("Shift+Tab")
        focus = desk.evaluate(FOCUS)
        if not focus["seen"]:
            hidden.append(focus)
    assert hidden == []


def test_the_search_finds_and_opens_by_the_keyboard(desk: Page) -> None:
    """«/», letters, arrows, Enter; Escape closes the list, and once more empties the box."""
    desk.goto("/people/")
    name = desk.locator("tbody th a").first.inner_text()
    box, results = desk.locator("#site-search"), desk.locator("#site-search-hits")
    _press(desk, "/")
    expect(box).to_be_focused()
    desk.keyboard.type(name)
    expect(results.locator("[role=option]").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    _press(desk, "ArrowDown")
    first = results.locator("[role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    _press(desk, "ArrowUp")
    expect(results.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    _press(desk, "Escape")
    expect(results).to_be_hidden()
    expect(box).to_have_value(name)
    _press(desk, "ArrowDown")
    _press(desk, "Enter")
    desk.wait_for_url("**/people/*/")
    expect(desk.get_by_role("heading", level=1)).to_have_text(name)


def test_the_search_page_opens_where_nothing_is_chosen(desk: Page) -> None:
    desk.goto("/people/")
    _press(desk, "Control+k")
    desk.keyboard.type("nguyen")
    _press(desk, "Enter")
    desk.wait_for_url("**/search/?q=nguyen")
    expect(desk.locator(".hits a").first).to_be_visible()


def test_the_key_for_the_search_can_be_switched_off(desk: Page) -> None:
    """A shortcut of one character must be (WCAG 2.2, 2.1.4)."""
    desk.goto("/people/")
    _tab_to(desk, "nhieu-vai")
    _press(desk, "Enter")
    _tab_to(desk, "«/»")
    _press(desk, "Enter")
    desk.goto("/people/")
    _press(desk, "/")
    expect(desk.locator("#site-search")).not_to_be_focused()


def test_a_list_is_sorted_and_turned_by_the_keyboard(desk: Page) -> None:
    desk.goto("/people/")
    _tab_to(desk, "^Ngày sinh$")
    _press(desk, "Enter")
    desk.wait_for_url("**sort=birth**")
    expect(desk.locator("th[aria-sort=ascending]")).to_contain_text("Ngày sinh")
    desk.locator(".pages a[rel=next]").focus()
    _press(desk, "Enter")
    desk.wait_for_url("**page=2**")
    expect(desk.locator(".pages [aria-current=page]")).to_have_text("2")


def test_rows_are_chosen_by_the_keyboard(desk: Page) -> None:
    """Space ticks a row; what can be done with it becomes possible."""
    desk.goto("/people/")
    count = desk.locator("[data-bulk-count]")
    expect(desk.locator("[data-bulk-action]").first).to_be_disabled()
    boxes = desk.locator("input[name=row]")
    boxes.nth(1).focus()
    _press(desk, "Space")
    expect(count).to_have_text("1")
    with desk.expect_download() as handed_out:
        desk.locator("[data-bulk-action]").first.focus()
        _press(desk, "Enter")
    assert handed_out.value.suggested_filename.endswith(".xlsx")
    desk.locator("[data-choose-all]").focus()
    _press(desk, "Space")
    expect(count).to_have_text(str(boxes.count()))
    _press(desk, "Space")
    expect(count).to_have_text("0")


def test_a_filter_is_saved_applied_and_deleted_by_the_keyboard(desk: Page) -> None:
    desk.goto("/people/?force=due")
    _tab_to(desk, "^Bộ lọc đã lưu$")
    _press(desk, "Enter")
    _press(desk, "Tab")
    desk.keyboard.type("Đến hạn")
    _press(desk, "Enter")
    expect(desk.locator(".notice--success")).to_contain_text("Đến hạn")
    desk.goto("/people/")
    _tab_to(desk, "^Đến hạn$")
    _press(desk, "Enter")
    desk.wait_for_url("**/people/?force=due")
    expect(desk.locator(".tag[aria-current]")).to_have_text("Đến hạn")
    _tab_to(desk, "^Bộ lọc đã lưu$")
    _press(desk, "Enter")
    _tab_to(desk, "^Xóa")
    _press(desk, "Enter")
    expect(desk.locator(".tag")).to_have_count(0)


def test_a_column_is_left_out_by_the_keyboard(desk: Page) -> None:
    desk.goto("/people/")
    _tab_to(desk, "^Cột$")
    _press(desk, "Enter")
    _press(desk, "Tab")
    _press(desk, "Space")
    _tab_to(desk, "^Hiện các cột này$")
    _press(desk, "Enter")
    expect(desk.locator("thead")).not_to_contain_text("Ngày sinh")
    desk.goto("/people/")
    expect(desk.locator("thead")).not_to_contain_text("Ngày sinh")
    desk.get_by_text("Cột", exact=True).click()
    desk.locator("input[name=shown]").first.check()
    desk.get_by_role("button", name="Hiện các cột này").click()
    expect(desk.locator("thead")).to_contain_text("Ngày sinh")


def test_a_form_says_by_the_keyboard_what_is_wrong(desk: Page) -> None:
    """The field that is wrong has the reason beside it, said to a screen reader too."""
    desk.goto("/plan/")
    field = desk.locator("[name=time_limit]")
    field.focus()
    _press(desk, "Control+a")
    desk.keyboard.type("99999999")
    desk.evaluate("document.querySelector('[name=time_limit]').removeAttribute('max')")
    _press(desk, "Enter")
    wrong = desk.locator("[name=time_limit][aria-invalid=true]")
    expect(wrong).to_be_visible()
    described = str(wrong.get_attribute("aria-describedby")).split()
    assert any(desk.locator(f"#{name} .field__error").count() for name in described)


def test_a_dropdown_closes_with_escape_and_gives_the_focus_back(desk: Page) -> None:
    desk.goto("/people/")
    _tab_to(desk, "nhieu-vai")
    _press(desk, "Enter")
    panel = desk.locator(".site-header details[open]")
    expect(panel).to_have_count(1)
    _press(desk, "Tab")
    _press(desk, "Escape")
    expect(panel).to_have_count(0)
    assert "nhieu-vai" in desk.evaluate(FOCUS)["label"]


def test_the_page_of_a_job_is_reached_and_read(desk: Page) -> None:
    desk.goto("/jobs/")
    desk.locator("tbody th a").first.focus()
    _press(desk, "Enter")
    desk.wait_for_url("**/jobs/*/")
    expect(desk.get_by_role("progressbar")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/people/", "/needs/", "/plan/", "/upload/", "/jobs/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_pressed_is_large_enough(desk: Page, path: str, width: int) -> None:
    """Links in running text are excepted, as in the rule."""
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(path)
    assert desk.evaluate(SMALL_TARGETS, LEAST_TARGET) == []
