from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import import_string
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.notices import kinds
from thuctien.sending import nomination_notices, round_notices, wording


class SendingConfig(AppConfig):
    name = "thuctien.sending"
    label = "sending"

    @override
    def ready(self) -> None:
        kinds.register(nomination_notices.KINDS)
        kinds.register(round_notices.KINDS)
        job_wording.register("job", wording.JOBS)
        job_wording.register("error", wording.ERRORS)
        job_wording.register("stage", wording.STAGES)
        # By name: it stands on models, which are not there yet when this file is read.
        import_string("thuctien.sending.services.decisions.follow_documents")()
