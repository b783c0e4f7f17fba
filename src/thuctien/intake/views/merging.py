"""Stored people who may be one: the list, two side by side, merging and undoing it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, visible
from thuctien.base.acting import acting
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.language import page_language
from thuctien.base.lists import Asked, page_of
from thuctien.base.rules import rule
from thuctien.intake import merge_previews, pair_previews, selectors
from thuctien.intake.models import PersonPair, Verdict
from thuctien.intake.row_words import cannot_merge, what_depends
from thuctien.intake.services import merging, pairs
from thuctien.intake.services.asking import request_pairs
from thuctien.intake.services.undoing import CannotUndoError
from thuctien.intake.tasks import PAIRS
from thuctien.people.models import Person, Unit


@rule(Action.MERGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """List stored people who may be one; have them searched for."""
    who = acting(request)
    units = visible(Unit.objects.all(), acting_user=who, action=Action.MERGE_PEOPLE)
    if request.method == "POST":
        unit = get_object_or_404(units, pk=request.POST.get("unit", ""))
        return redirect("job", request_pairs(unit, acting_user=who).pk)
    decided = request.GET.get("show") == "decided"
    found = selectors.person_pairs(acting_user=who, decided=decided)
    page = page_of(found, Asked.of(request.GET).page)
    context = {
        "page": page,
        "rows": [
            (
                pair,
                pair_previews.person_card(pair.first),
                pair_previews.person_card(pair.second),
                pair_previews.reason_sentences(pair.reasons),
            )
            for pair in page.object_list
        ],
        "decided": decided,
        "units": units.order_by("path"),
        "running": list(open_jobs(acting_user=who, kind=PAIRS)),
    }
    return render(request, "intake/people_pairs.html", context)


@rule(Action.MERGE_PEOPLE)
@require_POST
def decide_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Keep that two people are not one, put it off, or take that back."""
    rows = PersonPair.objects.select_related("first", "second")
    found = visible(rows, acting_user=acting(request))
    given = request.POST.get("verdict", "")
    if given not in {"", Verdict.OTHER, Verdict.LATER}:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    pair = get_object_or_404(found, pk=pair_id)
    pairs.decide_pair(pair, Verdict(given) if given else None, acting_user=acting(request))
    return redirect("intake:people_pairs")


@rule(Action.MERGE_PEOPLE)
def merge(request: HttpRequest, keeper_id: str, loser_id: str) -> HttpResponse:
    """Show two people side by side with what differs, and merge them."""
    who = acting(request)
    mine = visible(
        Person.objects.select_related("current_unit", "current_post"),
        acting_user=who,
        action=Action.MERGE_PEOPLE,
    )
    keeper, loser = (get_object_or_404(mine, pk=code) for code in (keeper_id, loser_id))
    try:
        if request.method == "POST":
            merging.merge_people(
                keeper,
                loser,
                fields=request.POST.getlist("field"),
                rows=request.POST.getlist("row"),
                acting_user=who,
            )
            messages.success(request, _("The two records are one now."))
            return redirect("intake:merges")
        compared = merging.compare_people(keeper, loser, acting_user=who)
    except merging.CannotMergeError as error:
        messages.error(request, cannot_merge(error.apart).render(page_language(), {}))
        return redirect("intake:people_pairs")
    context = {
        "keeper": keeper,
        "loser": loser,
        "left": pair_previews.person_card(keeper),
        "right": pair_previews.person_card(loser),
        "conflicts": merge_previews.conflict_rows(compared),
        "clashes": merge_previews.clash_rows(compared),
        "moved": merge_previews.moved_rows(compared.moved),
    }
    return render(request, "intake/merge.html", context)


@rule(Action.MERGE_PEOPLE)
def merges(request: HttpRequest) -> HttpResponse:
    """List the merges that were made."""
    page = page_of(selectors.merges(acting_user=acting(request)), Asked.of(request.GET).page)
    rows = [(made, merge_previews.moved_rows(made.moved)) for made in page.object_list]
    return render(request, "intake/merges.html", {"page": page, "rows": rows})


@rule(Action.MERGE_PEOPLE)
@require_POST
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Undo a merge."""
    made = get_object_or_404(selectors.merges(acting_user=acting(request)), pk=merge_id)
    try:
        merging.undo_merge(made, acting_user=acting(request))
    except CannotUndoError as error:
        what = what_depends([obstacle.as_json() for obstacle in error.obstacles])
        messages.error(
            request,
            _("It cannot be undone, because something changed since: %(what)s.")
            % {"what": what.render(page_language(), {})},
        )
    else:
        messages.success(request, _("The merge is undone; both records are as they were."))
    return redirect("intake:merges")
