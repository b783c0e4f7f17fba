"""Requirements and programmes."""

from __future__ import annotations

from django.urls import path

from thuctien.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("requirements/", views.requirements, name="requirements"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<str:programme_id>/", views.programme, name="programme"),
]
