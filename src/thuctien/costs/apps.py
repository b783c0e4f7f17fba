from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import import_string
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.costs import notices, wording
from thuctien.notices import kinds


class CostsConfig(AppConfig):
    name = "thuctien.costs"
    label = "costs"

    @override
    def ready(self) -> None:
        job_wording.register("job", wording.JOBS)
        job_wording.register("error", wording.ERRORS)
        job_wording.register("stage", wording.STAGES)
        kinds.register(notices.KINDS)
        # By name: it stands on models, which are not there yet when this file is read.
        import_string("thuctien.costs.following.register")()
