"""The first page, the province at a glance, units, people, needs."""

from __future__ import annotations

from django.urls import path

from thuctien.reports import chosen_views, desk_views, detail_views, views
from thuctien.reports.returns.urls import urlpatterns as returns

app_name = "reports"
urlpatterns = [
    path("", desk_views.desk, name="desk"),
    path("province/", views.home, name="home"),
    path("units/", views.units, name="units"),
    path("units/<str:unit_id>/", detail_views.unit, name="unit"),
    path("people/", views.people, name="people"),
    path("people/chosen/workbook/", chosen_views.export_people, name="export_people"),
    path("people/<str:person_id>/", detail_views.person, name="person"),
    path(
        "people/<str:person_id>/requirements/",
        detail_views.person_requirements,
        name="person_requirements",
    ),
    path("people/<str:person_id>/record/", detail_views.person_record, name="person_record"),
    path("needs/", views.needs, name="needs"),
    *returns,
]
