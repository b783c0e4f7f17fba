"""Rounds: the list, a new one, one round, and its steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.language import page_language
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.engine.model.choices import CodeList
from thuctien.sending.models import Stage
from thuctien.sending.refusals import RefusedError
from thuctien.sending.round_acting import act, first_fault, round_or_404, step_or_404
from thuctien.sending.round_forms import (
    AttachForm,
    CopyForm,
    ExtendForm,
    ReasonForm,
    ReopenForm,
    RoundForm,
    StepForm,
)
from thuctien.sending.selectors import plans, rounds
from thuctien.sending.selectors.agencies import officers_of, possible_owners
from thuctien.sending.selectors.decisions import outdated
from thuctien.sending.services import rounds as services


@rule(Action.READ_PLAN)
def all_rounds(request: HttpRequest) -> HttpResponse:
    """Show every round with where it stands."""
    today = timezone.localdate()
    context = {
        "cards": rounds.list_rounds(today=today),
        "may_make": can(acting(request), Action.MAKE_ROUND),
        "today": today,
    }
    return render(request, "sending/rounds/rounds.html", context)


@rule(Action.MAKE_ROUND)
def new_round(request: HttpRequest) -> HttpResponse:
    """Set up a round."""
    who, next_year = acting(request), timezone.localdate().year + 1
    form = RoundForm(
        request.POST or None,
        owners=possible_owners(),
        kinds=code_names().choices(CodeList.PROGRAMME_KIND),
        initial={"year": next_year, "owner": who.principal},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_round(**form.asked(), acting_user=who)
        except RefusedError as error:
            form.add_error(None, error.text(page_language()))
        else:
            messages.success(request, _("The round is set up; look at its days before you begin."))
            return redirect("sending:round", made.pk)
    status = 400 if form.errors else 200
    return render(request, "sending/rounds/new.html", {"form": form}, status=status)


@rule(Action.READ_PLAN)
def one_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show a round: its steps in time, what is next and whose, who is late."""
    who, today = acting(request), timezone.localdate()
    found = round_or_404(round_id)
    card = rounds.round_card(found, today=today)
    may_make = can(who, Action.MAKE_ROUND)
    context = {
        "round": found,
        "card": card,
        "today": today,
        "may_make": may_make,
        "may_approve": can(who, Action.APPROVE_PLAN),
        "programmes": list(found.programmes.order_by("kind", "name")),
        "rulings": rounds.rulings_of(found),
        "agencies": rounds.own_agencies(found, acting_user=who),
        "late": rounds.late_tasks(found, today=today, acting_user=who),
        "reason_form": ReasonForm(),
    }
    if may_make:
        context |= {
            "outdated": len(outdated([found], acting_user=who)),
            "attach_form": AttachForm(year=found.year, initial={"plan": plans.current_plan()}),
            "copy_form": CopyForm(initial={"name": found.name, "year": found.year + 1}),
        }
    return render(request, "sending/rounds/round.html", context)


