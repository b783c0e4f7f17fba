"""The addresses of rounds."""

from __future__ import annotations

from django.urls import path

from thuctien.sending import agency_views, result_views, round_views, survey_views

urlpatterns = [
    path("rounds/", round_views.all_rounds, name="rounds"),
    path("rounds/new/", round_views.new_round, name="new_round"),
    path("rounds/<int:round_id>/", round_views.one_round, name="round"),
    path("rounds/<int:round_id>/copy/", round_views.copy_round, name="copy_round"),
    path("rounds/<int:round_id>/plan/", round_views.attach_plan, name="attach_plan"),
    path("rounds/<int:round_id>/approve/", round_views.approve_plan, name="approve_plan"),
    path("rounds/<int:round_id>/refuse/", round_views.refuse_plan, name="refuse_plan"),
    path("rounds/<int:round_id>/issue/", round_views.issue_quotas, name="issue_quotas"),
    path("rounds/<int:round_id>/steps/<str:stage>/", round_views.step, name="round_step"),
    path("rounds/<int:round_id>/steps/<str:stage>/open/", round_views.open_step, name="open_step"),
    path(
        "rounds/<int:round_id>/steps/<str:stage>/finish/",
        round_views.finish_step,
        name="finish_step",
    ),
    path(
        "rounds/<int:round_id>/steps/<str:stage>/reopen/",
        round_views.reopen_step,
        name="reopen_step",
    ),
    path(
        "rounds/<int:round_id>/steps/<str:stage>/agencies/",
        round_views.agencies,
        name="round_agencies",
    ),
    path("rounds/<int:round_id>/results/", result_views.survey_results, name="survey_results"),
    path("rounds/<int:round_id>/refresh/", result_views.refresh_survey, name="refresh_survey"),
    path("rounds/<int:round_id>/refusals/", result_views.refusals, name="refusals"),
    path(
        "rounds/<int:round_id>/refusals/<int:reply_id>/",
        result_views.rule_refusal,
        name="rule_refusal",
    ),
    path("rounds/<int:round_id>/comments/", result_views.comments, name="round_comments"),
    path(
        "rounds/<int:round_id>/comments/<int:comment_id>/",
        result_views.answer_comment,
        name="answer_comment",
    ),
    path("rounds/<int:round_id>/agencies/<str:unit_id>/", agency_views.agency, name="round_agency"),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/joined/",
        agency_views.report_joined,
        name="report_joined",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/comment/",
        agency_views.comment_plan,
        name="comment_plan",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/tasks/<str:stage>/done/",
        agency_views.finish_task,
        name="finish_task",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/tasks/<str:stage>/extend/",
        agency_views.extend_deadline,
        name="extend_deadline",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/", survey_views.survey, name="survey"
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/answer/",
        survey_views.answer_survey,
        name="answer_survey",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/undo/",
        survey_views.undo_answers,
        name="undo_answers",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/add/",
        survey_views.add_need,
        name="add_need",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/file/",
        survey_views.survey_file,
        name="survey_file",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/upload/",
        survey_views.upload_survey,
        name="upload_survey",
    ),
    path(
        "rounds/<int:round_id>/agencies/<str:unit_id>/survey/<int:line_id>/take-back/",
        survey_views.take_back,
        name="take_back",
    ),
]
