"""One person's data, and the rules by which data are kept."""

from __future__ import annotations

from django.urls import path

from thuctien.privacy import person_views, views

app_name = "privacy"
_PERSON = "people/<str:person_id>/data/"

urlpatterns = [
    path(_PERSON, person_views.person, name="person"),
    path(_PERSON + "numbers/", person_views.reveal, name="reveal"),
    path(_PERSON + "sensitive/", person_views.sensitive, name="sensitive"),
    path(_PERSON + "export/", person_views.export, name="export"),
    path(_PERSON + "erase/", person_views.erase, name="erase"),
    path(_PERSON + "readers/", person_views.readers, name="readers"),
    path(_PERSON + "consent/", views.consent, name="consent"),
    path("privacy/", views.overview, name="overview"),
    path("privacy/retention/<str:rule_id>/", views.retention, name="retention"),
    path("privacy/consents/<int:consent_id>/withdraw/", views.withdraw, name="withdraw"),
]
