"""A unit and a person, each with all that concerns them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thuctien.base.access import Action, seen_among
from thuctien.base.acting import ActingUser, acting
from thuctien.base.audit import record_read
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.needs.selectors import current_run, sources
from thuctien.people.models import Person, Unit
from thuctien.reports.selectors import person_page, person_records, unit_page
from thuctien.reports.selectors.people import PeopleFilter, list_people
from thuctien.sending.selectors.plans import current_run_and_plan


@rule(Action.READ_UNIT)
def unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Show a unit: its people, their needs, who is away when, and where it came from."""
    who = acting(request)
    family = unit_page.unit_with_neighbours(unit_id, acting_user=who)
    if family is None:
        raise Http404
    found = family.unit
    run, plan = current_run_and_plan()
    came, went = unit_page.successions(found, acting_user=who)
    page = list_people(
        run, plan, PeopleFilter(path=found.path), Asked.of(request.GET), acting_user=who
    )
    context = {
        "unit": found,
        "names": code_names(),
        "run": run,
        "plan": plan,
        "above": family.above,
        "below": family.below,
        "counts": unit_page.unit_counts(found, run),
        "plan_counts": unit_page.plan_counts(found, plan),
        "weeks": unit_page.weeks_away(found, plan),
        "came": came,
        "went": went,
        "page": page,
        # Where a unit may be opened, so may those below it, in which these people are.
        "open_units": {row.unit_id for row in page.object_list},
    }
    return render(request, "reports/unit.html", context)


@rule(Action.READ_PEOPLE)
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show a person: posts, what they hold, their needs and why they are sent or not yet."""
    who = acting(request)
    found = _person_or_404(person_id, who)
    record_read(found, acting_user=who)
    run, plan = current_run_and_plan()
    held = person_page.holdings(found, acting_user=who)
    posts = person_page.appointments(found, acting_user=who)
    units = (found.current_unit_id, *(row.post.unit_id for row in posts))
    context = {
        "person": found,
        "names": code_names(),
        "run": run,
        "plan": plan,
        "appointments": posts,
        "holdings": held,
        "turns": person_page.turns(found, plan, acting_user=who),
        "whys": person_page.whys(found, run, plan, sources(acting_user=who), held, acting_user=who),
        "open_units": seen_among(Unit, units, acting_user=who),
    }
    return render(request, "reports/person.html", context)


@rule(Action.READ_PEOPLE)
def person_requirements(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show all that applies to a person, met or not; a part of their page, read when it is seen."""
    who = acting(request)
    found = _person_or_404(person_id, who)
    record_read(found, acting_user=who)
    run = current_run()
    rows = person_page.assessed(found, run) if run is not None else []
    return render(request, "reports/person_requirements.html", {"person": found, "rows": rows})


@rule(Action.READ_RATINGS)
def person_record(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show ratings, disciplines and plans; a part of their page, read when it is seen."""
    who = acting(request)
    found = _person_or_404(person_id, who)
    record_read(found, acting_user=who)
    context = {
        "person": found,
        "names": code_names(),
        "records": person_records.records(found, acting_user=who),
    }
    return render(request, "reports/person_records.html", context)


def _person_or_404(person_id: str, acting_user: ActingUser) -> Person:
    found = person_page.person_by_code(person_id, acting_user=acting_user)
    if found is None:
        raise Http404
    return found
