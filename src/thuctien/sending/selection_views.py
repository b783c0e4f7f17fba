"""The province selects for a class, and shares out the quotas of a round."""

from __future__ import annotations

from collections.abc import Callable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser, acting
from thuctien.base.language import page_language
from thuctien.base.list_export import is_file_wanted
from thuctien.base.rules import rule
from thuctien.catalogue.models import Programme
from thuctien.catalogue.selectors import code_names
from thuctien.engine.selection import order_text
from thuctien.people.models import Unit
from thuctien.sending import nomination_forms as forms
from thuctien.sending.models import Nomination, OfferedClass, Round
from thuctien.sending.nomination_export import quotas_workbook, selection_workbook
from thuctien.sending.nomination_views import class_or_404
from thuctien.sending.refusals import RefusedError
from thuctien.sending.round_acting import act, round_or_404
from thuctien.sending.selectors import nominations as selectors
from thuctien.sending.selectors import quotas as quota_selectors
from thuctien.sending.services import nominations as services
from thuctien.sending.services import quotas as quota_services
from thuctien.sending.services.nominations.ranking import order_on


@rule(Action.SELECT)
def selection(request: HttpRequest, offered_id: int) -> HttpResponse | FileResponse:
    """Show what was handed in for a class in its order, who has a place and who waits."""
    offered, who = class_or_404(offered_id), acting(request)
    ranked = selectors.ranked_rows(offered, acting_user=who)
    listed = selectors.listed_rows(offered, acting_user=who)
    if is_file_wanted(request):
        return selection_workbook(offered, ranked, listed, acting_user=who)
    others = OfferedClass.objects.filter(
        programme=offered.programme_id, state="open", starts_on__gt=timezone.localdate()
    ).exclude(pk=offered.pk)
    context = {
        "offered": offered,
        "free": offered.capacity - offered.taken,
        "ranked": ranked,
        "is_ranked": bool(ranked) and all(row.reasons or row.nomination.rank for row in ranked),
        "order": order_text(order_on(offered.starts_on), page_language()),
        "waiting": listed["waiting"],
        "groups": [
            (listed["seats"], _("With a place")),
            (listed["waiting"], _("Waiting list")),
            (listed["refused"], _("Refused")),
        ],
        "has_time": offered.state == "open" and timezone.localdate() < offered.starts_on,
        "is_due": offered.state == "open" and timezone.localdate() >= offered.starts_on,
        "capacity_form": forms.CapacityForm({"capacity": offered.capacity}),
        "cancel_form": forms.CancelForm(others=others),
    }
    return render(request, "sending/nominations/selection.html", context)


@rule(Action.SELECT)
@require_POST
def select(request: HttpRequest, offered_id: int, deed: str) -> HttpResponse:
    """Do one thing to the nominations chosen, or to the class."""
    offered, who = class_or_404(offered_id), acting(request)
    do = _DEEDS.get(deed)
    if do is None:
        raise Http404
    return act(
        request,
        lambda: do(request, offered, who),
        _("It is done."),
        "sending:selection",
        offered.pk,
    )


@rule(Action.READ_UNIT)
def quotas(request: HttpRequest, round_id: int) -> HttpResponse | FileResponse:
    """Show who has how many seats of what, used and left, and what was handed on."""
    found, who = round_or_404(round_id), acting(request)
    columns, matrix = quota_selectors.quota_matrix(found, acting_user=who)
    if is_file_wanted(request):
        return quotas_workbook(found, columns, matrix, acting_user=who)
    may_make = can(who, Action.MAKE_ROUND)
    context = {
        "round": found,
        "columns": columns,
        "matrix": matrix,
        "codes": code_names(),
        "transfers": quota_selectors.transfers(found, acting_user=who),
        "may_make": may_make,
    }
    if may_make:
        units = list(Unit.objects.filter(depth__lte=1).order_by("name_order"))
        programmes = [column.programme for column in columns]
        cells = [cell for row in matrix for cells in row.cells.values() for cell in cells]
        context |= {
            "above_form": forms.AboveForm(programmes=programmes),
            "allot_form": forms.AllotForm(programmes=programmes, units=units),
            "transfer_form": forms.TransferForm(givers=cells, units=units),
        }
    return render(request, "sending/nominations/quotas.html", context)


