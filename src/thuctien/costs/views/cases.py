"""Compensations: where each stands, what is next and late, and how it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, seen_among
from thuctien.base.acting import acting
from thuctien.base.audit import record_read
from thuctien.base.dated import holds_on
from thuctien.base.language import own_name, page_language
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.costs.case_forms import (
    CasesForm,
    CostForm,
    CouncilForm,
    MeetingForm,
    NotedStepForm,
    PayBackForm,
)
from thuctien.costs.list_exports import cases_workbook
from thuctien.costs.models import CompensationCase, ReliefGround
from thuctien.costs.selectors import cases as selectors
from thuctien.costs.services.cases import OPEN_TO_CHANGE
from thuctien.costs.tables import CASES
from thuctien.costs.views.norms import item_choices
from thuctien.documents.models import Document
from thuctien.engine.costs.procedure import FOLLOWS, State
from thuctien.ui.formats import number
from thuctien.ui.forms import StyledForm


@dataclass(frozen=True, slots=True)
class Step:
    """A form of the page of a case, and where it goes."""

    form: StyledForm
    view_name: str
    heading: str
    button: str


@rule(Action.READ_COMMITMENTS)
def cases(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the compensations, those that wait longest on top."""
    form = CasesForm(request.GET)
    who = acting(request)
    found = selectors.case_page(
        form.value("state"), asked_of(request), timezone.localdate(), acting_user=who
    )
    if is_file_wanted(request):
        return cases_workbook(found.rows, acting_user=who)
    context = {
        "form": form,
        "page": found.page,
        "rows": found.rows,
        "table": table_for(request, CASES),
        "counts": [(state.value, found.counts.get(state, 0)) for state in State],
        "late": sum(row.is_late for row in found.rows),
    }
    return render(request, "costs/cases.html", context)


@rule(Action.READ_COMMITMENTS)
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a compensation: its steps, its computation, and what can be done next."""
    found = case_or_404(request, case_id)
    record_read(found, acting_user=acting(request))
    return case_page(request, found)


def case_or_404(request: HttpRequest, case_id: int) -> CompensationCase:
    """Return the case, where the one who asks may see it."""
    found = selectors.one_case(case_id, acting_user=acting(request))
    if found is None:
        raise Http404
    return found


def case_page(
    request: HttpRequest, found: CompensationCase, failed: Mapping[str, StyledForm] | None = None
) -> HttpResponse:
    """Render the page of a case; ``failed`` are forms that came back, by their step."""
    who, language = acting(request), page_language()
    parts = selectors.parts_of(found, acting_user=who)
    context = {
        "case": found,
        "row": selectors.row_of(found, timezone.localdate()),
        "computation": [step.text(language) for step in selectors.computation_of(found)],
        "parts": parts,
        "open_documents": seen_among(
            Document, [step.filed_id for step in parts.steps], acting_user=who
        ),
        "left": found.amount - found.paid,
        "steps": _steps(request, found, failed or {}),
    }
    return render(request, "costs/case.html", context, status=400 if failed else 200)


def _steps(
    request: HttpRequest, found: CompensationCase, failed: Mapping[str, StyledForm]
) -> list[Step]:
    """Return the forms that this reader may fill in now, the next step first."""
    who = acting(request)
    may_keep = can(who, Action.KEEP_COMMITMENTS, found)
    may_decide = can(who, Action.DECIDE_COMPENSATION, found)
    follows = FOLLOWS[State(found.state)]
    names = []
    if may_keep and State.COUNCIL_FORMED in follows:
        names.append("council")
    if may_keep and State.MET in follows:
        names.append("meeting")
    if may_decide and State.DECIDED in follows:
        names.append("decide")
    if may_keep and State.PAID in follows:
        names.append("pay")
    if may_keep and found.state in OPEN_TO_CHANGE:
        names.append("cost")
    if may_keep and State.APPEALED in follows:
        names.append("appeal")
    words = _words()
    return [
        Step(failed.get(name) or empty_form(name), f"costs:case_{name}", *words[name])
        for name in names
    ]


def empty_form(name: str, data: object = None) -> StyledForm:
    """Return the form of a step, filled with ``data`` where some was sent.

    A page has several of them, so each has ids of its own.
    """
    ids = f"{name}-%s"
    if name == "council":
        return CouncilForm(data, auto_id=ids)
    if name == "meeting":
        return MeetingForm(_grounds(), data, auto_id=ids)
    if name == "cost":
        return CostForm(item_choices(), data, auto_id=ids)
    return PayBackForm(data, auto_id=ids) if name == "pay" else NotedStepForm(data, auto_id=ids)


def _words() -> dict[str, tuple[str, str]]:
    return {
        "council": (_("Form the council"), _("Note the council")),
        "meeting": (_("Meeting of the council"), _("Note the meeting")),
        "decide": (_("Decision"), _("Decide")),
        "pay": (_("Money paid back"), _("Note the payment")),
        "cost": (_("Cost of the training"), _("Add the cost")),
        "appeal": (_("Appeal"), _("Note the appeal")),
    }


def _grounds() -> list[tuple[str, str]]:
    rows = ReliefGround.objects.filter(holds_on(timezone.localdate())).order_by("ground_id")
    words = _("%(name)s (up to %(percent)s %%)")
    return [
        (row.pk, words % {"name": own_name(row.name, row.name_en), "percent": number(row.percent)})
        for row in rows
    ]
