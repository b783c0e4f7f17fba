"""An agency's nominations: the classes of a round, one class, one nomination."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser, acting
from thuctien.base.files import FileTooLargeError, keep_upload
from thuctien.base.language import page_language
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.engine.sheets import RefusedBookError
from thuctien.sending import nomination_forms as forms
from thuctien.sending.models import Nomination, NominationState, OfferedClass
from thuctien.sending.models.states import LOST_A_PLACE
from thuctien.sending.nomination_export import nominations_workbook
from thuctien.sending.nomination_files import read_nominations
from thuctien.sending.refusals import RefusedError
from thuctien.sending.round_acting import act, first_fault, round_or_404
from thuctien.sending.selectors import nomination_page as page_of_one
from thuctien.sending.selectors import nominations as selectors
from thuctien.sending.services import nominations as services

BACK = "sending:nominations_of_class"


@rule(Action.READ_SUCCESSION)
def overview(request: HttpRequest, round_id: int | None = None) -> HttpResponse:
    """List the classes of a round with what is left of the quotas, over all."""
    rounds = selectors.open_rounds()
    chosen = round_or_404(round_id) if round_id is not None else next(iter(rounds), None)
    who = acting(request)
    context = {
        "round": chosen,
        "rounds": rounds,
        "rows": selectors.classes_of_round(chosen, acting_user=who) if chosen else [],
        "may_select": can(who, Action.SELECT),
    }
    return render(request, "sending/nominations/overview.html", context)


@rule(Action.READ_SUCCESSION)
def of_class(request: HttpRequest, offered_id: int) -> HttpResponse | FileResponse:
    """Show an agency's nominations for a class, and whom it could nominate."""
    offered, who = class_or_404(offered_id), acting(request)
    page = selectors.nominations_of(offered, asked_of(request), acting_user=who)
    rows = selectors.as_rows(page.object_list)
    if is_file_wanted(request):
        return nominations_workbook(offered, rows, acting_user=who)
    may_nominate = can(who, Action.NOMINATE)
    text = request.GET.get("who", "").strip()
    found, with_need = (
        selectors.candidates(offered, text, acting_user=who) if may_nominate else ([], 0)
    )
    context = {
        "offered": offered,
        "row": next(
            row
            for row in selectors.classes_of_round(offered.round, acting_user=who)
            if row.offered.pk == offered.pk
        ),
        "page": page,
        "rows": rows,
        "candidates": found,
        "with_need": with_need,
        "who": text,
        "planned": selectors.planned_left(offered, acting_user=who) if may_nominate else 0,
        "may_nominate": may_nominate,
        "may_select": can(who, Action.SELECT),
        "has_time": offered.state == "open" and timezone.localdate() < offered.starts_on,
        "file_form": forms.WorkbookForm(),
    }
    return render(request, "sending/nominations/class.html", context)


