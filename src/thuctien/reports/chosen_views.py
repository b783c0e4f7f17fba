"""What can be done with people chosen in a list."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.intake.exporting import people_workbook


@rule(Action.EXPORT_PEOPLE)
@require_POST
def export_people(request: HttpRequest) -> FileResponse:
    """Hand out the chosen people as a workbook, in the order in which they were shown."""
    return people_workbook(request.POST.getlist("row"), acting_user=acting(request))
