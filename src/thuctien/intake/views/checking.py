"""A list that was read: its faults, its rows, the duplicates, and what was corrected."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import polars as pl
from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.lists import Asked, page_of
from thuctien.base.rules import rule
from thuctien.engine.sheets import Place
from thuctien.intake import pair_previews, previews, selectors
from thuctien.intake.checking.vocabulary import units_below, vocabulary_for
from thuctien.intake.forms import FaultsForm, RowsForm
from thuctien.intake.models import ListImport, Verdict
from thuctien.intake.reading import corrections_of
from thuctien.intake.services import corrections, decisions
from thuctien.intake.services.state import ListBusyError
from thuctien.intake.shelf import Shelf, shelf_of
from thuctien.intake.views.common import busy, found_list, page_context


@rule(Action.IMPORT_PEOPLE)
def faults(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show the faults, each with a field that corrects its cell."""
    found = found_list(request, list_id, read=True)
    return _faults(request, found)


def _faults(request: HttpRequest, found: ListImport) -> HttpResponse:
    shelf = shelf_of(found)
    kinds = previews.fault_kinds(shelf)
    form = FaultsForm(request.GET, [layout.sheet for layout in shelf.layouts], kinds)
    shown = previews.faults(
        shelf, form.value("severity"), form.value("sheet"), form.value("code"), form.value("q")
    )
    page, part = _page(shown, request)
    page.object_list = previews.fault_rows(part)
    context = page_context(found) | {
        "form": form,
        "page": page,
        "offers": previews.offers(shelf),
    }
    return render(request, "intake/faults.html", context)


@rule(Action.IMPORT_PEOPLE)
@require_POST
def correct(request: HttpRequest, list_id: int) -> HttpResponse:
    """Correct one cell, or accept what is proposed for all faults of one kind."""
    found = found_list(request, list_id, read=True)
    try:
        if offer := request.POST.get("offer"):
            count = corrections.accept_offers(found, offer, acting_user=acting(request))
            messages.success(
                request,
                ngettext("%(n)s cell was corrected.", "%(n)s cells were corrected.", count)
                % {"n": count},
            )
        else:
            place, text = _cell(request)
            corrections.correct_cells(found, {place: text}, acting_user=acting(request))
    except ListBusyError:
        return busy(request, found)
    except ValueError:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if request.headers.get("HX-Request"):
        return _faults(request, found_list(request, list_id, read=True))
    return redirect(f"{request.path.removesuffix('correct/')}faults/?{request.GET.urlencode()}")


def _cell(request: HttpRequest) -> tuple[Place, str]:
    posted = request.POST
    place = Place(posted.get("sheet", ""), int(posted["row"]), int(posted["column"]))
    return place, posted.get("text", "")


