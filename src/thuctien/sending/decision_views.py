"""Pages of decisions to send: what is to be decided, drafts, changes, and the words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.documents.models import Signer
from thuctien.sending.decision_forms import ChangeForm, IssueForm, WordsForm
from thuctien.sending.decision_words import FIELDS
from thuctien.sending.models import Decision, DecisionText, OfferedClass, Round
from thuctien.sending.selectors.decisions import (
    classes_to_decide,
    decisions_of,
    outdated,
    reason_to_change,
    signers_for,
    texts_on,
)
from thuctien.sending.services.decisions import (
    draft_amendment,
    draft_cancellation,
    draft_decision,
    replace_words,
)

DOCUMENT = "documents:document"


@rule(Action.READ_DOCUMENTS)
def decisions(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show what a round has decided, and which classes wait for a decision."""
    who = acting(request)
    round_ = get_object_or_404(visible(Round.objects.all(), acting_user=who), pk=round_id)
    may_draft = can(who, Action.SELECT)
    context = {
        "round": round_,
        "decisions": decisions_of(round_, acting_user=who),
        "classes": classes_to_decide(round_) if may_draft else [],
        "outdated": outdated([round_], acting_user=who) if may_draft else [],
        "may_draft": may_draft,
        "may_change_words": can(who, Action.MANAGE_TEMPLATES),
    }
    return render(request, "sending/decisions.html", context)


@rule(Action.SELECT)
def draft(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Draft the decision that sends whoever is selected for a class."""
    offered_class = get_object_or_404(
        OfferedClass.objects.select_related("programme", "site", "round"), pk=offer_id
    )
    form = IssueForm(request.POST or None, signers=_signers(request))

    def write() -> Decision:
        return draft_decision(offered_class, issue=form.issue(), acting_user=acting(request))

    context = {"form": form, "class": offered_class, "purpose": "send"}
    return _drafted(request, form, write, context)


@rule(Action.SELECT)
def amend(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Draft the decision that brings the list of another up to date."""
    return _change(request, decision_id, "amend", draft_amendment)


@rule(Action.SELECT)
def cancel(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Draft the decision that cancels another."""
    return _change(request, decision_id, "cancel", draft_cancellation)


@rule(Action.READ_DOCUMENTS)
def words(request: HttpRequest) -> HttpResponse:
    """Show the words of decisions as they are and were."""
    context = {
        "texts": DecisionText.objects.order_by("purpose", "programme_kind", "valid_from"),
        "names": code_names(),
        "in_force": {text.pk for text in texts_on(timezone.localdate())},
        "may_change": can(acting(request), Action.MANAGE_TEMPLATES),
    }
    return render(request, "sending/decision_words.html", context)


@rule(Action.MANAGE_TEMPLATES)
def change_words(request: HttpRequest, text_id: str) -> HttpResponse:
    """Give a kind of decision new words from a day on."""
    text = get_object_or_404(DecisionText, pk=text_id)
    form = WordsForm(request.POST or None, initial=_as_lines(text, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            replace_words(text, **form.cleaned_data, acting_user=acting(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("sending:decision_words")
    context = {"form": form, "text": text, "fields": FIELDS}
    return render(request, "sending/decision_words_change.html", context)


def _as_lines(text: DecisionText, today: date) -> dict[str, object]:
    return {
        "valid_from": today,
        "abstract": text.abstract,
        "bases": "\n".join(text.bases),
        "articles": "\n".join(text.articles),
        "recipients": "\n".join(text.recipients),
        "source": text.source,
    }


def _signers(request: HttpRequest) -> list[Signer]:
    return signers_for(timezone.localdate(), acting_user=acting(request))


def _change(
    request: HttpRequest, decision_id: int, purpose: str, service: Callable[..., Decision]
) -> HttpResponse:
    who = acting(request)
    rows = Decision.objects.select_related("document", "offered_class__programme")
    decision = get_object_or_404(visible(rows, acting_user=who), pk=decision_id)
    initial = {"reason": reason_to_change(decision), "signer": decision.document.signer_id}
    form = ChangeForm(request.POST or None, signers=_signers(request), initial=initial)

    def write() -> Decision:
        reason = form.cleaned_data["reason"]
        return service(decision, issue=form.issue(), reason=reason, acting_user=who)

    context = {
        "form": form,
        "class": decision.offered_class,
        "decision": decision,
        "purpose": purpose,
    }
    return _drafted(request, form, write, context)


def _drafted(
    request: HttpRequest,
    form: IssueForm,
    write: Callable[[], Decision],
    context: dict[str, object],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            decision = write()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(DOCUMENT, decision.document_id)
    return render(request, "sending/decision_draft.html", context)
