"""What the views of rounds share: one round or agency asked for, one act done and told."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import page_language
from thuctien.base.policy import Action
from thuctien.people.models import Unit
from thuctien.sending.models import Round, RoundStep, Stage, UnitTask
from thuctien.sending.refusals import RefusedError


def round_or_404(round_id: int) -> Round:
    """Return a round with its plan."""
    return get_object_or_404(Round.objects.select_related("plan", "approved_by"), pk=round_id)


def step_or_404(round_id: int, stage: str) -> RoundStep:
    """Return a step of a round with the round."""
    return get_object_or_404(RoundStep.objects.select_related("round"), round=round_id, stage=stage)


def agency_or_404(
    round_: Round, unit_id: str, *, acting_user: ActingUser, action: Action = Action.READ_UNIT
) -> Unit:
    """Return an agency of a round, for whom may do something there."""
    tasks = visible(UnitTask.objects.all(), acting_user=acting_user, action=action)
    task = tasks.filter(step__round=round_, unit=unit_id).select_related("unit").first()
    if task is None:
        raise Http404
    return task.unit


def task_or_404(
    round_: Round, unit_id: str, stage: Stage, *, acting_user: ActingUser, action: Action
) -> UnitTask:
    """Return what an agency has to do in a stage, for whom may do something there."""
    tasks = visible(UnitTask.objects.all(), acting_user=acting_user, action=action)
    found = tasks.filter(step__round=round_, step__stage=stage, unit=unit_id)
    return get_object_or_404(found.select_related("step__round", "unit"))


def act(
    request: HttpRequest,
    do: Callable[[], object],
    done: str,
    to: str,
    *keys: object,
) -> HttpResponse:
    """Do something, say that it is done or why not, and lead on to a page."""
    try:
        do()
    except RefusedError as error:
        messages.error(request, error.text(page_language()))
    else:
        messages.success(request, done)
    return redirect(to, *keys)


def first_fault(form: forms.Form) -> str:
    """Return what is wrong with a form that stands on no page of its own."""
    return next(
        (
            f"{form.fields[name].label}: {faults[0]}" if name in form.fields else str(faults[0])
            for name, faults in form.errors.items()
        ),
        "",
    )
