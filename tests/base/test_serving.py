"""The server and the worker are kept alive side by side, and end together."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from thuctien.base.serving import ADDRESS, Child, free_port, keep_running

PATIENCE = 15.0
LIVES = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); time.sleep(60)"


def _wait_until(true: object) -> None:
    assert callable(true)
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _pids(file: Path) -> list[int]:
    return [int(pid) for pid in file.read_text().split()] if file.exists() else []


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_port_in_use_gives_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port


def test_a_free_port_is_the_one_asked_for() -> None:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port = probe.getsockname()[1]
    assert free_port(port) == port


def test_a_child_that_dies_is_started_again_and_all_end_on_ctrl_c(tmp_path: Path) -> None:
    lives = tmp_path / "lives"
    child = Child("child", [sys.executable, "-c", LIVES, str(lives)])
    said: list[str] = []

    def disturb() -> None:
        _wait_until(lambda: len(_pids(lives)) == 1)
        os.kill(_pids(lives)[0], signal.SIGKILL)
        _wait_until(lambda: len(_pids(lives)) == 2)
        os.kill(os.getpid(), signal.SIGINT)

    disturber = threading.Thread(target=disturb)
    disturber.start()
    keep_running([child], said.append)
    disturber.join()
    first, second = _pids(lives)
    assert not _is_alive(first)
    assert not _is_alive(second)
    assert [line for line in said if "child ended with code -9" in line]


def test_a_child_that_dies_at_once_is_started_ever_later() -> None:
    child = Child("child", [sys.executable, "-c", "raise SystemExit(3)"])
    child.start(now=0.0)
    waits = []
    now = 0.0
    for _ in range(4):
        assert child.process is not None
        child.process.wait(PATIENCE)
        now += child.wait
        child.tend(now, lambda _line: None)
        waits.append(child.wait)
    assert child.process is not None
    child.process.wait(PATIENCE)
    assert waits == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize("ends", ["by itself", "by force"])
def test_stopping_leaves_no_process(monkeypatch: pytest.MonkeyPatch, ends: str) -> None:
    monkeypatch.setattr("thuctien.base.serving.LONGEST_GRACE", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    work = "import time; print(flush=True); time.sleep(60)"
    child = Child("child", [sys.executable, "-c", (deaf if ends == "by force" else "") + work])
    child.start(now=0.0)
    assert child.process is not None
    time.sleep(0.5)
    child.stop()
    assert child.process.poll() is not None
