"""One class: modules in time, needs that it meets, its learners."""

from __future__ import annotations

from datetime import timedelta

import pytest

from thuctien.base.acting import SYSTEM
from thuctien.base.lists import Asked
from thuctien.classes.selectors import class_page, timetables
from thuctien.needs.selectors import sources
from thuctien.sending.models import Answer, Plan, PlannedClass


@pytest.fixture
def planned(plan: Plan) -> PlannedClass:
    """The largest class of the plan."""
    return PlannedClass.objects.filter(plan=plan).order_by("-size", "class_id")[0]


def test_every_session_belongs_to_a_module(planned: PlannedClass) -> None:
    """The modules share the sessions of the class out, in order of time."""
    timetable = timetables.current_timetable(planned.plan)
    sessions = class_page.sessions_in_time(planned, timetable)
    modules = class_page.modules_in_time(planned, sessions)
    assert sum(row.placed for row in modules) == len(sessions) == planned.sessions
    assert all(row.first_day <= row.last_day for row in modules if row.first_day and row.last_day)


def test_the_weeks_of_a_class_end_where_it_ends(planned: PlannedClass) -> None:
    """From the first week there is none before, from the last none after."""
    timetable = timetables.current_timetable(planned.plan)
    sessions = class_page.sessions_in_time(planned, timetable)
    modules = class_page.modules_in_time(planned, sessions)
    first = class_page.class_week(planned, sessions, modules, None)
    last = class_page.class_week(planned, sessions, modules, sessions[-1].day)
    assert first.before is None
    assert last.after is None
    assert first.count > 0
    assert first.sunday - first.monday == timedelta(days=6)


def test_the_needs_that_a_class_meets_add_up(planned: PlannedClass) -> None:
    """By source and force, to the answers that name the class."""
    served = class_page.needs_served(planned, sources(acting_user=SYSTEM), acting_user=SYSTEM)
    assert sum(row.needs for row in served) == Answer.objects.filter(planned_class=planned).count()
    assert (
        class_page.learners(planned, Asked(), acting_user=SYSTEM).page.paginator.count
        == planned.size
    )
