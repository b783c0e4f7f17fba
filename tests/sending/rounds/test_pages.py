"""The pages of rounds: what they cost, and that everything on them can be done by their buttons."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.sending.nominations.cast import in_days, person
from tests.sending.rounds.cast import YEAR, a_plan, a_round, brought_to, step, task
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Programme
from thuctien.sending.models import (
    Allotment,
    PlanComment,
    Round,
    Stage,
    StepState,
    SurveyLine,
    SurveyReply,
)
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.services.rounds import answer_survey

MOST_QUERIES = 22


def signed_in(who: ActingUser) -> Client:
    client = Client()
    assert who.user is not None
    client.force_login(who.user)
    return client


@pytest.fixture
def found(officer: ActingUser) -> Round:
    for number in range(60):
        person(f"A{number}", "SNV")
    person("B", "STC")
    made = a_round(officer)
    brought_to(made, Stage.SURVEY, officer)
    return made


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("rounds", ()),
        ("round", ("round",)),
        ("round_step", ("round", "survey")),
        ("round_agencies", ("round", "survey")),
        ("survey_results", ("round",)),
        ("refusals", ("round",)),
        ("round_comments", ("round",)),
        ("round_agency", ("round", "SNV")),
        ("survey", ("round", "SNV")),
        ("new_round", ()),
    ],
)
def test_a_page_costs_the_same_few_queries_however_many_people(
    found: Round,
    officer: ActingUser,
    snv: ActingUser,
    page: str,
    keys: tuple[str, ...],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    keys_of_lines = SurveyLine.objects.filter(unit="SNV").values_list("pk", flat=True)
    answer_survey(keys_of_lines, ReplyVerdict.REFUSED, reason="bận", acting_user=snv)
    url = reverse(f"sending:{page}", args=[found.pk if key == "round" else key for key in keys])
    client = signed_in(officer)
    client.get(url)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(url).status_code == 200


def test_an_officer_goes_through_a_round_by_the_buttons_of_its_pages(
    officer: ActingUser, approver: ActingUser, snv: ActingUser
) -> None:
    person("A", "SNV")
    browser, signs, agency = signed_in(officer), signed_in(approver), signed_in(snv)
    browser.post(
        reverse("sending:new_round"),
        {
            "name": "Đợt hai",
            "year": YEAR,
            "first_day": in_days(0).strftime("%d/%m/%Y"),
            "programmes": [Programme.objects.get().pk],
        },
    )
    found = Round.objects.get(name="Đợt hai")
    plan = a_plan(["A"])

    def press(by: Client, name: str, *keys: object, **given: object) -> None:
        answer = by.post(reverse(f"sending:{name}", args=[found.pk, *keys]), given)
        assert answer.status_code == 302

    press(browser, "open_step", "survey")
    line = SurveyLine.objects.get().pk
    press(agency, "answer_survey", "SNV", row=[line], verdict="refused", reason="bận")
    press(agency, "undo_answers", "SNV")
    assert not SurveyReply.objects.exists()
    press(agency, "answer_survey", "SNV", everything="1", query="", verdict="confirmed")
    press(agency, "finish_task", "SNV", "survey")
    press(browser, "finish_step", "survey")
    press(browser, "open_step", "draft_plan")
    press(browser, "attach_plan", plan=plan.pk)
    press(browser, "finish_step", "draft_plan")
    press(browser, "open_step", "comments")
    press(agency, "comment_plan", "SNV", text="tháng ba bận", class_id=f"{YEAR}-001")
    press(browser, "answer_comment", PlanComment.objects.get().pk, answer="đã xem")
    press(browser, "extend_deadline", "SNV", "comments", due_on="31/12/2099", reason="bão")
    assert task(found, Stage.COMMENTS, "SNV").due_on.year == 2099
    press(browser, "finish_step", "comments", despite_open="on")
    press(browser, "open_step", "approval")
    press(signs, "refuse_plan", reason="tốn kém")
    assert step(found, Stage.DRAFT_PLAN).state == StepState.OPEN
    for stage in ("draft_plan", "comments"):
        press(browser, "finish_step", stage, despite_open="on")
        press(browser, "open_step", {"draft_plan": "comments", "comments": "approval"}[stage])
    press(signs, "approve_plan")
    press(browser, "open_step", "quotas")
    press(browser, "issue_quotas")
    assert Allotment.objects.get().unit_id == "SNV"
    assert step(found, Stage.QUOTAS).state == StepState.DONE


def test_what_is_refused_is_said_on_the_page_it_leads_back_to(officer: ActingUser) -> None:
    found = a_round(officer, Stage.SELECTION, Stage.DECISION)
    url = reverse("sending:open_step", args=[found.pk, "decision"])
    answer = signed_in(officer).post(url, follow=True)
    assert "notice--error" in answer.content.decode()


def test_buttons_of_the_present_step_are_for_whom_may_press_them(
    found: Round, officer: ActingUser, snv: ActingUser, approver: ActingUser
) -> None:
    url = reverse("sending:round", args=[found.pk])
    finish = reverse("sending:finish_step", args=[found.pk, "survey"])
    assert finish in signed_in(officer).get(url).content.decode()
    for somebody in (snv, approver):
        page = signed_in(somebody).get(url).content.decode()
        assert finish not in page
        assert "/copy/" not in page
