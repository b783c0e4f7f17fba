from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.notices.kinds import register
from thuctien.replanning import wording


class ReplanningConfig(AppConfig):
    name = "thuctien.replanning"
    label = "replanning"

    @override
    def ready(self) -> None:
        job_wording.register("job", wording.JOBS)
        job_wording.register("error", wording.ERRORS)
        job_wording.register("stage", wording.STAGES)
        register(wording.NOTICES)
