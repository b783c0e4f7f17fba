"""``python -m thuctien worker``: runs the jobs."""

from __future__ import annotations

import fcntl
import os
import socket
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from thuctien.base.jobs import recover_lost_jobs
from thuctien.base.jobs.caretaker import taking_care
from thuctien.base.jobs.queue import WORKER_VARIABLE

MOST_WORKERS = 32


class Command(BaseCommand):
    """Takes over what a worker of the same name left when it died, then runs the queue.

    A worker that stays also finds the jobs of lost workers elsewhere and asks for the work that
    comes again (:mod:`thuctien.base.jobs.schedule`).
    """

    help = "Run the jobs of the web: imports, plans, mail, nightly work."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when the queue is empty")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with own_name(settings.HOME / "workers") as name:
            os.environ[WORKER_VARIABLE] = name
            if lost := recover_lost_jobs(starting_worker=name):
                self.stdout.write(f"{lost} job(s) of a lost worker taken over")
            with nullcontext() if options["once"] else taking_care():
                call_command(
                    "db_worker",
                    worker_id=name,
                    interval=0 if options["once"] else 1,
                    batch=options["once"],
                    startup_delay=False,
                    reload=False,
                    verbosity=options["verbosity"],
                )


@contextmanager
def own_name(folder: Path) -> Iterator[str]:
    """Give the first free name on this machine, held by a file lock for as long as we live.

    The lock goes with the process, however it ends; whoever has a name next knows that whatever
    still claims to run under it does not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, MOST_WORKERS + 1):
        with (folder / f"{number}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            yield f"{socket.gethostname()}-{number}"
            return
    raise CommandError(f"there are {MOST_WORKERS} workers already")
