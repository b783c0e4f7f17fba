"""``python -m thuctien prune_jobs``: what the worker does every night, at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from typing_extensions import override

from thuctien.base.jobs.pruning import prune_jobs


class Command(BaseCommand):
    """Removes old finished rows of the queue."""

    help = "Remove old finished rows of the queue."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            gone = prune_jobs()
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in gone.items()))
