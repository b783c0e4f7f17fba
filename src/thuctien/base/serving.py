"""Run the web server and the worker side by side, and keep both alive."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

ADDRESS = "127.0.0.1"
PORTS_TRIED = 50
LONGEST_GRACE = 10.0
"""Seconds that a child has to end by itself."""
_SHORTEST_LIFE = 5.0
_LONGEST_WAIT = 30.0


def free_port(wanted: int, address: str = ADDRESS) -> int:
    """Return ``wanted``, or the next port that nobody listens on.

    Raises ``OSError`` where the next :data:`PORTS_TRIED` are all taken.
    """
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                    raise
                continue
            return port
    raise OSError(errno.EADDRINUSE, f"ports {wanted} to {wanted + PORTS_TRIED - 1} are taken")


@dataclass
class Child:
    """A process that is started again whenever it ends; ever later where it ends at once."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    wait: float = 0.0

    def start(self, now: float) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches only its keeper."""
        self.started_at = now
        self.process = subprocess.Popen(
            self.command, env={**os.environ, **self.environment}, start_new_session=True
        )

    def tend(self, now: float, say: Callable[[str], None]) -> None:
        """Start the process again where it has ended and its wait is over."""
        if self.process is None or self.process.poll() is None:
            return
        lived = now - self.started_at
        if lived >= self.wait:
            say(f"{self.name} ended with code {self.process.returncode}; starting it again")
            short = lived < max(_SHORTEST_LIFE, 2 * self.wait)
            self.wait = min(max(1.0, 2 * self.wait), _LONGEST_WAIT) if short else 0.0
            self.start(now)

    def stop(self) -> None:
        """Ask the process to end, and end it where it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(LONGEST_GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class InterruptedKeeperError(BaseException):
    """Somebody asked the keeper to end."""


def keep_running(children: Sequence[Child], say: Callable[[str], None]) -> None:
    """Start the children and tend them until SIGINT or SIGTERM; then stop them, the last first."""
    handlers = {number: signal.signal(number, _interrupt) for number in _SIGNALS}
    try:
        for child in children:
            child.start(time.monotonic())
        while True:
            time.sleep(0.5)
            for child in children:
                child.tend(time.monotonic(), say)
    except InterruptedKeeperError:
        say("stopping")
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for child in reversed(children):
            child.stop()


_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise InterruptedKeeperError


def web_server(port: int, address: str = ADDRESS) -> Child:
    """Return gunicorn with two processes of four threads each, for two cores."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "thuctien.wsgi:application",
        f"--bind={address}:{port}",
        "--workers=2",
        "--worker-class=gthread",
        "--threads=4",
        "--timeout=60",
        "--graceful-timeout=5",
        "--log-level=warning",
    ]
    return Child("web server", command)


def job_worker() -> Child:
    """Return the process that runs the jobs, with less claim on the processor than the pages."""
    command = [sys.executable, "-m", "thuctien", "worker", "--verbosity=0"]
    return Child("worker", ["nice", "-n", "10", *command])
