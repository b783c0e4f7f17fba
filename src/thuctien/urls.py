"""The address map: each room brings its own pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("thuctien.base.urls")),
    path("", include("thuctien.sending.urls")),
    path("", include("thuctien.classes.urls")),
    path("", include("thuctien.reports.urls")),
]
