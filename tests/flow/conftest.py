"""What the tests in a browser share: a planned province that runs, and a browser that looks."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.flow.browser import real_browser
from tests.flow.planned import Planned, planned_installation
from thuctien.base.serving import free_port

FIRST_PORT = 9900


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planned]:
    """A province with its plan, and an account that sees as much of it as one account can."""
    port = free_port(FIRST_PORT + os.getpid() % 1000)
    with planned_installation(tmp_path_factory.mktemp("planned"), port) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser for the tests of a file."""
    with real_browser() as started:
        yield started


@pytest.fixture
def desk(chromium: Browser, planned: Planned) -> Iterator[Page]:
    """A signed-in page at a desk, on which any error of a script is a failure."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", base_url=planned.address
    )
    context.add_cookies([planned.cookie()])  # type: ignore[list-item]
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
