"""The address map: each room brings its own pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thuctien.base.urls")),
    path("", include("thuctien.accounts.urls")),
    path("", include("thuctien.notices.urls")),
    path("", include("thuctien.catalogue.urls")),
    path("", include("thuctien.intake.urls")),
    path("", include("thuctien.documents.urls")),
    path("", include("thuctien.sending.urls")),
    path("", include("thuctien.costs.urls")),
    path("", include("thuctien.replanning.urls")),
    path("", include("thuctien.scenarios.urls")),
    path("", include("thuctien.classes.urls")),
    path("", include("thuctien.search.urls")),
    path("", include("thuctien.privacy.urls")),
    path("", include("thuctien.reports.urls")),
    path("", include("thuctien.ui.urls")),
]
