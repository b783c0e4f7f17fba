"""What the reader was told, and how they want to be told."""

from __future__ import annotations

from django.urls import path

from thuctien.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/preferences/", views.preferences, name="preferences"),
    path("notices/<int:notice_id>/", views.go, name="go"),
]
