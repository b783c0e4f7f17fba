from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import import_string
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.classes import wording


class ClassesConfig(AppConfig):
    name = "thuctien.classes"
    label = "classes"

    @override
    def ready(self) -> None:
        job_wording.register("job", wording.JOBS)
        job_wording.register("error", wording.ERRORS)
        job_wording.register("stage", wording.STAGES)
        # By name: it stands on models, which are not there yet when this file is read.
        import_string("thuctien.classes.services.following.follow_plans")()
