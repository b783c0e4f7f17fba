"""The claims of :mod:`bench.claims`, in a process in which Django is set up."""

from __future__ import annotations

import os
from pathlib import Path

import django

django.setup()

from django.db import connections as handler  # noqa: E402 - only once Django is set up

from bench.child import Measured, answer  # noqa: E402
from bench.claims import run_claims  # noqa: E402
from thuctien.settings.database import database  # noqa: E402


def measure(claims: float, seats: float, connections: float) -> Measured:
    """Claim seats on the database of this process."""
    address = database(os.environ["THUCTIEN_DATABASE_URL"], Path(os.environ["THUCTIEN_HOME"]))
    settings = {**handler.settings["default"], **address}
    return run_claims(settings, int(claims), int(seats), int(connections))


if __name__ == "__main__":
    answer(measure)
