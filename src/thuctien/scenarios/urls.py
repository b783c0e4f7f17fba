"""What if: the scenarios."""

from __future__ import annotations

from django.urls import path

from thuctien.scenarios.views import adopting, changing, pages

app_name = "scenarios"
urlpatterns = [
    path("scenarios/", pages.index, name="index"),
    path("scenarios/new/", changing.new, name="new"),
    path("scenarios/compare/", pages.compare, name="compare"),
    path("scenarios/<int:scenario_id>/", pages.one, name="one"),
    path("scenarios/<int:scenario_id>/needs/", pages.needs, name="needs"),
    path("scenarios/<int:scenario_id>/plan/", pages.plan, name="plan"),
    path("scenarios/<int:scenario_id>/money/", pages.money, name="money"),
    path("scenarios/<int:scenario_id>/people/", pages.people, name="people"),
    path("scenarios/<int:scenario_id>/add/<slug:kind>/", changing.add, name="add"),
    path("scenarios/<int:scenario_id>/undo/", changing.undo, name="undo"),
    path("scenarios/<int:scenario_id>/compute/", changing.compute, name="compute"),
    path("scenarios/<int:scenario_id>/copy/", changing.copy, name="copy"),
    path("scenarios/<int:scenario_id>/archive/", changing.archive, name="archive"),
    path("scenarios/<int:scenario_id>/reopen/", changing.reopen, name="reopen"),
    path("scenarios/<int:scenario_id>/adopt/", adopting.adopt, name="adopt"),
]
