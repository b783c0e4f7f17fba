"""Making scenarios and changing them: each act is one POST."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import ActingUser, acting
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import site_names
from thuctien.engine.scenarios import ScenarioError
from thuctien.scenarios.forms import KINDS, Kind
from thuctien.scenarios.forms.base import ChangeForm, units_on
from thuctien.scenarios.forms.pages import CopyForm, ScenarioForm
from thuctien.scenarios.forms.rules import ChangeRequirementForm
from thuctien.scenarios.models import Scenario
from thuctien.scenarios.services.asking import request_result
from thuctien.scenarios.services.changing import add_change, undo_change
from thuctien.scenarios.services.keeping import (
    NotOpenError,
    archive_scenario,
    copy_scenario,
    create_scenario,
    reopen_scenario,
)
from thuctien.scenarios.views.pages import index, scenario_or_404
from thuctien.ui.formats import language


class Mover(Protocol):
    """Puts a scenario away, or takes it out again."""

    def __call__(self, scenario: Scenario, *, acting_user: ActingUser) -> None:
        """Do it; raises ``NotOpenError``."""


@rule(Action.MAKE_SCENARIO)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make a scenario and show it."""
    form = ScenarioForm(request.POST)
    if not form.is_valid():
        return index(request, form)
    scenario = create_scenario(**form.cleaned_data, acting_user=acting(request))
    return redirect("scenarios:one", scenario.pk)


@rule(Action.MAKE_SCENARIO)
def add(request: HttpRequest, scenario_id: int, kind: str) -> HttpResponse:
    """Show the form of a change, and add the change that it says."""
    scenario = scenario_or_404(request, scenario_id)
    chosen = KINDS.get(kind)
    if chosen is None or not scenario.is_open:
        raise Http404
    if issubclass(chosen.form, ChangeRequirementForm) and not request.GET.get("requirement"):
        return _pick(request, scenario, chosen, chosen.form)
    data = [request.POST] if request.method == "POST" else []
    position = scenario.changes.count() + 1
    form = chosen.form(*data, scenario=scenario, position=position, query=request.GET)
    if request.method == "POST" and form.is_valid() and _is_added(request, scenario, form):
        return redirect("scenarios:one", scenario.pk)
    first = date(scenario.year, 1, 1)
    context = {
        "scenario": scenario,
        "kind": chosen,
        "form": form,
        "units": units_on(first) if form.needs_units else (),
        "sites": site_names() if kind == "add-room" else {},
    }
    return render(request, "scenarios/add.html", context, status=400 if form.errors else 200)


def _pick(
    request: HttpRequest, scenario: Scenario, kind: Kind, form: type[ChangeRequirementForm]
) -> HttpResponse:
    """Let somebody choose what to change, so that the form begins with how it is."""
    first = date(scenario.year, 1, 1)
    context = {"scenario": scenario, "kind": kind, "choices": form.pickable(first)}
    return render(request, "scenarios/pick.html", context)


def _is_added(request: HttpRequest, scenario: Scenario, form: ChangeForm) -> bool:
    """Add the change; what it clashes with goes to the form."""
    try:
        add_change(scenario, form.change(), acting_user=acting(request))
    except ScenarioError as error:
        for text in error.texts(language()):
            form.add_error(None, text)
        return False
    except NotOpenError:
        raise Http404 from None
    messages.success(request, _("The change is added. Compute the scenario to see what it does."))
    return True


@rule(Action.MAKE_SCENARIO)
@require_POST
def undo(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Take the last change back."""
    scenario = scenario_or_404(request, scenario_id)
    try:
        undo_change(scenario, acting_user=acting(request))
    except NotOpenError:
        messages.error(request, _("The scenario is no longer open."))
    else:
        messages.success(request, _("The last change is taken back."))
    return redirect("scenarios:one", scenario_id)


@rule(Action.MAKE_SCENARIO)
@require_POST
def compute(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Have the scenario computed, and show how far it is."""
    scenario = scenario_or_404(request, scenario_id)
    try:
        request_result(scenario, acting_user=acting(request))
    except NotOpenError:
        messages.error(request, _("The scenario is no longer open."))
    else:
        messages.success(
            request, _("It is being computed: the needs come first, the plan a few minutes later.")
        )
    return redirect("scenarios:one", scenario_id)


@rule(Action.MAKE_SCENARIO)
@require_POST
def copy(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Copy a scenario, to vary it."""
    scenario, form = scenario_or_404(request, scenario_id), CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the copy a name."))
        return redirect("scenarios:one", scenario_id)
    made = copy_scenario(scenario, **form.cleaned_data, acting_user=acting(request))
    return redirect("scenarios:one", made.pk)


@rule(Action.MAKE_SCENARIO)
@require_POST
def archive(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Put a scenario away."""
    return _moved(request, scenario_id, archive_scenario, _("The scenario is put away."))


@rule(Action.MAKE_SCENARIO)
@require_POST
def reopen(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Take a scenario out again."""
    return _moved(request, scenario_id, reopen_scenario, _("The scenario is open again."))


def _moved(request: HttpRequest, scenario_id: int, act: Mover, said: str) -> HttpResponse:
    scenario = scenario_or_404(request, scenario_id)
    try:
        act(scenario, acting_user=acting(request))
    except NotOpenError:
        messages.error(request, _("The scenario is not in a state in which this can be done."))
    else:
        messages.success(request, said)
    return redirect("scenarios:one", scenario_id)
