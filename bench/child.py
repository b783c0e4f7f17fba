"""Runs a measurement in a process of its own, so that its peak of memory is its own."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

Measured = dict[str, Any]


def in_child(module: str, *arguments: object, timeout: float | None = None) -> Measured:
    """Run ``python -m module arguments`` and return the JSON object in its last line of output.

    A process that is killed or fails is told as ``{"failed": reason}``: that, too, is a result.
    """
    command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"still running after {timeout:.0f} s"}
    if ended.returncode:
        return {"failed": ended.stderr.strip().splitlines()[-1:] or [f"exit {ended.returncode}"]}
    measured: Measured = json.loads(ended.stdout.strip().splitlines()[-1])
    return measured


def answer(measure: Callable[..., Measured]) -> None:
    """Call ``measure`` with the arguments of this process as numbers; print what it returns."""
    print(json.dumps(measure(*(float(argument) for argument in sys.argv[1:]))))


def peak_mib() -> float:
    """Return the greatest memory in MiB that this process ever held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def machine() -> Measured:
    """Return what the figures depend on."""
    packages = ("polars", "highspy", "ortools")
    return {
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in packages},
    }
