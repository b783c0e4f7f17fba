"""The plan, its classes, and the workbook that goes in and out."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "sending"
urlpatterns: list[URLPattern] = []
