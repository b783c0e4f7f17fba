from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override

from thuctien.base import job_wording
from thuctien.people import wording


class PeopleConfig(AppConfig):
    name = "thuctien.people"
    label = "people"

    @override
    def ready(self) -> None:
        job_wording.register("job", wording.JOBS)
