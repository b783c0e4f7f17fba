"""How long a large list takes through the real jobs: to its preview, into the rows, and back."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from bench.child import Measured, in_child, machine

LIMITS = {"preview_seconds": 5.0, "store_seconds": 15.0, "peak_mib": 1024.0}
"""The budget for 25,000 rows of 20 columns, on two cores."""

STEPS = ("hand_in", "read", "store", "undo")
_MODULE = "bench.intake_web_steps"


def bench_intake_web(rows: int, seed: int) -> Measured:
    """Store a province, hand a list in, and run each job of it in a process of its own.

    Half of the list are people of the province, every fourth of them changed; half are new. The
    database is SQLite, as an installation has it at first.
    """
    before = machine()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"THUCTIEN_HOME": home, "DJANGO_SETTINGS_MODULE": "thuctien.settings"}
        migrate = [sys.executable, "-m", "thuctien", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, check=True, capture_output=True)
        steps = {name: in_child(_MODULE, number, rows, seed) for number, name in enumerate(STEPS)}
    return {"benchmark": "intake-web", **steps, "limits": LIMITS, "machine": before}
