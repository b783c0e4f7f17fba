"""An installation whose workers can be killed: real processes on a database of their own."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.db.models import AutoField, Model

from thuctien.sending.bridge import MODELS

PATIENCE = 120.0
RUN_NOW = "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at"


@dataclass
class Database:
    """A database seen from outside, by connections that share nothing with Django."""

    address: str
    connect: Any
    others: str = ""
    """On a server: the query that counts the connections of others."""

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with closing(self.connect()) as database:
            cursor = database.execute(statement)
            rows: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            database.commit()
            return rows

    def settle(self) -> None:
        """Wait until the server has noticed that its client is dead: a commit may be on its way."""
        deadline = time.monotonic() + PATIENCE
        while self.others and self.ask(self.others) != [(0,)]:
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def fingerprint(self) -> str:
        """Return a digest of every row of the province, whatever numbers the rows were given."""
        digest = hashlib.sha256()
        for name, model in sorted(MODELS.items()):
            columns = ", ".join(f'"{column}"' for column in _columns(model))
            rows = self.ask(f'SELECT {columns} FROM "{model._meta.db_table}"')  # noqa: S608
            digest.update(f"{name} {sorted(map(repr, rows))}".encode())
        return digest.hexdigest()


def _columns(model: type[Model]) -> Iterator[str]:
    """Yield the columns that say something; not those that only count rows."""
    for column in model._meta.concrete_fields:
        if not isinstance(getattr(column, "target_field", column), AutoField):
            yield column.column


@dataclass
class Workers:
    """What starts the workers of an installation (:mod:`tests.workers.nursery`), and kills them."""

    database: Database
    mail_port: int
    nursery: subprocess.Popen[str]
    running: list[int] = field(default_factory=list)

    def order(self, command: str) -> int:
        """Give a command to the nursery and return its answer."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(f"{command}\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def start(self) -> int:
        """Start a worker that ends when the queue is empty; return its process id."""
        self.running.append(self.order("work"))
        return self.running[-1]

    def ended(self, worker: int) -> int:
        """Wait for a worker; return its exit code, negative for the signal that ended it."""
        return self.order(f"wait {worker}")

    def work_to_the_end(self) -> float:
        """Let a worker work until the queue is empty; return the seconds that it took."""
        begun = time.monotonic()
        assert self.ended(self.start()) == 0
        return time.monotonic() - begun

    def kill_after(self, seconds: float) -> None:
        """Start a worker and kill it, if it still lives then."""
        worker = self.start()
        time.sleep(seconds)
        os.kill(worker, signal.SIGKILL)
        assert self.ended(worker) in {0, -signal.SIGKILL}
        self.database.settle()

    def finish(self) -> None:
        """Let the next worker take over what was lost, and run it without its wait."""
        self.work_to_the_end()
        self.database.ask(RUN_NOW)
        self.work_to_the_end()
