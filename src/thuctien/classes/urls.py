"""A class with its sessions, and the timetables of sites and lecturers."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "classes"
urlpatterns: list[URLPattern] = []
