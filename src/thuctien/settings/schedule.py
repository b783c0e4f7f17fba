"""Work that comes again and again, as data: what, when, and whether there is anything to do.

django-tasks runs a task after a moment, but knows no repetition; a system timer would be one more
thing to set up, and to forget. Every worker looks at this list once a minute
(:mod:`thuctien.base.jobs.caretaker`); the database sees to it that each moment has one run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When something is done: at a minute of every hour, of one hour of the day, of one weekday.

    ``minute`` none means every minute; ``hour`` none every hour; ``weekday`` none every day (0 is
    Monday). Hours are those of the installation's time zone.
    """

    minute: int | None = None
    hour: int | None = None
    weekday: int | None = None

    def last_due(self, now: datetime) -> datetime:
        """Return the latest moment, up to ``now`` (local time), at which it was to be done."""
        due = now.replace(second=0, microsecond=0)
        if self.minute is None:
            return due
        due = due.replace(minute=self.minute, hour=due.hour if self.hour is None else self.hour)
        step = timedelta(hours=1) if self.hour is None else timedelta(days=1)
        while due > now or (self.weekday is not None and due.weekday() != self.weekday):
            due -= step
        return due


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """Work that comes again; its name is the kind and the key of its jobs.

    ``task`` leads to the task, ``needed`` (where given) to a function that says whether there is
    anything to do; while there is not, no job is made.
    """

    name: str
    task: str
    rhythm: Rhythm
    needed: str = ""


SCHEDULE: tuple[Periodic, ...] = (
    Periodic(
        name="base.prune",
        task="thuctien.base.jobs.pruning.prune_nightly",
        rhythm=Rhythm(hour=2, minute=10),
    ),
    Periodic(
        name="base.verify_audit",
        task="thuctien.base.audit.nightly.verify_nightly",
        rhythm=Rhythm(hour=2, minute=40),
    ),
    Periodic(
        name="notices.mail",
        task="thuctien.notices.tasks.send_letters",
        rhythm=Rhythm(),
        needed="thuctien.notices.services.letters.is_anything_to_send",
    ),
    Periodic(
        name="notices.daily",
        task="thuctien.notices.tasks.gather_daily",
        rhythm=Rhythm(hour=7, minute=0),
    ),
    Periodic(
        name="notices.weekly",
        task="thuctien.notices.tasks.gather_weekly",
        rhythm=Rhythm(hour=7, minute=0, weekday=0),
    ),
    Periodic(
        name="notices.prune",
        task="thuctien.notices.tasks.prune_old",
        rhythm=Rhythm(hour=2, minute=20),
    ),
    Periodic(
        name="people.refresh",
        task="thuctien.people.tasks.refresh_nightly",
        rhythm=Rhythm(hour=0, minute=5),
    ),
    Periodic(
        name="accounts.prune",
        task="thuctien.accounts.tasks.prune_nightly",
        rhythm=Rhythm(hour=2, minute=30),
    ),
    Periodic(
        name="sending.move_up",
        task="thuctien.sending.nomination_tasks.move_up_nightly",
        rhythm=Rhythm(hour=0, minute=15),
    ),
    Periodic(
        name="sending.remind",
        task="thuctien.sending.round_tasks.remind_nightly",
        rhythm=Rhythm(hour=6, minute=30),
        needed="thuctien.sending.round_tasks.is_anything_open",
    ),
    Periodic(
        name="costs.remind",
        task="thuctien.costs.tasks.remind_nightly",
        rhythm=Rhythm(hour=6, minute=40),
        needed="thuctien.costs.tasks.is_anything_open",
    ),
    Periodic(
        name="sending.check_seats",
        task="thuctien.sending.nomination_tasks.check_seats_nightly",
        rhythm=Rhythm(hour=2, minute=50),
    ),
)
