"""The language, the audit trail, the jobs, and how a reader likes the lists."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from thuctien.base import audit_views, list_views, views
from thuctien.base.rules import OPEN, rule
from thuctien.base.signing_in import alive

urlpatterns = [
    # Before signing in, too: who cannot read the page must be able to change its language.
    path("language/", rule(OPEN)(set_language), name="set_language"),
    path("alive/", alive, name="alive"),
    path("audit/", audit_views.entries, name="audit"),
    path("audit/<int:position>/", audit_views.entry, name="audit_entry"),
    path(
        "audit/of/<str:object_type>/<path:object_key>/", audit_views.history, name="audit_history"
    ),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:job_id>/", views.job, name="job"),
    path("jobs/<int:job_id>/progress/", views.job_progress, name="job_progress"),
    path("jobs/<int:job_id>/cancel/", views.cancel, name="cancel_job"),
    path("jobs/<int:job_id>/retry/", views.retry, name="retry_job"),
    path("lists/<slug:list_name>/filters/", list_views.save, name="save_filter"),
    path("lists/filters/<int:filter_id>/delete/", list_views.delete, name="delete_filter"),
    path("lists/<slug:list_name>/columns/", list_views.columns, name="choose_columns"),
]
