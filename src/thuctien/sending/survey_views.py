"""The survey of an agency: line by line, many at once, as a workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.files import FileTooLargeError, keep_upload
from thuctien.base.language import page_language
from thuctien.base.list_export import as_workbook
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.engine.sheets.opening.refusal import RefusedBookError
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Round, Stage, StepState
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.refusals import RefusedError
from thuctien.sending.round_acting import act, agency_or_404, first_fault, round_or_404
from thuctien.sending.round_forms import AddNeedForm, SurveyFilterForm, UploadForm
from thuctien.sending.selectors import surveys
from thuctien.sending.services import rounds as services
from thuctien.sending.survey_files import HEADERS, read_answers, survey_rows

UNDO = "survey_undo"
"""Where the session keeps what stood before the last answer, so that it can be taken back."""


@rule(Action.READ_UNIT)
def survey(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse | FileResponse:
    """Show the survey of an agency, line by line; as a workbook where that is asked for."""
    who = acting(request)
    found = round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who)
    counts = surveys.count_by_programme(found, acting_user=who, unit=unit)
    form = SurveyFilterForm(request.GET, {row.key: row.name for row in counts})
    asked = replace(Asked.of(request.GET), size=surveys.PAGE)
    page = surveys.page_of_lines(found, unit, form.wanted(), asked, acting_user=who)
    is_open = found.steps.filter(stage=Stage.SURVEY, state=StepState.OPEN).exists()
    context = {
        "round": found,
        "unit": unit,
        "form": form,
        "page": page,
        "counts": counts,
        "total": surveys.total_of(counts),
        "may_answer": is_open and can(who, Action.ANSWER_ROUND),
        "undo": request.session.get(UNDO, {}).get("round") == found.pk,
        "add_form": AddNeedForm(programmes=found.programmes.values_list("pk", flat=True)),
        "upload_form": UploadForm(),
        "query": request.GET.urlencode(),
    }
    return render(request, "sending/rounds/survey.html", context)


@rule(Action.ANSWER_ROUND)
@require_POST
def answer_survey(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Answer the chosen lines, or all that the filter shows, in one way."""
    who, verdict = acting(request), request.POST.get("verdict", "")
    found = round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who, action=Action.ANSWER_ROUND)
    if verdict not in {ReplyVerdict.CONFIRMED, ReplyVerdict.REFUSED}:
        messages.error(request, _("Say whether it is needed."))
        return redirect("sending:survey", round_id, unit_id)
    keys = _chosen(request, found, unit)
    before = surveys.answers_of(keys, acting_user=who)
    back = f"{request.path.removesuffix('answer/')}?{request.POST.get('query', '')}"
    try:
        count = services.answer_survey(
            keys, ReplyVerdict(verdict), reason=request.POST.get("reason", ""), acting_user=who
        )
    except RefusedError as error:
        messages.error(request, error.text(page_language()))
        return redirect(back)
    request.session[UNDO] = {"round": found.pk, "lines": before}
    done = ngettext("%(n)d line is answered.", "%(n)d lines are answered.", count) % {"n": count}
    messages.success(request, done)
    return redirect(back)