@rule(Action.MAKE_ROUND)
@require_POST
def copy_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Set up a round like this one in another year."""
    source, form = round_or_404(round_id), CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:round", round_id)
    try:
        made = services.copy_round(source, **form.cleaned_data, acting_user=acting(request))
    except RefusedError as error:
        messages.error(request, error.text(page_language()))
        return redirect("sending:round", round_id)
    messages.success(request, _("The round is copied; its days are working days of that year."))
    return redirect("sending:round", made.pk)


@rule(Action.MAKE_ROUND)
@require_POST
def open_step(request: HttpRequest, round_id: int, stage: str) -> HttpResponse:
    """Open a step."""
    step = step_or_404(round_id, stage)
    done = _("The step is open, and its agencies are told.")
    return act(
        request,
        lambda: services.open_step(step, acting_user=acting(request)),
        done,
        "sending:round",
        round_id,
    )


@rule(Action.MAKE_ROUND)
@require_POST
def finish_step(request: HttpRequest, round_id: int, stage: str) -> HttpResponse:
    """End a step."""
    step, despite_open = step_or_404(round_id, stage), "despite_open" in request.POST
    return act(
        request,
        lambda: services.finish_step(step, despite_open=despite_open, acting_user=acting(request)),
        _("The step has ended."),
        "sending:round",
        round_id,
    )


@rule(Action.MAKE_ROUND)
def step(request: HttpRequest, round_id: int, stage: str) -> HttpResponse:
    """Show the days and owners of a step, and change them."""
    found, owners = step_or_404(round_id, stage), possible_owners()
    form = StepForm(request.POST or None, owners=owners, initial=StepForm.values_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_step(
                found,
                form.plan(Stage(stage)),
                reason=form.cleaned_data["reason"],
                acting_user=acting(request),
            )
        except RefusedError as error:
            form.add_error(None, error.text(page_language()))
        else:
            messages.success(request, _("The step is changed."))
            return redirect("sending:round", round_id)
    context = {
        "round": found.round,
        "step": found,
        "label": Stage(found.stage).label,
        "form": form,
        "reopen_form": ReopenForm(),
    }
    status = 400 if form.errors else 200
    return render(request, "sending/rounds/step.html", context, status=status)


@rule(Action.MAKE_ROUND)
@require_POST
def reopen_step(request: HttpRequest, round_id: int, stage: str) -> HttpResponse:
    """Open a step again that has ended."""
    step, form = step_or_404(round_id, stage), ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:round_step", round_id, stage)
    return act(
        request,
        lambda: services.reopen_step(step, **form.cleaned_data, acting_user=acting(request)),
        _("The step is open again; every step after it begins anew."),
        "sending:round",
        round_id,
    )


@rule(Action.READ_PLAN)
def agencies(request: HttpRequest, round_id: int, stage: str) -> HttpResponse:
    """List the agencies of a step: who is done, who is late."""
    who, today = acting(request), timezone.localdate()
    found = step_or_404(round_id, stage)
    which = request.GET.get("which", "")
    page = rounds.tasks_of_step(
        found, Asked.of(request.GET), which=which, today=today, acting_user=who
    )
    context = {
        "round": found.round,
        "step": found,
        "label": Stage(found.stage).label,
        "page": page,
        "officers": officers_of(task.unit_id for task in page.object_list),
        "which": which,
        "today": today,
        "may_make": can(who, Action.MAKE_ROUND),
        "form": ExtendForm(),
    }
    return render(request, "sending/rounds/agencies.html", context)


@rule(Action.MAKE_ROUND)
@require_POST
def attach_plan(request: HttpRequest, round_id: int) -> HttpResponse:
    """Put a plan into a round."""
    found = round_or_404(round_id)
    form = AttachForm(request.POST, year=found.year)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:round", round_id)
    return act(
        request,
        lambda: services.attach_plan(found, form.cleaned_data["plan"], acting_user=acting(request)),
        _("The plan is in the round."),
        "sending:round",
        round_id,
    )


@rule(Action.APPROVE_PLAN)
@require_POST
def approve_plan(request: HttpRequest, round_id: int) -> HttpResponse:
    """Approve the plan of a round."""
    found = round_or_404(round_id)
    return act(
        request,
        lambda: services.approve_plan(found, acting_user=acting(request)),
        _("The plan is approved and will be kept as it is."),
        "sending:round",
        round_id,
    )


@rule(Action.APPROVE_PLAN)
@require_POST
def refuse_plan(request: HttpRequest, round_id: int) -> HttpResponse:
    """Send the plan of a round back."""
    found, reason = round_or_404(round_id), request.POST.get("reason", "")
    return act(
        request,
        lambda: services.refuse_plan(found, reason=reason, acting_user=acting(request)),
        _("The plan was sent back."),
        "sending:round",
        round_id,
    )


@rule(Action.MAKE_ROUND)
@require_POST
def issue_quotas(request: HttpRequest, round_id: int) -> HttpResponse:
    """Issue the quotas of a round."""
    found = round_or_404(round_id)
    return act(
        request,
        lambda: services.issue_quotas(found, acting_user=acting(request)),
        _("The quotas are issued, and the agencies are told."),
        "sending:round",
        round_id,
    )
