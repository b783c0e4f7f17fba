"""Norms, estimates, budget lines, service owed and compensations."""

from __future__ import annotations

from django.urls import path

from thuctien.costs.views import budgets, cases, commitments, estimates, norms, rules, steps

app_name = "costs"
_BUDGET = "costs/budgets/<str:budget_id>/<int:year>/"
_CASE = "costs/compensations/<int:case_id>/"

urlpatterns = [
    path("costs/norms/", norms.norms, name="norms"),
    path("costs/norms/new/", norms.new_norm, name="new_norm"),
    path("costs/estimate/", estimates.estimate, name="estimate"),
    path("costs/estimate/new/", estimates.new_estimate, name="new_estimate"),
    path("costs/estimate/classes/", estimates.classes, name="estimate_classes"),
    path("costs/estimate/classes/<str:class_id>/", estimates.one_class, name="estimate_class"),
    path("costs/estimate/agencies/", estimates.agencies, name="estimate_agencies"),
    path("costs/estimate/workbook/", estimates.workbook, name="estimate_workbook"),
    path("costs/budgets/", budgets.budgets, name="budgets"),
    path(_BUDGET, budgets.budget, name="budget"),
    path(_BUDGET + "commit/", budgets.commit, name="commit"),
    path(_BUDGET + "pay/", budgets.pay, name="pay"),
    path("costs/budgets/commit-estimate/", budgets.commit_plan, name="commit_plan"),
    path("costs/entries/<int:entry_id>/correct/", budgets.correct, name="correct"),
    path("costs/rules/", rules.rules, name="rules"),
    path("costs/rules/service/", rules.new_commitment_rule, name="new_commitment_rule"),
    path("costs/rules/compensation/", rules.new_compensation_rule, name="new_compensation_rule"),
    path("costs/commitments/", commitments.commitments, name="commitments"),
    path("costs/commitments/new/", commitments.new_commitment, name="new_commitment"),
    path("costs/commitments/<int:commitment_id>/", commitments.commitment, name="commitment"),
    path(
        "costs/commitments/<int:commitment_id>/open/",
        commitments.open_compensation,
        name="open_case",
    ),
    path("costs/compensations/", cases.cases, name="cases"),
    path(_CASE, cases.case, name="case"),
    path(_CASE + "cost/", steps.cost, name="case_cost"),
    path(_CASE + "council/", steps.council, name="case_council"),
    path(_CASE + "meeting/", steps.meeting, name="case_meeting"),
    path(_CASE + "decide/", steps.decide, name="case_decide"),
    path(_CASE + "appeal/", steps.appeal, name="case_appeal"),
    path(_CASE + "pay/", steps.pay_back, name="case_pay"),
]
