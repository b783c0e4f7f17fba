"""Budget lines with what is left, and their ledger."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.lists import Asked, page_of
from thuctien.base.rules import rule
from thuctien.catalogue.models import Budget
from thuctien.costs.forms import CommitEstimateForm, CommitForm, CorrectForm, PayForm
from thuctien.costs.models import LedgerEntry
from thuctien.costs.presenting import subject_words
from thuctien.costs.selectors import budgets as selectors
from thuctien.costs.selectors.estimates import budgets_of, current_estimate
from thuctien.costs.services.ledger import (
    NothingToCorrectError,
    WouldExceedError,
    commit_estimate,
    commit_money,
    correct_entry,
    pay_money,
)
from thuctien.ui.formats import number
from thuctien.ui.forms import StyledForm


@rule(Action.READ_MONEY)
def budgets(request: HttpRequest, form: StyledForm | None = None) -> HttpResponse:
    """List the budget lines of every year with what is promised, paid and left."""
    estimate = current_estimate()
    asked = {part.budget_id: part.asked for part in budgets_of(estimate)} if estimate else {}
    today = timezone.localdate()
    context = {
        "rows": selectors.budget_rows(),
        "estimate": estimate,
        "asked": asked,
        "form": form or CommitEstimateForm(initial={"on": today}),
        "may_keep": can(acting(request), Action.KEEP_MONEY),
    }
    return render(request, "costs/budgets.html", context, status=400 if form else 200)


@rule(Action.KEEP_MONEY)
@require_POST
def commit_plan(request: HttpRequest) -> HttpResponse:
    """Promise what the budget lines pay for the classes of the estimate."""
    estimate = current_estimate()
    if estimate is None:
        raise Http404
    form = CommitEstimateForm(request.POST)
    if not form.is_valid():
        return budgets(request, form)
    try:
        made = commit_estimate(estimate, **form.cleaned_data, acting_user=acting(request))
    except WouldExceedError as error:
        form.add_error("despite", _exceeds(error))
        return budgets(request, form)
    messages.success(request, _("Promised for %(count)s classes.") % {"count": number(len(made))})
    return redirect("costs:budgets")


@rule(Action.READ_MONEY)
def budget(request: HttpRequest, budget_id: str, year: int) -> HttpResponse:
    """Show a budget line: where it stands, what is promised, its ledger."""
    return _page(request, get_object_or_404(Budget, budget_id=budget_id, year=year))


@rule(Action.KEEP_MONEY)
@require_POST
def commit(request: HttpRequest, budget_id: str, year: int) -> HttpResponse:
    """Promise money for something."""
    found = get_object_or_404(Budget, budget_id=budget_id, year=year)
    form = CommitForm(request.POST, prefix="commit")
    if form.is_valid():
        try:
            commit_money(
                (found.budget_id, found.year), **form.cleaned_data, acting_user=acting(request)
            )
        except WouldExceedError as error:
            form.add_error("despite", _exceeds(error))
        else:
            messages.success(request, _("The money is promised."))
            return redirect("costs:budget", budget_id, year)
    return _page(request, found, status=400, commit_form=form)


@rule(Action.KEEP_MONEY)
@require_POST
def pay(request: HttpRequest, budget_id: str, year: int) -> HttpResponse:
    """Note a payment."""
    found = get_object_or_404(Budget, budget_id=budget_id, year=year)
    form = PayForm(_choices(found), request.POST, prefix="pay")
    if form.is_valid():
        asked = dict(form.cleaned_data)
        key = asked.pop("commitment")
        promised = LedgerEntry.objects.get(pk=key) if key else None
        try:
            pay_money(
                (found.budget_id, found.year),
                **asked,
                commitment=promised,
                acting_user=acting(request),
            )
        except WouldExceedError as error:
            form.add_error("despite", _exceeds(error))
        else:
            messages.success(request, _("The payment is noted."))
            return redirect("costs:budget", budget_id, year)
    return _page(request, found, status=400, pay_form=form)


@rule(Action.KEEP_MONEY)
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put an entry right by a new one."""
    seen = visible(LedgerEntry.objects.all(), acting_user=acting(request))
    entry = get_object_or_404(seen, pk=entry_id)
    form = CorrectForm(
        request.POST or None, initial={"on": timezone.localdate(), "to_amount": entry.amount}
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_entry(entry, **form.cleaned_data, acting_user=acting(request))
        except NothingToCorrectError:
            form.add_error(
                "to_amount", _("The entry has this amount already, or is a correction itself.")
            )
        else:
            messages.success(request, _("The correction stands in the ledger."))
            return redirect("costs:budget", entry.budget_id, entry.year)
    status = 400 if form.errors else 200
    context = {"form": form, "entry": entry}
    return render(request, "costs/correct.html", context, status=status)


def _page(
    request: HttpRequest, found: Budget, *, status: int = 200, **shown: object
) -> HttpResponse:
    """Render the page of a budget line; ``shown`` is what an act adds to it."""
    who, today = acting(request), timezone.localdate()
    ledger = selectors.ledger_of(found, acting_user=who)
    commitments = selectors.commitments_of(found)
    context: dict[str, Any] = {
        "budget": found,
        "standing": selectors.standings_of([found])[found.budget_id, found.year],
        "commitments": [row for row in commitments if row.family.open],
        "page": page_of(ledger, Asked.of(request.GET).page),
        "may_keep": can(who, Action.KEEP_MONEY),
        "commit_form": CommitForm(prefix="commit", initial={"on": today}),
        "pay_form": PayForm(_offered(commitments), prefix="pay", initial={"on": today}),
        **shown,
    }
    return render(request, "costs/budget.html", context, status=status)


def _choices(found: Budget) -> list[tuple[str, str]]:
    return _offered(selectors.commitments_of(found))


def _offered(rows: list[selectors.CommitmentRow]) -> list[tuple[str, str]]:
    words = _("%(what)s – %(open)s đ not yet paid")
    return [
        (
            str(row.entry.pk),
            words % {"what": subject_words(row.entry), "open": number(row.family.open)},
        )
        for row in rows
    ]


def _exceeds(error: WouldExceedError) -> str:
    return _(
        "“%(budget)s” lacks %(missing)s đồng for this. If it is done all the same, say why."
    ) % {"budget": error.budget, "missing": number(error.missing)}
