"""A unit and a person, each with all that concerns them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thuctien.base.access import Action
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names, qualification_names
from thuctien.needs.selectors import current_run, sources
from thuctien.people.models import Person, Unit
from thuctien.reports.selectors import person_page, unit_page
from thuctien.reports.selectors.people import PeopleFilter, list_people
from thuctien.sending.selectors.plans import current_plan


@rule(Action.READ_UNIT)
def unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Show a unit: its people, their needs, who is away when, and where it came from."""
    found = _unit_or_404(unit_id)
    run, plan = current_run(), current_plan()
    came, went = unit_page.successions(found)
    above, below = unit_page.neighbours(found)
    context = {
        "unit": found,
        "names": code_names(),
        "run": run,
        "plan": plan,
        "above": above,
        "below": below,
        "counts": unit_page.unit_counts(found, run),
        "plan_counts": unit_page.plan_counts(found, plan),
        "weeks": unit_page.weeks_away(found, plan),
        "came": came,
        "went": went,
        "page": list_people(run, plan, PeopleFilter(path=found.path), Asked.of(request.GET)),
    }
    return render(request, "reports/unit.html", context)


@rule(Action.READ_PEOPLE)
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show a person: posts, what they hold, their needs and why they are sent or not yet."""
    found = _person_or_404(person_id)
    run, plan = current_run(), current_plan()
    context = {
        "person": found,
        "names": code_names(),
        "run": run,
        "plan": plan,
        "appointments": person_page.appointments(found),
        "holdings": person_page.holdings(found),
        "turns": person_page.turns(found, plan),
        "whys": person_page.whys(found, run, plan, sources(), qualification_names()),
    }
    return render(request, "reports/person.html", context)


@rule(Action.READ_PEOPLE)
def person_requirements(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show all that applies to a person, met or not; a part of their page, read when it is seen."""
    found = _person_or_404(person_id)
    run = current_run()
    rows = person_page.assessed(found, run) if run is not None else []
    return render(request, "reports/person_requirements.html", {"person": found, "rows": rows})


def _unit_or_404(unit_id: str) -> Unit:
    found = unit_page.unit_by_code(unit_id)
    if found is None:
        raise Http404
    return found


def _person_or_404(person_id: str) -> Person:
    found = person_page.person_by_code(person_id)
    if found is None:
        raise Http404
    return found
