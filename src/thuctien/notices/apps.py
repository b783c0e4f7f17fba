from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.notices import kinds, wording


class NoticesConfig(AppConfig):
    name = "thuctien.notices"
    label = "notices"

    @override
    def ready(self) -> None:
        kinds.register(wording.KINDS)
        job_wording.register("job", wording.JOBS)
        job_wording.register("stage", wording.STAGES)
