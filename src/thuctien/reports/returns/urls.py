"""Report forms of authorities."""

from __future__ import annotations

from django.urls import path

from thuctien.reports.returns import edit_views, views

urlpatterns = [
    path("returns/", views.returns, name="returns"),
    path("returns/<str:report_code>/", views.filled_form, name="return"),
    path("returns/<str:report_code>/people/", views.behind_cell, name="return_cell"),
    path("returns/<str:report_code>/file/<str:ending>/", views.form_file, name="return_file"),
    path("returns/<str:report_code>/form/", edit_views.edit, name="return_edit"),
    path("returns/<str:report_code>/copy/", edit_views.copy, name="return_copy"),
    path("returns/<str:report_code>/columns/", edit_views.new_column, name="return_column_new"),
    path(
        "returns/<str:report_code>/columns/<int:column_id>/",
        edit_views.change_column,
        name="return_column",
    ),
    path(
        "returns/<str:report_code>/columns/<int:column_id>/move/",
        edit_views.move_column,
        name="return_column_move",
    ),
    path(
        "returns/<str:report_code>/columns/<int:column_id>/remove/",
        edit_views.remove_column,
        name="return_column_remove",
    ),
]
