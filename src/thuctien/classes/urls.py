"""The plan, its classes, and the timetables of sites and lecturers."""

from __future__ import annotations

from django.urls import path

from thuctien.classes import timetable_views, views

app_name = "classes"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/new/", views.new_plan, name="new_plan"),
    path("plan/workbook/", views.workbook, name="workbook"),
    path("classes/", views.classes, name="classes"),
    path("classes/<str:class_id>/", views.one_class, name="class"),
    path("timetables/", timetable_views.timetables, name="timetables"),
    path("timetables/sites/<str:site_id>/", timetable_views.site, name="site"),
    path("timetables/lecturers/<str:lecturer_id>/", timetable_views.lecturer, name="lecturer"),
]