@rule(Action.READ_PEOPLE)
def one(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Show a nomination: checklist with evidence and sources, what became of it, and why."""
    who, today = acting(request), timezone.localdate()
    found = nomination_or_404(nomination_id, who)
    later = page_of_one.later_classes(found, today=today)
    context = {
        "nomination": found,
        "offered": found.offered_class,
        "checklist": page_of_one.checklist_of(found, acting_user=who),
        "answers": page_of_one.answered_names(found, acting_user=who),
        "conflicts": page_of_one.conflict_texts(found),
        "why": page_of_one.why_text(found),
        "ranking": page_of_one.rank_texts(found, {}),
        "steps": page_of_one.steps_of(found, acting_user=who),
        "acts": _acts(found, who),
        "may_approve": can(who, Action.APPROVE_EXCEPTION, found)
        and found.state in {"draft", "submitted", "waiting"},
        "reason_form": forms.ReasonForm(),
        "exception_form": forms.ExceptionForm(),
        "substitute_form": forms.SubstituteForm(),
        "defer_form": forms.DeferForm(later=later) if later else None,
    }
    return render(request, "sending/nominations/one.html", context)


@rule(Action.NOMINATE)
@require_POST
def nominate(request: HttpRequest, offered_id: int) -> HttpResponse:
    """Draft nominations of the people chosen."""
    offered = class_or_404(offered_id)
    return act(
        request,
        lambda: services.nominate(
            offered,
            request.POST.getlist("row"),
            reason=request.POST.get("reason", ""),
            acting_user=acting(request),
        ),
        _("The drafts are made; look at their checklists and hand them in."),
        BACK,
        offered_id,
    )


@rule(Action.NOMINATE)
@require_POST
def nominate_planned(request: HttpRequest, offered_id: int) -> HttpResponse:
    """Draft nominations of all whom the plan sends."""
    offered, who = class_or_404(offered_id), acting(request)

    def draft_all() -> None:
        for unit in selectors.own_units(acting_user=who):
            services.nominate_from_plan(offered, unit, acting_user=who)

    done = _("Whom the plan sends is drafted; look at the checklists and hand in.")
    return act(request, draft_all, done, BACK, offered_id)


@rule(Action.NOMINATE)
@require_POST
def nominate_list(request: HttpRequest, offered_id: int) -> HttpResponse:
    """Draft nominations of everybody in a workbook, or of nobody and say what is wrong."""
    offered, who = class_or_404(offered_id), acting(request)
    form = forms.WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect(BACK, offered_id)
    try:
        stored = keep_upload(form.cleaned_data["workbook"])
        reasons, faults = read_nominations(Path(stored.path), offered, acting_user=who)
        if not faults:
            services.nominate(offered, list(reasons), reasons=reasons, acting_user=who)
    except (RefusedBookError, FileTooLargeError):
        messages.error(request, _("The file cannot be read."))
        return redirect(BACK, offered_id)
    except RefusedError as error:
        messages.error(request, error.text(page_language()))
        return redirect(BACK, offered_id)
    if faults:
        context = {"offered": offered, "faults": faults}
        return render(request, "sending/nominations/faults.html", context, status=400)
    count = len(reasons)
    done = ngettext("%(n)d draft is made.", "%(n)d drafts are made.", count) % {"n": count}
    messages.success(request, done)
    return redirect(BACK, offered_id)


@rule(Action.NOMINATE)
@require_POST
def submit(request: HttpRequest, offered_id: int) -> HttpResponse:
    """Hand in the drafts chosen, with the reason given for those without a need on record."""
    offered, who = class_or_404(offered_id), acting(request)
    rows = _chosen(request, offered, who)
    reason = request.POST.get("reason", "").strip()
    reasons = {row.pk: reason for row in rows if reason and not row.reason}

    def hand_in() -> None:
        _submitted, refused = services.submit(rows, reasons=reasons, acting_user=who)
        for refusal in refused:
            messages.error(request, refusal.text(page_language()))

    return act(request, hand_in, _("The nominations were worked on."), BACK, offered_id)


@rule(Action.NOMINATE)
@require_POST
def change(request: HttpRequest, nomination_id: int, deed: str) -> HttpResponse:
    """Do one thing to a nomination: take it back, answer an offer, put it off, send another."""
    who = acting(request)
    found = nomination_or_404(nomination_id, who)
    do = _DEEDS.get(deed)
    if do is None:
        raise Http404
    return act(
        request, lambda: do(request, found, who), _("It is done."), "sending:nomination", found.pk
    )


@rule(Action.APPROVE_EXCEPTION)
@require_POST
def approve_exception(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Approve an exception by a document."""
    who = acting(request)
    found = nomination_or_404(nomination_id, who)
    return act(
        request,
        lambda: services.approve_exception(
            found, request.POST.get("document", ""), acting_user=who
        ),
        _("The exception is approved."),
        "sending:nomination",
        found.pk,
    )


def class_or_404(offered_id: int) -> OfferedClass:
    """Return a class on offer with its programme, site and round."""
    rows = OfferedClass.objects.select_related("programme", "site", "round")
    return get_object_or_404(rows, pk=offered_id)


def nomination_or_404(nomination_id: int, who: ActingUser) -> Nomination:
    """Return a nomination that may be seen."""
    return get_object_or_404(selectors.nominations(acting_user=who), pk=nomination_id)


def _chosen(request: HttpRequest, offered: OfferedClass, who: ActingUser) -> list[Nomination]:
    keys = [key for key in request.POST.getlist("row") if key.isdecimal()]
    rows = visible(Nomination.objects.filter(offered_class=offered, pk__in=keys), acting_user=who)
    found = list(rows)
    if len(found) < len(set(keys)):
        raise PermissionDenied(Action.NOMINATE)
    return found


def _acts(found: Nomination, who: ActingUser) -> set[str]:
    """Return what the reader may do to a nomination in its state."""
    if not can(who, Action.NOMINATE, found):
        return set()
    offered = found.offered_class
    has_time = offered.state == "open" and timezone.localdate() < offered.starts_on
    state = NominationState(found.state)
    allowed = {
        NominationState.DRAFT: {"submit", "withdraw", "assess"},
        NominationState.SUBMITTED: {"withdraw", "assess", "defer"},
        NominationState.WAITING: {"withdraw", "assess", "defer"},
        NominationState.OFFERED: {"accept", "decline", "defer", "substitute"},
        NominationState.SELECTED: {"withdraw", "defer", "substitute"},
        NominationState.DECIDED: {"withdraw", "defer", "substitute"},
    }.get(state, set())
    if found.state_code in LOST_A_PLACE and state is NominationState.WITHDRAWN:
        return {"defer"}
    return allowed if has_time else allowed & {"withdraw"}


def _submit(request: HttpRequest, found: Nomination, who: ActingUser) -> None:
    reason = request.POST.get("reason", "").strip()
    services.submit([found], reasons={found.pk: reason} if reason else {}, acting_user=who)


def _defer(request: HttpRequest, found: Nomination, who: ActingUser) -> None:
    later = get_object_or_404(OfferedClass, pk=request.POST.get("later") or 0)
    services.defer(found, later, request.POST.get("reason", ""), acting_user=who)


Deed = Callable[[HttpRequest, Nomination, ActingUser], object]
_DEEDS: dict[str, Deed] = {
    "submit": _submit,
    "withdraw": lambda request, found, who: services.withdraw(
        found, request.POST.get("reason", ""), acting_user=who
    ),
    "assess": lambda _request, found, who: services.assess_again([found], acting_user=who),
    "accept": lambda _request, found, who: services.accept_offer(found, acting_user=who),
    "decline": lambda request, found, who: services.decline_offer(
        found, request.POST.get("reason", ""), acting_user=who
    ),
    "defer": _defer,
    "substitute": lambda request, found, who: services.substitute(
        found,
        request.POST.get("person", "").strip(),
        request.POST.get("reason", ""),
        acting_user=who,
    ),
}
