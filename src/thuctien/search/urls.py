"""The search."""

from __future__ import annotations

from django.urls import path

from thuctien.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/hits/", views.hits, name="hits"),
]
