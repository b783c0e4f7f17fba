"""One person's data: what is kept, shown in full, handed out, erased, and who read it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.people.models import Person
from thuctien.privacy.forms import EraseForm, PurposeForm
from thuctien.privacy.models import Kind
from thuctien.privacy.obligations import obligations_in_words
from thuctien.privacy.selectors.person_data import clashes, kept_rows, rights
from thuctien.privacy.selectors.purposes import consents, purposes_for
from thuctien.privacy.selectors.readings import readings, readings_in_words
from thuctien.privacy.services.disclosure import (
    PurposeRefusedError,
    read_sensitive,
    reveal_identity,
)
from thuctien.privacy.services.erasure import erase_person
from thuctien.privacy.services.export import hand_out
from thuctien.reports.selectors.person_page import person_by_code


@rule(Action.READ_PEOPLE)
@never_cache
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show which data of a person are kept, numbers masked, and what may be done with them."""
    return _page(request, person_or_404(request, person_id))


@rule(Action.REVEAL_IDENTITY)
@never_cache
@require_POST
def reveal(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show the numbers of a person in full, for a purpose."""
    found = person_or_404(request, person_id)
    form = _purpose_form(request, Kind.IDENTITY)
    if form.is_valid():
        try:
            identity = reveal_identity(
                found, purpose=form.cleaned_data["purpose"], acting_user=acting(request)
            )
        except PurposeRefusedError:
            form.add_error("purpose", _refused())
        else:
            return _page(request, found, identity=identity)
    return _page(request, found, status=400, identity_form=form)


@rule(Action.READ_SENSITIVE)
@never_cache
@require_POST
def sensitive(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show ethnic group, religion and Party membership of a person, for a purpose."""
    found = person_or_404(request, person_id)
    form = _purpose_form(request, Kind.SENSITIVE)
    if form.is_valid():
        try:
            facts = read_sensitive(
                found, purpose=form.cleaned_data["purpose"], acting_user=acting(request)
            )
        except PurposeRefusedError:
            form.add_error("purpose", _refused())
        else:
            return _page(request, found, facts=facts, facts_read=True)
    return _page(request, found, status=400, sensitive_form=form)


@rule(Action.EXPORT_PERSON)
@never_cache
@require_POST
def export(request: HttpRequest, person_id: str) -> HttpResponse:
    """Hand out all that is kept about a person, for a purpose."""
    found = person_or_404(request, person_id)
    form = _purpose_form(request, Kind.RECORD)
    if form.is_valid():
        try:
            content = hand_out(
                found, purpose=form.cleaned_data["purpose"], acting_user=acting(request)
            )
        except PurposeRefusedError:
            form.add_error("purpose", _refused())
        else:
            name = f"{found.pk}-{timezone.localdate():%Y-%m-%d}.zip"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(content, content_type="application/zip", headers=headers)
    return _page(request, found, status=400, record_form=form)


@rule(Action.ERASE_PERSON)
def erase(request: HttpRequest, person_id: str) -> HttpResponse:
    """Ask whether a person is to be erased for good, and do it."""
    found = person_or_404(request, person_id)
    still_open = obligations_in_words(found.pk, timezone.localdate())
    form = EraseForm(found, still_open, request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase_person(
            found,
            reason=form.cleaned_data["reason"],
            despite=form.cleaned_data.get("despite", ""),
            acting_user=acting(request),
        )
        messages.success(request, _("Nothing here says any more who this person was."))
        return redirect("privacy:person", found.pk)
    context = {
        "person": found,
        "form": form,
        "still_open": still_open,
        "kept": kept_rows(found),
    }
    return render(request, "privacy/erase.html", context, status=400 if form.errors else 200)


@rule(Action.READ_ACCESS_LOG)
def readers(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show who read the record of a person, when and what for."""
    found = person_or_404(request, person_id)
    page = readings(found, Asked.of(request.GET).page, acting_user=acting(request))
    context = {"person": found, "page": page, "rows": readings_in_words(page.object_list)}
    return render(request, "privacy/readers.html", context)


def person_or_404(request: HttpRequest, person_id: str) -> Person:
    """Return the person, where the one who asks may see them."""
    found = person_by_code(person_id, acting_user=acting(request))
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, found: Person, *, status: int = 200, **shown: object
) -> HttpResponse:
    """Render the page of a person's data; ``shown`` is what an act adds to it."""
    who = acting(request)
    may = rights(found, acting_user=who)
    context = {
        "person": found,
        "names": code_names(),
        "may": may,
        "clashes": clashes(found) if may.reveal else [],
        "identity_form": _empty_form(Kind.IDENTITY),
        "sensitive_form": _empty_form(Kind.SENSITIVE),
        "record_form": _empty_form(Kind.RECORD),
        "consents": consents(found, acting_user=who),
        "kept": kept_rows(found),
        **shown,
    }
    return render(request, "privacy/person.html", context, status=status)


def _purpose_form(request: HttpRequest, kind: Kind) -> PurposeForm:
    return PurposeForm(purposes_for(kind, timezone.localdate()), request.POST, prefix=kind)


def _empty_form(kind: Kind) -> PurposeForm:
    return PurposeForm(purposes_for(kind, timezone.localdate()), prefix=kind)


def _refused() -> str:
    return _("For this purpose the person must have consented, and has not or no longer does.")
