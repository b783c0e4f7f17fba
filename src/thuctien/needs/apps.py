from __future__ import annotations

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "thuctien.needs"
    label = "needs"
