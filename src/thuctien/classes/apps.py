from __future__ import annotations

from django.apps import AppConfig


class ClassesConfig(AppConfig):
    name = "thuctien.classes"
    label = "classes"