@rule(Action.MAKE_ROUND)
@require_POST
def change_quotas(request: HttpRequest, round_id: int, deed: str) -> HttpResponse:
    """Write down a number from above, give an agency seats, or hand seats on."""
    found, who = round_or_404(round_id), acting(request)
    do = _QUOTA_DEEDS.get(deed)
    if do is None:
        raise Http404
    return act(
        request, lambda: do(request, found, who), _("It is done."), "sending:quotas", found.pk
    )


def _chosen(request: HttpRequest, offered: OfferedClass, who: ActingUser) -> list[Nomination]:
    keys = [key for key in request.POST.getlist("row") if key.isdecimal()]
    rows = Nomination.objects.filter(offered_class=offered, pk__in=keys)
    return list(visible(rows, acting_user=who))


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "").strip()
    if not text.isdecimal():
        raise RefusedError("no_number")
    return int(text)


def _cancel(request: HttpRequest, offered: OfferedClass, who: ActingUser) -> None:
    instead = OfferedClass.objects.filter(pk=request.POST.get("instead") or 0).first()
    services.cancel_class(offered, _reason(request), instead=instead, acting_user=who)


ClassDeed = Callable[[HttpRequest, OfferedClass, ActingUser], object]
_DEEDS: dict[str, ClassDeed] = {
    "rank": lambda _request, offered, who: services.rank_class(offered, acting_user=who),
    "select": lambda request, offered, who: services.select(
        _chosen(request, offered, who), reason=_reason(request), acting_user=who
    ),
    "wait": lambda request, offered, who: services.put_on_waiting_list(
        _chosen(request, offered, who), acting_user=who
    ),
    "refuse": lambda request, offered, who: services.refuse(
        _chosen(request, offered, who), _reason(request), acting_user=who
    ),
    "take-back": lambda request, offered, who: services.take_back(
        _chosen(request, offered, who), acting_user=who
    ),
    "capacity": lambda request, offered, who: services.change_capacity(
        offered, _number(request, "capacity"), acting_user=who
    ),
    "cancel": _cancel,
    "begin": lambda _request, offered, who: services.begin_class(offered, acting_user=who),
}


def _above(request: HttpRequest, found: Round, who: ActingUser) -> None:
    programme = get_object_or_404(Programme, pk=request.POST.get("programme", ""))
    quota_services.set_quota_from_above(
        found.year,
        programme,
        _number(request, "seats"),
        request.POST.get("source", ""),
        acting_user=who,
    )


def _allot(request: HttpRequest, found: Round, who: ActingUser) -> None:
    quota_services.allot_seats(
        found,
        get_object_or_404(Programme, pk=request.POST.get("programme", "")),
        get_object_or_404(Unit, pk=request.POST.get("unit", "")),
        _number(request, "seats"),
        acting_user=who,
    )


def _transfer(request: HttpRequest, found: Round, who: ActingUser) -> None:
    givers = visible(found.allotments.select_related("unit", "programme", "round"), acting_user=who)
    giver = get_object_or_404(givers, pk=request.POST.get("giver") or 0)
    receiver = get_object_or_404(Unit, pk=request.POST.get("receiver", ""))
    quota_services.transfer_seats(
        giver, receiver, _number(request, "seats"), _reason(request), acting_user=who
    )


RoundDeed = Callable[[HttpRequest, Round, ActingUser], object]
_QUOTA_DEEDS: dict[str, RoundDeed] = {"above": _above, "allot": _allot, "transfer": _transfer}
