"""The addresses of quotas, nominations and selection."""

from __future__ import annotations

from django.urls import path

from thuctien.sending import nomination_views, selection_views

_CLASS = "nominations/class/<int:offered_id>/"

urlpatterns = [
    path("nominations/", nomination_views.overview, name="nominations"),
    path("nominations/round/<int:round_id>/", nomination_views.overview, name="nominations_round"),
    path(_CLASS, nomination_views.of_class, name="nominations_of_class"),
    path(f"{_CLASS}nominate/", nomination_views.nominate, name="nominate"),
    path(f"{_CLASS}plan/", nomination_views.nominate_planned, name="nominate_planned"),
    path(f"{_CLASS}file/", nomination_views.nominate_list, name="nominate_list"),
    path(f"{_CLASS}submit/", nomination_views.submit, name="submit_nominations"),
    path("nominations/<int:nomination_id>/", nomination_views.one, name="nomination"),
    path(
        "nominations/<int:nomination_id>/exception/",
        nomination_views.approve_exception,
        name="approve_exception",
    ),
    path(
        "nominations/<int:nomination_id>/do/<str:deed>/",
        nomination_views.change,
        name="change_nomination",
    ),
    path("selection/<int:offered_id>/", selection_views.selection, name="selection"),
    path("selection/<int:offered_id>/<str:deed>/", selection_views.select, name="select"),
    path("quotas/<int:round_id>/", selection_views.quotas, name="quotas"),
    path("quotas/<int:round_id>/<str:deed>/", selection_views.change_quotas, name="change_quotas"),
]
