"""A list as an agency really sends it, carried by a clerk into the records and out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flow.planned import PEOPLE
from thuctien.engine.sample import sample_province
from thuctien.engine.sample.messy import messy_sample, write_messy

pytestmark = pytest.mark.browser

SEED = 7
WAIT = 60_000
"""Milliseconds that a job may take on a slow machine."""
UNIT, LIST = "CQ03", "phong-ban.xlsx"
KNOWN, NUMBER = "CB000136", "099185000130"
"""Who the last row is, and the number that it lacks, from which her sex follows."""


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lists as agencies send them, of the people of the sample."""
    folder = tmp_path_factory.mktemp("messy")
    province = sample_province(PEOPLE, SEED, year=2027)
    write_messy(folder, messy_sample(province, SEED, date(2026, 12, 31)))
    return folder


def test_a_dirty_list_is_read_corrected_taken_in_and_undone(desk: Page, messy: Path) -> None:
    desk.goto("/imports/")
    desk.set_input_files("input[type=file]", messy / LIST)
    desk.get_by_label("Đơn vị", exact=True).select_option(UNIT)
    desk.get_by_role("button", name="Đọc danh sách").click()
    expect(desk.get_by_text("Người mới", exact=True)).to_be_visible(timeout=WAIT)

    desk.get_by_role("link", name="Xem bố cục").click()
    expect(desk.get_by_label("D · Số định danh")).to_have_value("personal_number")
    desk.get_by_role("button", name="Đọc danh sách theo bố cục này").click()
    expect(desk.get_by_text("Lỗi phải sửa")).to_be_visible(timeout=WAIT)

    desk.get_by_role("link", name="Trùng lặp").click()
    desk.get_by_role("button", name="Cùng một người").click()
    expect(desk.get_by_text("Không có gì cần quyết định")).to_be_visible()

    desk.get_by_role("link", name="Tổng quan").first.click()
    desk.get_by_role("link", name="Lỗi phải sửa").click()
    desk.locator("#cell-1").fill(NUMBER)
    desk.keyboard.press("Enter")
    expect(desk.locator("#cell-1")).not_to_be_visible()

    desk.get_by_role("link", name="Các dòng").click()
    expect(desk.get_by_text(KNOWN)).to_be_visible()
    desk.get_by_role("link", name="Tổng quan").click()
    desk.get_by_role("button", name="Ghi danh sách").click()
    expect(desk.get_by_text("Danh sách đã được ghi")).to_be_visible(timeout=WAIT)

    desk.get_by_role("button", name="Hoàn tác cả danh sách").click()
    expect(desk.get_by_text("mọi dữ liệu trở lại như trước")).to_be_visible(timeout=WAIT)