@rule(Action.IMPORT_PEOPLE)
def rows(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show the rows: new, changed with old and new values, unchanged."""
    found = found_list(request, list_id, read=True)
    form = RowsForm(request.GET)
    shelf = shelf_of(found)
    page, part = _page(previews.people(shelf, form.value("state"), form.value("q")), request)
    vocabulary = vocabulary_for(found.unit, found.as_of)
    page.object_list = previews.person_rows(shelf, part, vocabulary)
    context = page_context(found) | {"form": form, "page": page}
    return render(request, "intake/rows.html", context)


@rule(Action.IMPORT_PEOPLE)
def row(request: HttpRequest, list_id: int, sheet_number: int, row_number: int) -> HttpResponse:
    """Show every cell of one row, and take what is corrected in them."""
    found = found_list(request, list_id, read=True)
    shelf = shelf_of(found)
    try:
        sheet = shelf.sheets[sheet_number]["name"]
        cells = previews.cells_of_row(
            shelf,
            sheet,
            row_number,
            corrections_of(found),
            vocabulary_for(found.unit, found.as_of),
        )
    except (IndexError, KeyError, StopIteration) as error:
        raise Http404 from error
    if request.method == "POST":
        texts = {
            Place(sheet, row_number, cell.column): request.POST.get(f"c{cell.column}", cell.text)
            for cell in cells
        }
        changed = {
            place: text
            for (place, text), cell in zip(texts.items(), cells, strict=True)
            if text != cell.text
        }
        try:
            corrections.correct_cells(found, changed, acting_user=acting(request))
        except ListBusyError:
            return busy(request, found)
        return redirect("intake:row", found.pk, sheet_number, row_number)
    context = page_context(found) | {"sheet": sheet, "row": row_number, "cells": cells}
    return render(request, "intake/row.html", context)


@rule(Action.IMPORT_PEOPLE)
def corrected(request: HttpRequest, list_id: int) -> HttpResponse:
    """List what was corrected, by whom; take one or all of a batch back."""
    found = found_list(request, list_id, read=True)
    who = acting(request)
    all_of_it = selectors.corrections(found, acting_user=who)
    if request.method == "POST":
        wanted = all_of_it.filter(ended_at__isnull=True)
        batch, one = request.POST.get("batch", ""), request.POST.get("correction", "")
        if batch.isdecimal():
            wanted = wanted.filter(batch=int(batch))
        else:
            wanted = wanted.filter(pk=int(one) if one.isdecimal() else 0)
        try:
            corrections.undo_corrections(found, wanted, acting_user=who)
        except ListBusyError:
            return busy(request, found)
        return redirect("intake:corrected", found.pk)
    page = page_of(all_of_it, Asked.of(request.GET).page)
    return render(request, "intake/corrected.html", page_context(found) | {"page": page})


@rule(Action.IMPORT_PEOPLE)
def duplicates(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show who in the list may be somebody known."""
    found = found_list(request, list_id, read=True)
    return _duplicates(request, found)


def _duplicates(request: HttpRequest, found: ListImport) -> HttpResponse:
    shelf = shelf_of(found)
    decided = selectors.decisions_of(found)
    pairs, is_open = shelf.pairs, request.GET.get("show") != "all"
    if is_open:
        pairs = decisions.undecided(pairs, set(decided))
    page, part = _page(pairs, request)
    units = dict(units_below(found.unit, found.as_of).values_list("unit_id", "name"))
    page.object_list = pair_previews.pair_rows(
        shelf, part, decided, units, acting_user=acting(request)
    )
    context = page_context(found) | {
        "page": page,
        "only_open": is_open,
        "safe": _safe(shelf, set(decided)),
    }
    return render(request, "intake/duplicates.html", context)


def _safe(shelf: Shelf, decided: set[tuple[str, int, str]]) -> int:
    open_pairs = decisions.undecided(shelf.pairs, decided)
    return sum(decisions.is_safe(reasons) for reasons in open_pairs["reasons"])


@rule(Action.IMPORT_PEOPLE)
@require_POST
def decide(request: HttpRequest, list_id: int) -> HttpResponse:
    """Keep what was decided about one pair, or about all sure ones."""
    found = found_list(request, list_id, read=True)
    try:
        if "safe" in request.POST:
            decisions.decide_safe(found, acting_user=acting(request))
        else:
            posted = request.POST
            pair = decisions.Pair(
                posted.get("sheet", ""), int(posted.get("row", "0")), posted.get("rival", "")
            )
            given = posted.get("verdict", "")
            verdict = Verdict(given) if given else None
            decisions.decide(found, [pair], verdict, acting_user=acting(request))
    except ListBusyError:
        return busy(request, found)
    except ValueError:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if request.headers.get("HX-Request"):
        return _duplicates(request, found_list(request, list_id, read=True))
    return redirect("intake:duplicates", found.pk)


def _page(frame: pl.DataFrame, request: HttpRequest) -> tuple[Page[Any], pl.DataFrame]:
    """Return the page that was asked for, and its rows."""
    page = page_of(range(frame.height), Asked.of(request.GET).page)
    return page, frame.slice(max(page.start_index() - 1, 0), len(page))
