"""A process that writes on the trail: some acts with changes, some that are undone."""

from __future__ import annotations

import sys

import django
from django.db import transaction

django.setup()

from thuctien.base.acting import SYSTEM  # noqa: E402 - Django is needed first
from thuctien.base.audit import Change, record  # noqa: E402


def write(name: str, acts: int) -> None:
    """Write ``acts`` entries with two changes each; undo every third of as many more."""
    for number in range(acts):
        change = Change("create", "base.thing", f"{name}-{number}", "base.thing", name, "{}", "{}")
        record("base.test", acting_user=SYSTEM, object_type="base.thing", changes=[change] * 2)
        if number % 3 == 0:
            with transaction.atomic():
                record("base.undone", acting_user=SYSTEM, object_type="base.thing")
                transaction.set_rollback(True)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
