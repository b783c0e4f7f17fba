"""Run the real worker inside a test."""

from __future__ import annotations

import signal

import pytest
from django.core.management import call_command

from thuctien.base.jobs.queue import WORKER_VARIABLE


def work_off_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the worker until its queue is empty, and give back what it takes: signals, a name."""
    monkeypatch.setenv(WORKER_VARIABLE, "")
    handlers = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    try:
        call_command("worker", once=True, verbosity=0)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