@rule(Action.ANSWER_ROUND)
@require_POST
def undo_answers(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Put back what stood before the last answer."""
    found = round_or_404(round_id)
    agency_or_404(found, unit_id, acting_user=acting(request), action=Action.ANSWER_ROUND)
    kept = request.session.pop(UNDO, {})
    if kept.get("round") != found.pk:
        messages.error(request, _("There is nothing to undo."))
        return redirect("sending:survey", round_id, unit_id)
    before = {
        int(line): (ReplyVerdict(answer[0]), answer[1]) if answer else None
        for line, answer in kept["lines"].items()
    }
    return act(
        request,
        lambda: services.restore_answers(before, acting_user=acting(request)),
        _("The last answer is undone."),
        "sending:survey",
        round_id,
        unit_id,
    )


@rule(Action.ANSWER_ROUND)
@require_POST
def add_need(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Add somebody to the survey."""
    who = acting(request)
    found = round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who, action=Action.ANSWER_ROUND)
    form = AddNeedForm(request.POST, programmes=found.programmes.values_list("pk", flat=True))
    people = visible(Person.objects.select_related("current_unit"), acting_user=who)
    person = people.filter(pk=request.POST.get("person_id", "").strip()).first()
    if form.is_valid() and person is None:
        form.add_error("person_id", _("No person of this code is within your reach."))
    if not form.is_valid() or person is None:
        messages.error(request, first_fault(form))
        return redirect("sending:survey", round_id, unit_id)
    given = form.cleaned_data
    return act(
        request,
        lambda: services.add_need(
            found, unit, person, given["programme"], reason=given["reason"], acting_user=who
        ),
        _("The need is added; the next computation has it."),
        "sending:survey",
        round_id,
        unit_id,
    )


@rule(Action.ANSWER_ROUND)
@require_POST
def take_back(request: HttpRequest, round_id: int, unit_id: str, line_id: int) -> HttpResponse:
    """Take the answer to one line back."""
    agency_or_404(
        round_or_404(round_id), unit_id, acting_user=acting(request), action=Action.ANSWER_ROUND
    )
    return act(
        request,
        lambda: services.take_back([line_id], acting_user=acting(request)),
        _("The answer is taken back."),
        "sending:survey",
        round_id,
        unit_id,
    )


@rule(Action.EXPORT_PEOPLE)
def survey_file(request: HttpRequest, round_id: int, unit_id: str) -> FileResponse:
    """Hand the survey of an agency out, to be filled in."""
    who = acting(request)
    found = round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who)
    lines = services.hand_out_survey(found, unit, acting_user=who)
    return as_workbook(f"Khảo sát {unit.name}", HEADERS, survey_rows(lines))


@rule(Action.ANSWER_ROUND)
@require_POST
def upload_survey(request: HttpRequest, round_id: int, unit_id: str) -> HttpResponse:
    """Take a filled list in: every answer of it, or none and what is wrong."""
    who = acting(request)
    found = round_or_404(round_id)
    unit = agency_or_404(found, unit_id, acting_user=who, action=Action.ANSWER_ROUND)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("sending:survey", round_id, unit_id)
    known = surveys.lines_by_key(found, unit, acting_user=who)
    try:
        stored = keep_upload(form.cleaned_data["workbook"])
        answers, faults = read_answers(Path(stored.path), known)
        if not faults:
            before = surveys.answers_of(answers, acting_user=who)
            services.answer_each(answers, acting_user=who)
    except (RefusedBookError, FileTooLargeError):
        messages.error(request, _("The file cannot be read."))
        return redirect("sending:survey", round_id, unit_id)
    except RefusedError as error:
        messages.error(request, error.text(page_language()))
        return redirect("sending:survey", round_id, unit_id)
    if faults:
        context = {"round": found, "unit": unit, "faults": faults}
        return render(request, "sending/rounds/faults.html", context, status=400)
    request.session[UNDO] = {"round": found.pk, "lines": before}
    count = len(answers)
    done = ngettext("%(n)d line is answered.", "%(n)d lines are answered.", count) % {"n": count}
    messages.success(request, done)
    return redirect("sending:survey", round_id, unit_id)


def _chosen(request: HttpRequest, round_: Round, unit: Unit) -> list[int]:
    """Return the lines that are meant: those ticked, or all that the filter of the page shows."""
    if "everything" not in request.POST:
        return [int(key) for key in request.POST.getlist("row") if key.isdecimal()]
    who = acting(request)
    counts = surveys.count_by_programme(round_, acting_user=who, unit=unit)
    query = QueryDict(request.POST.get("query", ""))
    wanted = SurveyFilterForm(query, {row.key: row.name for row in counts}).wanted()
    return surveys.keys_of(round_, unit, wanted, acting_user=who)
