"""What is done with a compensation, step by step; the page of the case has the forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.costs.case_forms import CouncilForm
from thuctien.costs.models import CompensationCase, CostItem, ReliefGround
from thuctien.costs.services import cases as services
from thuctien.costs.views.cases import case_or_404, case_page, empty_form
from thuctien.ui.formats import number
from thuctien.ui.forms import StyledForm

Act = Callable[[CompensationCase, StyledForm], object]


@rule(Action.KEEP_COMMITMENTS)
@require_POST
def cost(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note what was really paid for the training of the person."""

    def act(found: CompensationCase, form: StyledForm) -> object:
        asked = dict(form.cleaned_data)
        item = CostItem.objects.get(pk=asked.pop("item"))
        return services.add_cost(found, item=item, **asked, acting_user=acting(request))

    return _take(request, case_id, "cost", act, _("The cost is noted; the amount is new."))


@rule(Action.KEEP_COMMITMENTS)
@require_POST
def council(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note the decision that forms the council."""

    def act(found: CompensationCase, form: StyledForm) -> object:
        assert isinstance(form, CouncilForm)  # noqa: S101 - the form of this step
        return services.form_council(
            found,
            form.council(),
            on=form.cleaned_data["on"],
            document=form.cleaned_data["document"],
            acting_user=acting(request),
        )

    return _take(request, case_id, "council", act, _("The council is noted."))


@rule(Action.KEEP_COMMITMENTS)
@require_POST
def meeting(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note the minutes of the council."""

    def act(found: CompensationCase, form: StyledForm) -> object:
        asked = form.cleaned_data
        ground = ReliefGround.objects.get(pk=asked["ground"]) if asked["ground"] else None
        return services.hold_meeting(
            found,
            on=asked["on"],
            minutes=asked["document"],
            ground=ground,
            percent=asked["percent"],
            note=asked["note"],
            acting_user=acting(request),
        )

    return _take(request, case_id, "meeting", act, _("The meeting is noted."))


@rule(Action.DECIDE_COMPENSATION)
@require_POST
def decide(request: HttpRequest, case_id: int) -> HttpResponse:
    """Decide what is to be paid."""
    return _take(
        request,
        case_id,
        "decide",
        lambda found, form: services.decide(
            found, **form.cleaned_data, acting_user=acting(request)
        ),
        _("The decision is noted."),
    )


@rule(Action.KEEP_COMMITMENTS)
@require_POST
def appeal(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note that the person appeals."""
    return _take(
        request,
        case_id,
        "appeal",
        lambda found, form: services.appeal(
            found, **form.cleaned_data, acting_user=acting(request)
        ),
        _("The appeal is noted."),
    )


@rule(Action.KEEP_COMMITMENTS)
@require_POST
def pay_back(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note money that came back."""
    return _take(
        request,
        case_id,
        "pay",
        lambda found, form: services.pay_back(
            found, **form.cleaned_data, acting_user=acting(request)
        ),
        _("The payment is noted."),
    )


def _take(request: HttpRequest, case_id: int, name: str, act: Act, done: str) -> HttpResponse:
    """Do what a form asks, or show the page with the form and what is wrong with it."""
    found = case_or_404(request, case_id)
    form = empty_form(name, request.POST)
    if form.is_valid():
        refusal = _refused(act, found, form)
        if refusal is None:
            messages.success(request, done)
            return redirect("costs:case", case_id)
        form.add_error(*refusal)
    return case_page(request, found, {name: form})


def _refused(act: Act, found: CompensationCase, form: StyledForm) -> tuple[Any, str] | None:
    """Do it; return the field and the sentence where the service refuses."""
    try:
        act(found, form)
    except services.NotNowError:
        return "document", _("This cannot be done now, or the day is before the last step.")
    except services.CouncilError:
        return "members", _("A council has a chair, a secretary and at least one member.")
    except services.TooMuchError as error:
        return "amount", _("Only %(left)s đồng are left.") % {"left": number(error.left)}
    except services.ReliefError:
        return "percent", _("The ground does not allow to take off so much.")
    return None
