"""Bring a workbook in, as a job."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.files import keep_upload
from thuctien.base.jobs import request_job
from thuctien.base.models import Job
from thuctien.sending.tasks import import_workbook

KIND = "province.import"


def request_import(file: File[Any], *, acting_user: ActingUser, replace: bool = False) -> Job:
    """Take a workbook and queue its import; return the job.

    ``replace`` allows it to take the place of another province, or of everything. The same content
    handed in again while it is being imported gives the same job. Raises ``PermissionDenied``, or
    :class:`thuctien.base.files.FileTooLargeError`.
    """
    require(acting_user, Action.IMPORT_PROVINCE)
    if replace:
        require(acting_user, Action.REPLACE_PROVINCE)
    stored = keep_upload(file)
    return request_job(
        import_workbook,
        kind=KIND,
        key=f"{KIND}:{stored.sha256}",
        arguments={**stored.as_json(), "replace": replace},
        acting_user=acting_user,
    )
