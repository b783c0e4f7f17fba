"""What this machine can run: which tests touch the database, which must be left out, and why.

A test that needs Chromium, LibreOffice or PostgreSQL is skipped where there is none, and named
with its reason at the end of the run; with ``CI=true`` a test left out is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection

from thuctien.documents.pdf import can_make_pdf

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_LIBREOFFICE = "no LibreOffice found (apt-get install libreoffice-writer-nogui fonts-liberation)"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
SURROUNDINGS = ("browser", "libreoffice", "postgres")
MADE_ONCE = ("planned", "printed", "workers")
"""Fixtures that start servers of their own: their tests run in one process, one after the other,
so that several processes do not each make what takes half a minute."""


def chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def on_postgres() -> bool:
    """Return whether this run's database is PostgreSQL."""
    return connection.vendor == "postgresql"


def in_ci() -> bool:
    """Return whether this run may leave nothing out."""
    return os.environ.get("CI") == "true"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, and skip what cannot run here."""
    for item in items:
        _mark_database(item)
        _mark_made_once(item)
    _skip(items, "browser", None if chromium() else "no Chromium found (apt-get install chromium)")
    _skip(items, "libreoffice", None if can_make_pdf() else NO_LIBREOFFICE)
    _skip(items, "postgres", None if on_postgres() else "the database of this run is SQLite")


def _mark_database(item: pytest.Item) -> None:
    used = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db") or used & DATABASE_FIXTURES:
        item.add_marker("database")


def _mark_made_once(item: pytest.Item) -> None:
    for name in MADE_ONCE:
        if name in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(name))


def _skip(items: Iterable[pytest.Item], marker: str, reason: str | None) -> None:
    for item in items:
        if reason and item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


def left_out(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Return one line for each test that its surroundings kept from running."""
    return sorted(
        f"{report.nodeid}: {report.longrepr[2].removeprefix('Skipped: ')}"
        for report in reports
        if isinstance(report.longrepr, tuple)
        and any(marker in report.keywords for marker in SURROUNDINGS)
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that left tests out."""
    if in_ci() and session.exitstatus == pytest.ExitCode.OK and _left_out_here(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the tests left out, and keep them for the summary of several runs."""
    lines = _left_out_here(config)
    if not lines:
        return
    terminalreporter.section(f"left out: {len(lines)}", red=in_ci())
    for line in lines:
        terminalreporter.line(line)
    if kept := os.environ.get("THUCTIEN_LEFT_OUT"):
        with Path(kept).open("a", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)


def _left_out_here(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return left_out(reporter.stats.get("skipped", ())) if reporter else []
