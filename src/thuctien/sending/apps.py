from __future__ import annotations

from django.apps import AppConfig


class SendingConfig(AppConfig):
    name = "thuctien.sending"
    label = "sending"
