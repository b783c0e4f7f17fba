"""Writing down what happened, having the ways computed, choosing one: each act is one POST."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, visible
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.replanning.forms import FALLEN, FORMS, ChooseForm, EventForm, RevisionForm
from thuctien.replanning.models import EventKind, FallenTurn, Revision, RevisionEvent, Way
from thuctien.replanning.selectors.revisions import ways_of
from thuctien.replanning.services.asking import request_choice, request_ways
from thuctien.replanning.services.choosing import StaleWayError, require_choice
from thuctien.replanning.services.keeping import (
    NotOpenError,
    UnknownPersonError,
    add_event,
    add_fallen,
    create_revision,
    take_back,
)
from thuctien.replanning.views.pages import choices, index, one, revision_or_404
from thuctien.sending.selectors.plans import current_plan


@rule(Action.MAKE_PLAN)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Begin to adjust the current plan."""
    form, plan = RevisionForm(request.POST), current_plan()
    if plan is None or not form.is_valid():
        return index(request, form)
    revision = create_revision(plan, **form.cleaned_data, acting_user=acting(request))
    return redirect("replanning:one", revision.pk)


@rule(Action.MAKE_PLAN)
@require_POST
def add(request: HttpRequest, revision_id: int, kind: str) -> HttpResponse:
    """Add something that happened."""
    revision = revision_or_404(request, revision_id)
    if kind not in FORMS or not revision.is_open:
        raise Http404
    form = FORMS[kind](request.POST, revision=revision)
    if not form.is_valid() or not _is_added(request, revision, kind, form):
        return one(request, revision_id, forms={kind: form})
    messages.success(request, _("It is written down. Compute the ways once all is there."))
    return redirect("replanning:one", revision_id)


def _is_added(request: HttpRequest, revision: Revision, kind: str, form: EventForm) -> bool:
    """Add it; what keeps it from being added goes to the form."""
    who = acting(request)
    try:
        if kind == FALLEN:
            said = form.cleaned_data
            add_fallen(revision, said["person_id"].strip(), said["class_id"], acting_user=who)
        else:
            add_event(revision, EventKind(kind), form.content(), acting_user=who)
    except UnknownPersonError:
        form.add_error("person_id", _("There is no such person."))
        return False
    except NotOpenError:
        raise Http404 from None
    return True


@rule(Action.MAKE_PLAN)
@require_POST
def undo(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Take back something that was written down."""
    revision = revision_or_404(request, revision_id)
    try:
        take_back(_named(request, revision), acting_user=acting(request))
    except NotOpenError:
        messages.error(request, _("A way has been chosen already."))
    else:
        messages.success(request, _("It is taken back."))
    return redirect("replanning:one", revision_id)


def _named(request: HttpRequest, revision: Revision) -> RevisionEvent | FallenTurn:
    """Return the row that the form names; raises ``Http404``."""
    event, fallen = request.POST.get("event", ""), request.POST.get("fallen", "")
    row: RevisionEvent | FallenTurn | None = None
    if event.isdecimal():
        row = revision.events.filter(pk=int(event)).first()
    elif fallen.isdecimal():
        seen = visible(FallenTurn.objects.all(), acting_user=acting(request))
        row = seen.filter(revision=revision, pk=int(fallen)).first()
    if row is None:
        raise Http404
    return row


@rule(Action.MAKE_PLAN)
@require_POST
def compute(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Have the ways computed."""
    revision = revision_or_404(request, revision_id)
    try:
        request_ways(revision, acting_user=acting(request))
    except NotOpenError:
        messages.error(request, _("A way has been chosen already."))
    else:
        messages.success(request, _("The ways are being computed; this takes a few minutes."))
    return redirect("replanning:one", revision_id)


@rule(Action.READ_PLAN)
@require_POST
def choose(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Choose a way; who may depends on whether the plan was approved."""
    revision = revision_or_404(request, revision_id)
    require_choice(revision, acting_user=acting(request))
    form = ChooseForm(request.POST, ways=choices(ways_of(revision, acting_user=acting(request))))
    if not form.is_valid():
        return one(request, revision_id, choose_form=form)
    said = form.cleaned_data
    try:
        job = request_choice(
            revision, said["position"], reason=said["reason"], acting_user=acting(request)
        )
    except (NotOpenError, StaleWayError, Way.DoesNotExist):
        form.add_error(
            None, _("This way no longer fits what happened or the current plan. Compute again.")
        )
        return one(request, revision_id, choose_form=form)
    return redirect("job", job.pk)
