"""A whole installation of its own: data folder, database, web server and worker."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

from tests.migrated import migrated_home

START_SECONDS = 60
_ADDRESS = re.compile(r"http://[\d.]+:\d+")
_ACCOUNTS = (
    "from thuctien.base.acting import SYSTEM;"
    "from thuctien.accounts.services.samples import ensure_sample_accounts;"
    "ensure_sample_accounts(acting_user=SYSTEM)"
)


@dataclass(frozen=True, slots=True)
class Installation:
    """Where it answers, and who may sign in."""

    address: str
    username: str = "canbo"
    password: str = "mau-can-bo-2027"  # noqa: S105 - the public one of the sample account


@contextmanager
def running_installation(home: Path, port: int) -> Iterator[Installation]:
    """Serve the installation in ``home`` until the block ends; an empty one where is none yet."""
    environment = {**os.environ, "THUCTIEN_HOME": str(home)}
    environment.pop("THUCTIEN_DATABASE_URL", None)
    manage = [sys.executable, "-m", "thuctien"]
    if not (home / "thuctien.sqlite3").exists():
        migrated_home(home)
    command = ["shell", "--command", _ACCOUNTS]
    subprocess.run([*manage, *command], env=environment, check=True, capture_output=True)
    with subprocess.Popen(
        [*manage, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            address = _address(process)
            _wait_until_it_answers(address)
            yield Installation(address)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=START_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    """Read lines until the one that tells the address."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := _ADDRESS.search(line):
            return found.group()
    raise RuntimeError("the server ended without telling its address")


def _wait_until_it_answers(address: str) -> None:
    """The address is told before the server listens, and listens before it answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(f"{address}/login/", timeout=5) as response:  # noqa: S310 - our own http
                if response.status == HTTPStatus.OK:
                    return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.2)
