"""The page of the design system."""

from __future__ import annotations

from django.urls import path

from thuctien.ui import views

app_name = "ui"
urlpatterns = [path("ui/", views.design, name="design")]
