"""The workbook that goes in and out; rounds, nominations and decisions."""

from __future__ import annotations

from django.urls import path

from thuctien.sending import decision_views, nomination_urls, round_urls, views

app_name = "sending"
urlpatterns = [
    path("upload/", views.upload, name="upload"),
    *nomination_urls.urlpatterns,
    *round_urls.urlpatterns,
    path("rounds/<int:round_id>/decisions/", decision_views.decisions, name="decisions"),
    path("offers/<int:offer_id>/decision/", decision_views.draft, name="decision_draft"),
    path("decisions/<int:decision_id>/amend/", decision_views.amend, name="decision_amend"),
    path("decisions/<int:decision_id>/cancel/", decision_views.cancel, name="decision_cancel"),
    path("decision-words/", decision_views.words, name="decision_words"),
    path(
        "decision-words/<str:text_id>/", decision_views.change_words, name="decision_words_change"
    ),
]
