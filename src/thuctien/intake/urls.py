"""Lists that are handed in, and duplicates."""

from __future__ import annotations

from django.urls import path

from thuctien.intake.views import checking, lists, merging

app_name = "intake"
urlpatterns = [
    path("imports/", lists.imports, name="imports"),
    path("imports/forms/", lists.forms, name="forms"),
    path("imports/forms/<int:form_id>/forget/", lists.forget_form, name="forget_form"),
    path("imports/<int:list_id>/", lists.overview, name="list"),
    path("imports/<int:list_id>/layout/", lists.layout, name="layout"),
    path("imports/<int:list_id>/again/", lists.again, name="again"),
    path("imports/<int:list_id>/store/", lists.store, name="store"),
    path("imports/<int:list_id>/undo/", lists.undo, name="undo"),
    path("imports/<int:list_id>/drop/", lists.drop, name="drop"),
    path("imports/<int:list_id>/returned/", lists.returned, name="returned"),
    path("imports/<int:list_id>/faults/", checking.faults, name="faults"),
    path("imports/<int:list_id>/correct/", checking.correct, name="correct"),
    path("imports/<int:list_id>/rows/", checking.rows, name="rows"),
    path(
        "imports/<int:list_id>/rows/<int:sheet_number>/<int:row_number>/",
        checking.row,
        name="row",
    ),
    path("imports/<int:list_id>/corrected/", checking.corrected, name="corrected"),
    path("imports/<int:list_id>/duplicates/", checking.duplicates, name="duplicates"),
    path("imports/<int:list_id>/decide/", checking.decide, name="decide"),
    path("people/duplicates/", merging.people, name="people_pairs"),
    path("people/duplicates/<int:pair_id>/decide/", merging.decide_pair, name="decide_pair"),
    path("people/merges/", merging.merges, name="merges"),
    path("people/merges/<int:merge_id>/undo/", merging.undo, name="undo_merge"),
    path("people/merge/<str:keeper_id>/<str:loser_id>/", merging.merge, name="merge"),
]
