"""Starts real workers in milliseconds: a process that has loaded everything forks them on demand.

Run as a program on one installation; reads commands by lines, answers each with a line:

- ``ask PATH``: ask for the import of a workbook, in a process of its own; answers its exit code;
- ``ask-together N PATH``: the same from N processes at once; answers how many of them failed;
- ``list PATH``: hand a list of people in for the whole province, and have it read, likewise;
- ``store`` and ``undo``: ask that the newest list be taken in, or undone, likewise;
- ``cancel``: ask every import that is still open to stop, and see that it does, likewise;
- ``tell N``: tell N new accounts with an address something by mail, and ask for its sending;
- ``work``: start a worker that ends when the queue is empty; answers its process id;
- ``wait PID``: wait for a worker; answers its exit code, negative for the signal that ended it.

The parent only imports: it opens no database and starts no thread, so nothing is forked half done.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.management.commands import db_worker as _db_worker  # noqa: E402, F401

from thuctien.base.acting import SYSTEM  # noqa: E402
from thuctien.base.jobs import cancel_job, recover_lost_jobs, request_job  # noqa: E402
from thuctien.base.management.commands.worker import own_name  # noqa: E402
from thuctien.base.models import OPEN_STATES, Job, User  # noqa: E402
from thuctien.intake.models import ListImport  # noqa: E402
from thuctien.intake.services.asking import request_storing, request_undo  # noqa: E402
from thuctien.intake.services.lists import hand_in  # noqa: E402
from thuctien.notices.services import tell  # noqa: E402
from thuctien.notices.tasks import send_letters  # noqa: E402
from thuctien.people.models import Unit  # noqa: E402
from thuctien.sending import tasks as _tasks  # noqa: E402, F401
from thuctien.sending.services.importing import request_import  # noqa: E402

MAIL = "notices.mail"


def _fork(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        work()
        code = 0
    finally:
        os._exit(code)


def _ask(path: Path) -> None:
    request_import(ContentFile(path.read_bytes(), name=path.name), acting_user=SYSTEM)


def _ask_together(count: int, path: Path) -> int:
    processes = [_fork(lambda: _ask(path)) for _ in range(count)]
    return sum(_wait(process) != 0 for process in processes)


def _list(path: Path) -> None:
    file = ContentFile(path.read_bytes(), name=path.name)
    unit = Unit.objects.get(parent=None)
    hand_in(file, unit=unit, as_of=timezone.localdate(), acting_user=SYSTEM)


def _newest(ask: Callable[..., Job]) -> None:
    ask(ListImport.objects.order_by("-pk")[0], acting_user=SYSTEM)


def _cancel() -> None:
    for job in Job.objects.filter(state__in=OPEN_STATES):
        cancel_job(job, acting_user=SYSTEM)
    with own_name(settings.HOME / "workers") as name:
        recover_lost_jobs(starting_worker=name)


def _tell(count: int) -> None:
    people = [User.objects.create_user(f"u{n}", f"u{n}@example.com") for n in range(count)]
    figures = {"role": "x", "unit": "y"}
    tell(people, "role.revoked", figures, acting_user=SYSTEM)
    request_job(send_letters, kind=MAIL, key=MAIL, arguments={}, acting_user=SYSTEM)


def _work() -> None:
    call_command("worker", once=True, verbosity=0)


def _wait(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    """Obey until the commands end."""
    assert get_resolver().url_patterns  # loads every page, for the links of notices
    gc.freeze()
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        match command:
            case "ask":
                path = Path(argument)
                answer = _wait(_fork(lambda path=path: _ask(path)))  # type: ignore[misc]
            case "tell":
                answer = _wait(_fork(lambda count=int(argument): _tell(count)))  # type: ignore[misc]
            case "ask-together":
                count, _, path_text = argument.partition(" ")
                answer = _ask_together(int(count), Path(path_text))
            case "list":
                path = Path(argument)
                answer = _wait(_fork(lambda path=path: _list(path)))  # type: ignore[misc]
            case "store":
                answer = _wait(_fork(lambda: _newest(request_storing)))
            case "undo":
                answer = _wait(_fork(lambda: _newest(request_undo)))
            case "cancel":
                answer = _wait(_fork(_cancel))
            case "work":
                answer = _fork(_work)
            case _:
                answer = _wait(int(argument))
        print(answer, flush=True)  # noqa: T201 - its answers are its output


if __name__ == "__main__":
    main()
