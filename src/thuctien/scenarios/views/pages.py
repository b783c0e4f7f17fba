"""The scenarios, one of them with its parts, and several side by side."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue.selectors import programme_names, qualification_names
from thuctien.scenarios import exports, tables
from thuctien.scenarios.charts import figure_charts
from thuctien.scenarios.forms import GROUPS
from thuctien.scenarios.forms.pages import (
    CopyForm,
    NeedsFilter,
    ScenarioForm,
    TurnsFilter,
)
from thuctien.scenarios.models import Scenario, ScenarioResult
from thuctien.scenarios.province import changes_of
from thuctien.scenarios.selectors import money as of_money
from thuctien.scenarios.selectors.comparing import compared, lines
from thuctien.scenarios.selectors.naming import scenario_names
from thuctien.scenarios.selectors.scenarios import (
    cards,
    figure_rows,
    result_of,
    scenario_by_key,
    scenarios,
    sentences,
    standing,
)
from thuctien.scenarios.selectors.touched import touched_needs, touched_turns
from thuctien.sending.selectors.plans import current_plan

UNITS_SHOWN = 100


@rule(Action.READ_SCENARIO)
def index(request: HttpRequest, form: ScenarioForm | None = None) -> HttpResponse:
    """List the scenarios, with a form for a new one."""
    who = acting(request)
    plan = current_plan()
    year = plan.year if plan else timezone.localdate().year + 1
    rows = list(scenarios(acting_user=who))
    context = {
        "rows": [(row, cards(figure_rows(row.result)) if result_of(row) else []) for row in rows],
        "form": form or ScenarioForm(initial={"year": year}),
        "may_make": can(who, Action.MAKE_SCENARIO),
    }
    return render(request, "scenarios/index.html", context, status=400 if form else 200)


@rule(Action.READ_SCENARIO)
def one(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Show a scenario: its changes in sentences and what they come to."""
    context = _context(request, scenario_id, "one")
    result: ScenarioResult | None = context["result"]
    rows = figure_rows(result) if result else []
    names = context["names"]
    context |= {
        "figures": rows,
        "cards": cards(rows),
        "counts": of_money.count_rows(result, names) if result else [],
        "groups": GROUPS,
        "copy_form": CopyForm(initial={"name": context["scenario"].name}),
    }
    return render(request, "scenarios/one.html", context)


@rule(Action.READ_SCENARIO)
def needs(request: HttpRequest, scenario_id: int) -> HttpResponse | FileResponse:
    """List the needs that appear, vanish or change."""
    context, who = _context(request, scenario_id, "needs"), acting(request)
    form = NeedsFilter(request.GET, qualification_names())
    wanted = {name: form.value(name) for name in ("change", "force", "qualification")}
    page = None
    if context["result"]:
        page = touched_needs(
            context["result"], wanted, asked_of(request), context["names"], acting_user=who
        )
    if is_file_wanted(request):
        rows = list(page.object_list) if page else []
        return exports.needs_workbook(context["scenario"], rows, acting_user=who)
    context |= {"form": form, "page": page, "table": table_for(request, tables.NEEDS)}
    return render(request, "scenarios/needs.html", context)


@rule(Action.READ_SCENARIO)
def people(request: HttpRequest, scenario_id: int) -> HttpResponse | FileResponse:
    """List who gains a seat, loses one or changes class, each with why."""
    context, who = _context(request, scenario_id, "people"), acting(request)
    form = TurnsFilter(request.GET, programme_names())
    wanted = {name: form.value(name) for name in ("change", "programme")}
    page = None
    if context["result"]:
        page = touched_turns(
            context["result"], wanted, asked_of(request), context["names"], acting_user=who
        )
    if is_file_wanted(request):
        rows = list(page.object_list) if page else []
        return exports.turns_workbook(context["scenario"], rows, acting_user=who)
    context |= {"form": form, "page": page, "table": table_for(request, tables.TURNS)}
    return render(request, "scenarios/people.html", context)


@rule(Action.READ_SCENARIO)
def plan(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Show the classes that are opened, not opened, or differ."""
    context = _context(request, scenario_id, "plan")
    result = context["result"]
    context["rows"] = of_money.class_rows(result, context["names"]) if result else []
    return render(request, "scenarios/plan.html", context)


@rule(Action.READ_SCENARIO)
def money(request: HttpRequest, scenario_id: int) -> HttpResponse | FileResponse:
    """Show what each source of money pays, and what changes for each unit."""
    context = _context(request, scenario_id, "money")
    result, names = context["result"], context["names"]
    units = of_money.unit_rows(result, names) if result else []
    if is_file_wanted(request):
        return exports.units_workbook(units)
    context |= {
        "budgets": of_money.budget_rows(result, names) if result else [],
        "units": units[:UNITS_SHOWN],
        "unit_count": len(units),
        "table": table_for(request, tables.UNITS),
    }
    return render(request, "scenarios/money.html", context)


@rule(Action.READ_SCENARIO)
def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four scenarios side by side."""
    who = acting(request)
    keys = [int(key) for key in request.GET.getlist("id") if key.isdecimal()]
    columns = compared(keys, acting_user=who)
    context = {
        "columns": columns,
        "lines": lines(columns),
        "charts": figure_charts(columns),
        "all": [(row, row.pk in keys) for row in scenarios(acting_user=who)],
    }
    return render(request, "scenarios/compare.html", context)


def scenario_or_404(request: HttpRequest, scenario_id: int) -> Scenario:
    """Return a scenario that the reader may see; raises ``Http404``."""
    scenario = scenario_by_key(scenario_id, acting_user=acting(request))
    if scenario is None:
        raise Http404
    return scenario


def _context(request: HttpRequest, scenario_id: int, part: str) -> dict[str, Any]:
    """Return what every page of a scenario has."""
    who, scenario = acting(request), scenario_or_404(request, scenario_id)
    changes = changes_of(scenario)
    names = scenario_names(changes)
    return {
        "scenario": scenario,
        "result": result_of(scenario),
        "changes": sentences(changes, names),
        "standing": standing(scenario, changes, acting_user=who),
        "names": names,
        "part": part,
        "may_make": scenario.is_open and can(who, Action.MAKE_SCENARIO),
        "may_reopen": scenario.is_archived and can(who, Action.MAKE_SCENARIO),
        "may_adopt": scenario.is_open and can(who, Action.ADOPT_SCENARIO),
    }
