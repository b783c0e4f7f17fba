from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.privacy import wording


class PrivacyConfig(AppConfig):
    name = "thuctien.privacy"
    label = "privacy"

    @override
    def ready(self) -> None:
        job_wording.register("job", wording.JOBS)
        job_wording.register("error", wording.ERRORS)
