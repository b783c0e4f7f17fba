"""What the pages read agrees with the rows that it was read from."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum

from thuctien.base.acting import SYSTEM
from thuctien.base.lists import Asked
from thuctien.classes.models import Session
from thuctien.classes.selectors import timetables
from thuctien.engine.text.folding import fold
from thuctien.needs.models import Coverage, Need, NeedsRun
from thuctien.needs.selectors import sources
from thuctien.people.models import Person, Unit
from thuctien.reports.selectors import person_page, unit_page
from thuctien.reports.selectors.needs import NeedFilter, list_needs
from thuctien.reports.selectors.people import PeopleFilter, list_people
from thuctien.reports.selectors.units import UnitFilter, list_units, unit_rows
from thuctien.sending.models import Plan, Turn
from thuctien.sending.selectors.plans import ClassFilter, classes_of


def test_the_root_counts_everybody(needs_run: NeedsRun) -> None:
    """Rolled up to the top, the counts are those of the province."""
    (root,) = [
        row for row in unit_rows(needs_run, acting_user=SYSTEM) if row.depth == 0 and row.people
    ]
    total = Coverage.objects.filter(run=needs_run).aggregate(
        subject=Sum("subject"), met=Sum("met"), overdue=Sum("overdue")
    )
    assert root.people == Person.objects.exclude(current_unit=None).count()
    assert (root.subject, root.met, root.overdue) == tuple(total.values())


def test_a_unit_counts_the_same_on_its_page_and_in_the_list(needs_run: NeedsRun) -> None:
    """Two ways to add up, one answer."""
    for row in unit_rows(needs_run, acting_user=SYSTEM)[:20]:
        counts = unit_page.unit_counts(Unit.objects.get(pk=row.unit_id), needs_run)
        assert (counts.subject, counts.met, counts.due) == (row.subject, row.met, row.due)


def test_a_unit_counts_its_people_and_what_the_plan_does_for_them(plan: Plan) -> None:
    """On its page as in the list, and at the root as the plan itself does."""
    rows = unit_rows(plan.needs_run, acting_user=SYSTEM)
    for row in rows:
        counts = unit_page.plan_counts(Unit.objects.get(pk=row.unit_id), plan)
        assert counts.people == row.people
        if row.depth == 0 and row.people:
            assert (counts.turns, counts.needs_met) == (plan.seats, plan.needs_met)
    assert any(row.people for row in rows)


def test_past_units_are_left_out_unless_asked_for(needs_run: NeedsRun) -> None:
    """A unit that ended before the day is in the list only on demand."""
    on = needs_run.as_of
    ended = set(Unit.objects.filter(valid_to__lt=on).values_list("pk", flat=True))
    assert ended
    now = list_units(needs_run, UnitFilter(on), Asked(), size=10_000, acting_user=SYSTEM)
    everything = list_units(
        needs_run, UnitFilter(on, past=True), Asked(), size=10_000, acting_user=SYSTEM
    )
    assert ended.isdisjoint(row.unit_id for row in now)
    assert ended <= {row.unit_id for row in everything}


def test_people_are_found_with_and_without_marks(needs_run: NeedsRun) -> None:
    """The folded name of anybody finds that person, and so does the name as written."""
    person = Person.objects.order_by("person_id")[0]
    for text in (person.full_name, fold(person.full_name), person.person_id):
        page = list_people(needs_run, None, PeopleFilter(), Asked(text=text), acting_user=SYSTEM)
        assert person.pk in [row.person_id for row in page]


def test_a_person_is_found_by_the_exact_number(needs_run: NeedsRun) -> None:
    """Though it is kept sealed; a part of it finds nobody."""
    person = Person.objects.exclude(personal_number="").order_by("person_id")[0]
    for text, found in ((person.personal_number, [person.pk]), (person.personal_number[:9], [])):
        page = list_people(needs_run, None, PeopleFilter(), Asked(text=text), acting_user=SYSTEM)
        assert [row.person_id for row in page] == found


def test_people_stand_in_the_order_of_given_names(needs_run: NeedsRun) -> None:
    """By the stored Vietnamese sort key, in both directions."""
    forward = list_people(needs_run, None, PeopleFilter(), Asked(sort="name"), acting_user=SYSTEM)
    keys = [Person.objects.get(pk=row.person_id).name_order for row in forward]
    assert keys == sorted(keys)
    backward = list_people(needs_run, None, PeopleFilter(), Asked(sort="-name"), acting_user=SYSTEM)
    last = Person.objects.order_by("-name_order")[0]
    assert backward[0].full_name == last.full_name


@pytest.mark.parametrize("force", ["overdue", "due", "recommended"])
def test_people_are_filtered_by_the_force_of_their_needs(needs_run: NeedsRun, force: str) -> None:
    """Exactly those who have such a need, with its count in their row."""
    page = list_people(needs_run, None, PeopleFilter(force=force), Asked(), acting_user=SYSTEM)
    having = Need.objects.filter(run=needs_run, force=force).values("person").distinct().count()
    assert page.paginator.count == having
    assert all(getattr(row, force) > 0 for row in page)


def test_needs_are_filtered_by_what_the_plan_says(plan: Plan) -> None:
    """The needs sent and the needs planned but not sent are those that the plan counted."""
    run, known = plan.needs_run, sources(acting_user=SYSTEM)
    sent = list_needs(run, plan, known, NeedFilter(outcome="sent"), Asked(), acting_user=SYSTEM)
    assert sent.paginator.count == plan.needs_met
    assert all(row.outcome == "sent" and row.class_id for row in sent)


def test_every_need_of_a_person_has_its_answer(plan: Plan) -> None:
    """Why stands for each: reason and, where not sent, what would change it."""
    turn = Turn.objects.filter(plan=plan).order_by("pk")[0]
    whys = person_page.whys(
        turn.person, plan.needs_run, plan, sources(acting_user=SYSTEM), [], acting_user=SYSTEM
    )
    assert len(whys) == Need.objects.filter(person=turn.person, run=plan.needs_run).count()
    assert all(why.reason for why in whys)


def test_what_a_person_lacks_is_what_was_stored(needs_run: NeedsRun) -> None:
    """The engine asked anew for one person finds the gaps that it found for everybody."""
    person = Need.objects.filter(run=needs_run).order_by("pk")[0].person
    unmet = [row for row in person_page.assessed(person, needs_run) if not row.met]
    assert len(unmet) == Need.objects.filter(run=needs_run, person=person).count()


def test_classes_are_filtered_by_month(plan: Plan) -> None:
    """The months of the year share the classes out."""
    months = [ClassFilter(month=date(plan.year, month, 1)) for month in range(1, 13)]
    counts = [classes_of(plan, month, Asked()).paginator.count for month in months]
    assert sum(counts) == plan.classes


def test_a_week_has_each_session_once(plan: Plan) -> None:
    """Day and half day tell where a session stands."""
    timetable = timetables.current_timetable(plan)
    session = Session.objects.filter(timetable=timetable).order_by("day", "pk")[0]
    site = session.planned_class.site
    week = timetables.week_of_sessions(timetables.sessions_at(site, timetable), session.day, site)
    shown = [s for _half, slots in week.halves for slot in slots for s in slot.sessions]
    assert len(shown) == len(set(shown)) == week.count
    assert session in shown
    for half, slots in week.halves:
        for slot in slots:
            assert all((s.day, s.half) == (slot.day, half) for s in slot.sessions)


def test_holidays_are_named_in_the_week(plan: Plan) -> None:
    """Tết of 2027 closes its days."""
    closed = timetables.closed_days_named([date(2027, 2, 6), date(2027, 3, 3)], None)
    assert date(2027, 2, 6) in closed
    assert date(2027, 3, 3) not in closed
