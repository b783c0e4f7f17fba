"""Adopting a scenario: exactly which rows, then the approver's word."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.engine.scenarios import ScenarioError
from thuctien.scenarios.forms.pages import AdoptForm
from thuctien.scenarios.models import Scenario
from thuctien.scenarios.province import changes_of
from thuctien.scenarios.selectors.naming import scenario_names
from thuctien.scenarios.selectors.preview import preview
from thuctien.scenarios.selectors.scenarios import sentences, standing
from thuctien.scenarios.services.adopting import (
    NothingToAdoptError,
    adopt_scenario,
    writing_of,
)
from thuctien.scenarios.services.keeping import NotOpenError
from thuctien.scenarios.views.pages import scenario_or_404
from thuctien.ui.formats import language


@rule(Action.ADOPT_SCENARIO)
def adopt(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Show which rows adopting writes; write them once there is a reason."""
    scenario = scenario_or_404(request, scenario_id)
    if not scenario.is_open:
        raise Http404
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_adopted(request, scenario, form):
        return redirect("scenarios:one", scenario_id)
    changes = changes_of(scenario)
    names = scenario_names(changes)
    try:
        tables, clashes = preview(writing_of(scenario)), []
    except ScenarioError as error:
        tables, clashes = [], error.texts(language())
    context = {
        "scenario": scenario,
        "changes": sentences(changes, names),
        "standing": standing(scenario, changes, acting_user=acting(request)),
        "tables": tables,
        "clashes": clashes,
        "form": form,
    }
    return render(request, "scenarios/adopt.html", context, status=400 if form.errors else 200)


def _is_adopted(request: HttpRequest, scenario: Scenario, form: AdoptForm) -> bool:
    try:
        adopt_scenario(scenario, reason=form.cleaned_data["reason"], acting_user=acting(request))
    except ScenarioError as error:
        for text in error.texts(language()):
            form.add_error(None, text)
        return False
    except (NotOpenError, NothingToAdoptError):
        form.add_error(None, _("There is nothing to adopt."))
        return False
    messages.success(
        request, _("The scenario is adopted: its rows are written. Make the plan anew.")
    )
    return True
