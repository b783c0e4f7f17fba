"""What an agency does in a round: its tasks, and comments on the draft plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.engine.model.choices import CodeList
from thuctien.people.models import Person
from thuctien.sending.models import PlannedClass, Stage
from thuctien.sending.round_acting import (
    act,
    agency_or_404,
    first_fault,
    round_or_404,
    task_or_404,
)
from thuctien.sending.round_forms import CommentForm, ExtendForm
from thuctien.sending.selectors import rounds, surveys
from thuctien.sending.services import rounds as services


@rule(Action.READ_UNIT)
def agency(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Show what an agency has to do in a round, and what it was given."""
    who, today = acting(request), timezone.localdate()
    found = round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who)
    card = rounds.round_card(found, today=today)
    by_programme = surveys.count_by_programme(found, acting_user=who, unit=unit)
    context = {
        "round": found,
        "unit": unit,
        "steps": rounds.agency_steps(card, unit, today=today, acting_user=who),
        "survey": surveys.total_of(by_programme),
        "quotas": rounds.quotas_of(found, unit, acting_user=who),
        "comments": list(rounds.comments_of(found, acting_user=who, unit=unit)),
        "may_answer": can(who, Action.ANSWER_ROUND),
        "may_make": can(who, Action.MAKE_ROUND),
        "groups": dict(code_names().choices(CodeList.LEADERSHIP_LEVEL)),
        "to_join": list(rounds.to_join(found, unit, acting_user=who)),
        "comment_form": CommentForm(),
        "extend_form": ExtendForm(),
        "today": today,
    }
    return render(request, "sending/rounds/agency.html", context)


@rule(Action.ANSWER_ROUND)
@require_POST
def finish_task(request: HttpRequest, round_id: int, unit_id: str, stage: str) -> HttpResponse:
    """Say that an agency is done with a step."""
    found = round_or_404(round_id)
    task = task_or_404(
        found,
        unit_id,
        _stage(stage),
        acting_user=acting(request),
        action=Action.ANSWER_ROUND,
    )
    return act(
        request,
        lambda: services.finish_task(
            task, note=request.POST.get("note", ""), acting_user=acting(request)
        ),
        _("It is handed in."),
        "sending:round_agency",
        round_id,
        unit_id,
    )


@rule(Action.MAKE_ROUND)
@require_POST
def extend_deadline(request: HttpRequest, round_id: int, unit_id: str, stage: str) -> HttpResponse:
    """Give an agency more time."""
    found, form = round_or_404(round_id), ExtendForm(request.POST)
    task = task_or_404(
        found, unit_id, _stage(stage), acting_user=acting(request), action=Action.READ_UNIT
    )
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:round_agency", round_id, unit_id)
    return act(
        request,
        lambda: services.extend_deadline(task, **form.cleaned_data, acting_user=acting(request)),
        _("The agency has more time, and is told."),
        "sending:round_agency",
        round_id,
        unit_id,
    )


@rule(Action.ANSWER_ROUND)
@require_POST
def comment_plan(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Say something of the draft plan for an agency."""
    who, found = acting(request), round_or_404(round_id)
    task = task_or_404(found, unit_id, Stage.COMMENTS, acting_user=who, action=Action.ANSWER_ROUND)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:round_agency", round_id, unit_id)
    class_id, person_id = form.cleaned_data["class_id"], form.cleaned_data["person_id"]
    classes, people = PlannedClass.objects.filter(plan=found.plan_id), Person.objects.all()
    planned = get_object_or_404(classes, class_id=class_id) if class_id else None
    seen = visible(people, acting_user=who)
    person = get_object_or_404(seen, pk=person_id) if person_id else None
    return act(
        request,
        lambda: services.comment_plan(
            task,
            text=form.cleaned_data["text"],
            planned_class=planned,
            person=person,
            acting_user=who,
        ),
        _("The comment is handed in."),
        "sending:round_agency",
        round_id,
        unit_id,
    )


@rule(Action.ANSWER_ROUND)
@require_POST
def report_joined(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Report who joined a class, or did not."""
    who, found = acting(request), round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who, action=Action.ANSWER_ROUND)
    chosen = [int(key) for key in request.POST.getlist("row") if key.isdecimal()]
    rows = rounds.to_join(found, unit, acting_user=who).filter(pk__in=chosen)
    return act(
        request,
        lambda: services.report_joined(
            list(rows),
            joined=request.POST.get("joined") == "yes",
            reason=request.POST.get("reason", ""),
            acting_user=who,
        ),
        _("It is reported."),
        "sending:round_agency",
        round_id,
        unit_id,
    )


def _stage(name: str) -> Stage:
    if name not in Stage.values:
        raise Http404
    return Stage(name)
