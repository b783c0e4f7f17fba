"""``serve`` answers on the address that it prints, the worker beside it, and ends on Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.migrated import migrated_home

PATIENCE = 60.0


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    migrated_home(tmp_path)
    return {
        **os.environ,
        "THUCTIEN_HOME": str(tmp_path),
        "THUCTIEN_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "thuctien.settings",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "thuctien", "serve", "--port", "8931"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process
        if process.poll() is None:
            process.kill()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"http://\S+/", line):
            return found.group()
    raise AssertionError("no address was printed")


def _answer(address: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own
                return str(answer.read().decode())
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def _holds_its_lock(home: Path) -> bool:
    return (home / "workers" / "1.lock").exists()


def test_it_serves_pages_and_styles_and_ends(
    server: subprocess.Popen[str], environment: dict[str, str]
) -> None:
    address = _address(server)
    page = _answer(f"{address}login/")
    assert "<form" in page
    style = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert style is not None
    assert "@layer" in _answer(address.rstrip("/") + style.group(1))
    home = Path(environment["THUCTIEN_HOME"])
    deadline = time.monotonic() + PATIENCE
    while not _holds_its_lock(home):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    server.send_signal(signal.SIGINT)
    assert server.wait(PATIENCE) == 0
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{address}login/", timeout=5)  # noqa: S310


def test_a_database_that_is_behind_is_said_before_serving(
    environment: dict[str, str], tmp_path: Path
) -> None:
    behind = {**environment, "THUCTIEN_DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    command = [sys.executable, "-m", "thuctien", "serve"]
    done = subprocess.run(
        command, env=behind, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1
    assert "migrate" in done.stderr
