"""Ask every room what waits for somebody."""

from __future__ import annotations

from datetime import date

from thuctien.base.acting import ActingUser
from thuctien.reports.desk.documents import to_decide, to_number, to_sign
from thuctien.reports.desk.items import Item, Source, by_urgency
from thuctien.reports.desk.money import compensations, left_early, own_service
from thuctien.reports.desk.nominations import drafts, exceptions, offers, to_select
from thuctien.reports.desk.own import classes_attended, jobs, notices, own_needs, roles, sessions
from thuctien.reports.desk.rounds import approvals, steps, tasks
from thuctien.reports.desk.system import accounts, dead_jobs, letters
from thuctien.reports.desk.units import duplicates, lists, needs

SOURCES: tuple[Source, ...] = (
    jobs,
    notices,
    lists,
    duplicates,
    needs,
    tasks,
    steps,
    approvals,
    offers,
    drafts,
    to_select,
    exceptions,
    to_decide,
    to_number,
    to_sign,
    compensations,
    left_early,
    roles,
    sessions,
    classes_attended,
    own_needs,
    own_service,
    dead_jobs,
    accounts,
    letters,
)
"""A room that has something to wait for adds its source here; each asks for its right first."""


def desk_of(acting_user: ActingUser, *, today: date) -> list[Item]:
    """Return what waits for the acting user, the most urgent first; by twenty queries or so."""
    found = [item for source in SOURCES for item in source(acting_user, today)]
    return sorted(found, key=by_urgency)
