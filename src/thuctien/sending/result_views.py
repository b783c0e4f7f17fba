"""What the province sees of a round: results of the survey, refusals to rule, comments."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.lists import Asked, page_of
from thuctien.base.rules import rule
from thuctien.sending.models import PlanComment, Stage, StepState, SurveyReply
from thuctien.sending.models.states import Ruling
from thuctien.sending.round_acting import act, first_fault, round_or_404
from thuctien.sending.round_forms import AnswerForm, RulingForm
from thuctien.sending.selectors import rounds, surveys
from thuctien.sending.services import rounds as services


@rule(Action.READ_UNIT)
def survey_results(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show what was answered of all that was asked, by agency and by programme."""
    who, found = acting(request), round_or_404(round_id)
    by_agency = surveys.count_by_agency(found, acting_user=who)
    context = {
        "round": found,
        "by_agency": by_agency,
        "by_programme": surveys.count_by_programme(found, acting_user=who),
        "total": surveys.total_of(by_agency),
        "refusals": surveys.refusals_to_rule(found, acting_user=who).filter(ruling="").count(),
        "may_make": can(who, Action.MAKE_ROUND),
        "is_open": found.steps.filter(stage=Stage.SURVEY, state=StepState.OPEN).exists(),
    }
    return render(request, "sending/rounds/results.html", context)


@rule(Action.READ_UNIT)
def refusals(request: HttpRequest, round_id: int) -> HttpResponse:
    """List what agencies refused although it is mandatory, with the rulings."""
    who, found = acting(request), round_or_404(round_id)
    rows = surveys.refusals_to_rule(found, acting_user=who)
    context = {
        "round": found,
        "page": page_of(rows, Asked.of(request.GET).page),
        "may_make": can(who, Action.MAKE_ROUND),
        "rulings": Ruling.choices,
    }
    return render(request, "sending/rounds/refusals.html", context)


@rule(Action.MAKE_ROUND)
@require_POST
def rule_refusal(request: HttpRequest, round_id: int, reply_id: int) -> HttpResponse:
    """Accept or overrule a refusal."""
    who, form = acting(request), RulingForm(request.POST)
    rows = visible(SurveyReply.objects.filter(line__round=round_id), acting_user=who)
    reply = get_object_or_404(rows, pk=reply_id)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:refusals", round_id)
    return act(
        request,
        lambda: services.rule_refusal(
            reply,
            Ruling(form.cleaned_data["ruling"]),
            reason=form.cleaned_data["reason"],
            acting_user=who,
        ),
        _("The agency is told of the decision."),
        "sending:refusals",
        round_id,
    )


@rule(Action.MAKE_ROUND)
@require_POST
def refresh_survey(request: HttpRequest, round_id: int) -> HttpResponse:
    """Bring an open survey up to the needs as they are now."""
    found = round_or_404(round_id)
    return act(
        request,
        lambda: services.refresh_survey(found, acting_user=acting(request)),
        _("The survey asks about the needs as they are now; answers stay."),
        "sending:survey_results",
        round_id,
    )


@rule(Action.READ_UNIT)
def comments(request: HttpRequest, round_id: int) -> HttpResponse:
    """List the comments on the draft plan, those without an answer first."""
    who, found = acting(request), round_or_404(round_id)
    rows = rounds.comments_of(found, acting_user=who)
    context = {
        "round": found,
        "page": page_of(rows, Asked.of(request.GET).page),
        "open": rows.filter(answered_at=None).count(),
        "may_make": can(who, Action.MAKE_ROUND),
    }
    return render(request, "sending/rounds/comments.html", context)


@rule(Action.MAKE_ROUND)
@require_POST
def answer_comment(request: HttpRequest, round_id: int, comment_id: int) -> HttpResponse:
    """Answer a comment."""
    who, form = acting(request), AnswerForm(request.POST)
    rows = visible(PlanComment.objects.filter(round=round_id), acting_user=who)
    comment = get_object_or_404(rows, pk=comment_id)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:round_comments", round_id)
    return act(
        request,
        lambda: services.answer_comment(comment, **form.cleaned_data, acting_user=who),
        _("The comment is answered, and the agency told."),
        "sending:round_comments",
        round_id,
    )
