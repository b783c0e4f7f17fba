"""A workbook comes in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.files import FileTooLargeError
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.rules import rule
from thuctien.sending.forms import UploadForm
from thuctien.sending.services.importing import KIND, request_import
from thuctien.ui.formats import number


@rule(Action.IMPORT_PROVINCE)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook, or show where to hand it in."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            job = request_import(
                form.cleaned_data["workbook"],
                acting_user=acting(request),
                replace=form.cleaned_data["replace"],
            )
        except FileTooLargeError as error:
            form.add_error("workbook", _too_large(error))
        else:
            return redirect("job", job.pk)
    running = list(open_jobs(acting_user=acting(request), kind=KIND))
    status = 400 if form.errors else 200
    return render(request, "sending/upload.html", {"form": form, "running": running}, status=status)


def _too_large(error: FileTooLargeError) -> str:
    return _("The file has %(mib)s MiB; at most %(most)s MiB can be taken.") % {
        "mib": number(round(error.figures["mib"])),
        "most": number(error.figures["most_mib"]),
    }
