"""Quotas, nominations and selection."""

from __future__ import annotations

from django.urls import path

from thuctien.sending import nomination_views as views

urlpatterns = [
    path("nominations/class/<int:offered_id>/", views.of_class, name="nominations_of_class"),
    path("nominations/<int:nomination_id>/", views.one, name="nomination"),
    path("selection/<int:offered_id>/", views.selection, name="selection"),
]
