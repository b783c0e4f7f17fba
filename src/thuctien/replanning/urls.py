"""The approved plan after something happened."""

from __future__ import annotations

from django.urls import path

from thuctien.replanning.views import changing, pages

app_name = "replanning"
urlpatterns = [
    path("replanning/", pages.index, name="index"),
    path("replanning/new/", changing.new, name="new"),
    path("replanning/<int:revision_id>/", pages.one, name="one"),
    path("replanning/<int:revision_id>/add/<slug:kind>/", changing.add, name="add"),
    path("replanning/<int:revision_id>/undo/", changing.undo, name="undo"),
    path("replanning/<int:revision_id>/compute/", changing.compute, name="compute"),
    path("replanning/<int:revision_id>/compare/", pages.compare, name="compare"),
    path("replanning/<int:revision_id>/choose/", changing.choose, name="choose"),
    path("replanning/<int:revision_id>/<int:position>/", pages.way, name="way"),
]
