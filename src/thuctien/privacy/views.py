"""Purposes, periods of retention and what is due by them, and consents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, visible
from thuctien.base.acting import acting
from thuctien.base.lists import Asked, page_of
from thuctien.base.rules import rule
from thuctien.privacy.forms import ConsentForm
from thuctien.privacy.models import Consent, RetentionRule
from thuctien.privacy.person_views import person_or_404
from thuctien.privacy.retention import SUBJECTS
from thuctien.privacy.selectors.purposes import in_force, purposes_in_words
from thuctien.privacy.selectors.retention import due_by, states
from thuctien.privacy.services.consents import record_consent, withdraw_consent
from thuctien.privacy.services.retention_jobs import request_retention


@rule(Action.MANAGE_PRIVACY)
def overview(request: HttpRequest) -> HttpResponse:
    """Show what personal data are needed for, how long they are kept, and what is due."""
    today = timezone.localdate()
    context = {
        "purposes": purposes_in_words(today),
        "states": states(today, acting_user=acting(request)),
    }
    return render(request, "privacy/overview.html", context)


@rule(Action.MANAGE_PRIVACY)
def retention(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Show what is due by a rule, without touching it; end it where that is sent."""
    found = get_object_or_404(RetentionRule, pk=rule_id, months__isnull=False)
    today = timezone.localdate()
    if request.method == "POST":
        return redirect("job", request_retention(found, on=today, acting_user=acting(request)).pk)
    due = due_by(found, today)
    context = {
        "rule": found,
        "subject": SUBJECTS[found.subject],
        "due": len(due),
        "page": page_of(due, Asked.of(request.GET).page),
    }
    return render(request, "privacy/retention.html", context)


@rule(Action.MANAGE_PRIVACY)
def consent(request: HttpRequest, person_id: str) -> HttpResponse:
    """Write down that a person consented to a purpose."""
    found = person_or_404(request, person_id)
    today = timezone.localdate()
    form = ConsentForm(list(in_force(today)), request.POST or None, initial={"given_on": today})
    if request.method == "POST" and form.is_valid():
        record_consent(
            found,
            form.cleaned_data["purpose"],
            given_on=form.cleaned_data["given_on"],
            document=form.cleaned_data["document"],
            acting_user=acting(request),
        )
        messages.success(request, _("The consent is written down."))
        return redirect("privacy:person", found.pk)
    context = {"person": found, "form": form}
    return render(request, "privacy/consent.html", context, status=400 if form.errors else 200)


@rule(Action.MANAGE_PRIVACY)
@require_POST
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Write down that a consent ends today."""
    who = acting(request)
    seen = visible(Consent.objects.all(), acting_user=who)
    found = get_object_or_404(seen, pk=consent_id)
    withdraw_consent(found, on=timezone.localdate(), acting_user=who)
    messages.success(request, _("The consent ends today."))
    return redirect("privacy:person", found.person_id)
