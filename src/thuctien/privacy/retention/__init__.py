"""What rules of retention can be about, by the code that a rule names."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from thuctien.privacy.retention.copies import copies_due, delete_copies
from thuctien.privacy.retention.files import delete_files, files_due
from thuctien.privacy.retention.jobs import clear_reports, reports_due
from thuctien.privacy.retention.people import (
    erase_sensitive,
    make_anonymous,
    people_due,
    sensitive_due,
)
from thuctien.privacy.retention.subject import DueItem, Subject

__all__ = ["SUBJECTS", "DueItem", "Subject"]

_WRITTEN = _("when the file was written")
_LEFT = _("when their last post ended")

SUBJECTS: Mapping[str, Subject] = {
    "sensitive_facts_of_people_who_left": Subject(
        name=_("Sensitive facts of people who left"),
        event=_LEFT,
        due=sensitive_due,
        carry_out=erase_sensitive,
    ),
    "people_who_left": Subject(
        name=_("People who left"), event=_LEFT, due=people_due, carry_out=make_anonymous
    ),
    "uploaded_files": Subject(
        name=_("Files handed in"),
        event=_WRITTEN,
        due=files_due("UPLOADS"),
        carry_out=delete_files("UPLOADS"),
    ),
    "files_made_for_download": Subject(
        name=_("Files made for download"),
        event=_WRITTEN,
        due=files_due("RESULTS"),
        carry_out=delete_files("RESULTS"),
    ),
    "provinces_kept_before_replacement": Subject(
        name=_("Data kept before everything was replaced"),
        event=_WRITTEN,
        due=files_due("KEPT"),
        carry_out=delete_files("KEPT"),
    ),
    "reports_of_jobs": Subject(
        name=_("Reports of ended jobs"),
        event=_("when the job ended"),
        due=reports_due,
        carry_out=clear_reports,
    ),
    "copies_to_undo": Subject(
        name=_("Copies kept to undo imports and merges"),
        event=_("when it was done"),
        due=copies_due,
        carry_out=delete_copies,
    ),
    "study_records": Subject(name=_("What somebody studied and holds"), event=_("always kept")),
    "audit_trail": Subject(name=_("The trail"), event=_("always kept")),
}
