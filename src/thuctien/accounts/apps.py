from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override

from thuctien.accounts import wording
from thuctien.base import job_wording


class AccountsConfig(AppConfig):
    name = "thuctien.accounts"
    label = "accounts"

    @override
    def ready(self) -> None:
        job_wording.register("job", wording.JOBS)
