"""Service owed: who owes how long, how much of it is done, and when it ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, seen_among, visible
from thuctien.base.acting import acting
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue.models import Programme
from thuctien.catalogue.selectors import programme_names
from thuctien.costs.case_forms import OpenCaseForm
from thuctien.costs.forms import CommitmentForm, OwedForm
from thuctien.costs.list_exports import owed_workbook
from thuctien.costs.selectors.commitments import Owed, one_owed, owed_page
from thuctien.costs.services.cases import NotNowError, open_case
from thuctien.costs.services.commitments import NotBoundError, make_commitment
from thuctien.costs.tables import OWED
from thuctien.documents.models import Document
from thuctien.engine.costs import CaseKind, NoRuleError
from thuctien.engine.costs.months import Period
from thuctien.people.models import Person
from thuctien.ui.formats import day


@rule(Action.READ_COMMITMENTS)
def commitments(request: HttpRequest) -> HttpResponse | FileResponse:
    """List who owes service, those first whose service ends first."""
    form = OwedForm(request.GET)
    who, today = acting(request), timezone.localdate()
    found = owed_page(form.value("state"), asked_of(request), today, acting_user=who)
    if is_file_wanted(request):
        return owed_workbook(found.rows, acting_user=who)
    context = {
        "form": form,
        "page": found.page,
        "rows": found.rows,
        "table": table_for(request, OWED),
        "may_keep": can(who, Action.KEEP_COMMITMENTS),
    }
    return render(request, "costs/commitments.html", context)


@rule(Action.READ_COMMITMENTS)
def commitment(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Show what somebody owes, and how much of it is done."""
    return _page(request, _owed_or_404(request, commitment_id))


@rule(Action.KEEP_COMMITMENTS)
@require_POST
def open_compensation(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Open a compensation."""
    owed = _owed_or_404(request, commitment_id)
    form = OpenCaseForm(request.POST)
    if form.is_valid():
        asked = dict(form.cleaned_data)
        kind = CaseKind(asked.pop("kind"))
        try:
            case = open_case(owed.commitment, kind=kind, **asked, acting_user=acting(request))
        except NoRuleError as error:
            form.add_error(
                "happened_on",
                _("No rule on compensation holds on %(day)s for this kind of unit.")
                % {"day": day(error.on)},
            )
        except NotNowError:
            form.add_error("kind", _("There is a compensation already, or the service has ended."))
        else:
            messages.success(request, _("The compensation is opened."))
            return redirect("costs:case", case.pk)
    return _page(request, owed, form)


@rule(Action.KEEP_COMMITMENTS)
def new_commitment(request: HttpRequest) -> HttpResponse:
    """Write down service owed by somebody who was sent outside a round."""
    form = CommitmentForm(programme_names().items(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        who, asked = acting(request), form.cleaned_data
        mine = visible(
            Person.objects.all(), acting_user=who, action=Action.KEEP_COMMITMENTS
        ).filter(pk=asked["person"].strip())
        person = mine.first()
        if person is None:
            form.add_error("person", _("There is nobody of this code in your units."))
        else:
            try:
                made = make_commitment(
                    person,
                    Programme.objects.get(pk=asked["programme"]),
                    training=Period(asked["training_from"], asked["training_to"]),
                    decided_on=asked["decided_on"],
                    decision_no=asked["decision_no"],
                    acting_user=who,
                )
            except NotBoundError:
                form.add_error(
                    "programme",
                    _("No rule of that day asks this person to serve after this training."),
                )
            else:
                messages.success(request, _("The service owed is written down."))
                return redirect("costs:commitment", made.pk)
    status = 400 if form.errors else 200
    return render(request, "costs/new_commitment.html", {"form": form}, status=status)


def _owed_or_404(request: HttpRequest, commitment_id: int) -> Owed:
    owed = one_owed(commitment_id, timezone.localdate(), acting_user=acting(request))
    if owed is None:
        raise Http404
    return owed


def _page(request: HttpRequest, owed: Owed, failed: OpenCaseForm | None = None) -> HttpResponse:
    may_keep = can(acting(request), Action.KEEP_COMMITMENTS, owed.commitment)
    empty = OpenCaseForm(initial={"on": timezone.localdate()}) if may_keep else None
    decision = owed.commitment.decision_id
    context = {
        "owed": owed,
        "form": failed or empty,
        "open_documents": seen_among(Document, [decision], acting_user=acting(request)),
    }
    return render(request, "costs/commitment.html", context, status=400 if failed else 200)
