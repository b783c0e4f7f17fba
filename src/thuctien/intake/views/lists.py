"""A list from handing it in to taking it in: upload, overview, layout, steps on and back."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.files import FileTooLargeError
from thuctien.base.language import page_language
from thuctien.base.lists import Asked, page_of
from thuctien.base.rules import rule
from thuctien.engine.sheets import LayoutChoice
from thuctien.intake import layouts, selectors
from thuctien.intake.checking.vocabulary import vocabulary_for
from thuctien.intake.forms import AsOfForm, FileForm, HandInForm
from thuctien.intake.services import asking
from thuctien.intake.services import lists as services
from thuctien.intake.services.state import ListBusyError
from thuctien.intake.shelf import shelf_of
from thuctien.intake.tasks import returned_name
from thuctien.intake.views.common import busy, found_list, page_context
from thuctien.ui.formats import number


@rule(Action.IMPORT_PEOPLE)
def imports(request: HttpRequest) -> HttpResponse:
    """Show where to hand a list in, and the lists that were."""
    who = acting(request)
    units = selectors.units_to_send_for(acting_user=who)
    form = HandInForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.hand_in(
                given["file"], unit=given["unit"], as_of=given["as_of"], acting_user=who
            )
        except FileTooLargeError as error:
            form.add_error("file", _too_large(error))
        else:
            return redirect("intake:list", made.pk)
    page = page_of(selectors.lists(acting_user=who), Asked.of(request.GET).page)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "intake/imports.html", {"form": form, "page": page}, status=status)


@rule(Action.IMPORT_PEOPLE)
def overview(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show where a list stands and what can be done with it."""
    found = found_list(request, list_id)
    context = page_context(found)
    returned = Path(settings.RESULTS) / returned_name(found)
    context |= {"file_form": FileForm(), "returned": returned.exists()}
    return render(request, "intake/overview.html", context)


@rule(Action.IMPORT_PEOPLE)
def layout(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show how the sheets of a list are read; take what somebody corrects."""
    found = found_list(request, list_id, read=True)
    vocabulary = vocabulary_for(found.unit, found.as_of)
    shelf = shelf_of(found)
    error = ""
    day = AsOfForm(request.POST or None, initial={"as_of": found.as_of})
    if request.method == "POST" and day.is_valid():
        as_of = day.cleaned_data["as_of"]
        earlier = {name: LayoutChoice.from_json(c) for name, c in found.choices.items()}
        try:
            chosen = layouts.choices_from(request.POST, shelf.layouts, earlier, vocabulary)
        except ValueError:
            error = _("A row is no number, or something chosen is not known. Look again.")
        else:
            try:
                services.choose_layout(found, chosen, as_of=as_of, acting_user=acting(request))
            except ListBusyError:
                return busy(request, found)
            return redirect("intake:list", found.pk)
    context = page_context(found) | {
        "sheets": layouts.sheet_views(shelf),
        "targets": layouts.target_choices(vocabulary),
        "units": list(vocabulary.units.items()),
        "error": error,
        "day": day,
    }
    status = HTTPStatus.BAD_REQUEST if error or day.errors else HTTPStatus.OK
    return render(request, "intake/layout.html", context, status=status)


@rule(Action.IMPORT_PEOPLE)
@require_POST
def again(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take a corrected file for a list."""
    found = found_list(request, list_id)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file first."))
        return redirect("intake:list", found.pk)
    try:
        found = services.hand_in_again(
            found, form.cleaned_data["file"], acting_user=acting(request)
        )
    except ListBusyError:
        return busy(request, found)
    except FileTooLargeError as error:
        messages.error(request, _too_large(error))
    return redirect("intake:list", found.pk)


@rule(Action.IMPORT_PEOPLE)
@require_POST
def store(request: HttpRequest, list_id: int) -> HttpResponse:
    """Have a list taken in."""
    found = found_list(request, list_id)
    try:
        asking.request_storing(found, acting_user=acting(request))
    except ListBusyError:
        return busy(request, found)
    except asking.NotReadyError:
        messages.error(request, _("There are still faults to correct or duplicates to decide."))
    return redirect("intake:list", found.pk)


@rule(Action.IMPORT_PEOPLE)
@require_POST
def undo(request: HttpRequest, list_id: int) -> HttpResponse:
    """Have a list undone that was taken in."""
    found = found_list(request, list_id)
    try:
        asking.request_undo(found, acting_user=acting(request))
    except ListBusyError:
        return busy(request, found)
    return redirect("intake:list", found.pk)


@rule(Action.IMPORT_PEOPLE)
@require_POST
def drop(request: HttpRequest, list_id: int) -> HttpResponse:
    """Withdraw a list."""
    found = found_list(request, list_id)
    try:
        services.drop(found, acting_user=acting(request))
    except ListBusyError:
        return busy(request, found)
    messages.success(request, _("The list is withdrawn; nothing of it was stored."))
    return redirect("intake:imports")


@rule(Action.IMPORT_PEOPLE)
def returned(request: HttpRequest, list_id: int) -> HttpResponse | FileResponse:
    """Have the faults marked in the file (POST), or hand the marked file out (GET)."""
    found = found_list(request, list_id)
    if request.method == "POST":
        try:
            asking.request_return(found, page_language(), acting_user=acting(request))
        except ListBusyError:
            return busy(request, found)
        return redirect("intake:list", found.pk)
    path = Path(settings.RESULTS) / returned_name(found)
    if not path.exists():
        raise Http404
    name = f"{Path(found.file_name).stem}-{_('faults')}.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@rule(Action.IMPORT_PEOPLE)
def forms(request: HttpRequest) -> HttpResponse:
    """List the forms that are remembered."""
    rows = list(selectors.known_forms(acting_user=acting(request)))
    return render(request, "intake/forms.html", {"forms": rows})


@rule(Action.IMPORT_PEOPLE)
@require_POST
def forget_form(request: HttpRequest, form_id: int) -> HttpResponse:
    """Forget a form."""
    mine = selectors.known_forms(acting_user=acting(request))
    services.forget_form(get_object_or_404(mine, pk=form_id), acting_user=acting(request))
    messages.success(request, _("The form is forgotten."))
    return redirect("intake:forms")


def _too_large(error: FileTooLargeError) -> str:
    return _("The file has %(mib)s MiB; at most %(most)s MiB can be taken.") % {
        "mib": number(round(error.figures["mib"])),
        "most": number(error.figures["most_mib"]),
    }
