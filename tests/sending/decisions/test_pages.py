"""The pages of decisions: what waits, drafts, changes, words."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from tests.sending.decisions.builders import make_issue, make_offer, number
from thuctien.base.acting import SYSTEM
from thuctien.base.policy import Role
from thuctien.sending.models import Decision, DecisionText, Nomination
from thuctien.sending.services.decisions import draft_decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_province")]

MOST_QUERIES = 14


@pytest.fixture
def officer(client: Client) -> Client:
    """The province's officer, signed in."""
    client.force_login(holding(Role.PROVINCE_OFFICER, "officer"))
    return client


def test_the_page_lists_classes_that_wait_and_decisions(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    issue = make_issue()
    decided = make_offer(people=2)
    for class_id in ("2027-003", "2027-004", "2027-005"):
        number(draft_decision(make_offer(1, class_id), issue=issue, acting_user=SYSTEM).document)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = officer.get(reverse("sending:decisions", args=[decided.round_id]))
    text = page.content.decode()
    assert reverse("sending:decision_draft", args=[decided.pk]) in text
    assert [f"0{n}/QĐ-SNV" in text for n in (1, 2, 3)] == [True] * 3


def test_a_draft_is_written_from_the_page_and_led_to(officer: Client) -> None:
    offer, issue = make_offer(), make_issue(on=date.today())
    address = reverse("sending:decision_draft", args=[offer.pk])
    answer = officer.post(
        address, {"signer": issue.signer.pk, "on": f"{issue.on:%d/%m/%Y}"}, follow=False
    )
    decision = Decision.objects.get()
    assert answer["Location"] == reverse("documents:document", args=[decision.pk])
    assert officer.get(answer["Location"]).status_code == 200


def test_a_refusal_is_said_on_the_form(officer: Client) -> None:
    offer, issue = make_offer(people=0), make_issue(on=date.today())
    address = reverse("sending:decision_draft", args=[offer.pk])
    answer = officer.post(address, {"signer": issue.signer.pk, "on": f"{issue.on:%d/%m/%Y}"})
    assert "notice--error" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_decision_is_changed_and_cancelled_with_a_reason(officer: Client) -> None:
    offer, issue = make_offer(), make_issue(on=date.today())
    decision = draft_decision(offer, issue=issue, acting_user=SYSTEM)
    number(decision.document, issue.on)
    address = reverse("sending:decision_cancel", args=[decision.pk])
    sent = {"signer": issue.signer.pk, "on": f"{issue.on:%d/%m/%Y}"}
    assert officer.post(address, sent).status_code == 200
    assert officer.post(address, {**sent, "reason": "Dời lớp"}).status_code == 302
    (link,) = decision.document.undergoes.all()
    assert link.reason == "Dời lớp"


def test_an_agency_reads_only_decisions_that_concern_it(client: Client) -> None:
    decision = draft_decision(make_offer(people=2), issue=make_issue(), acting_user=SYSTEM)
    number(decision.document)
    named = {nomination.unit_id for nomination in Nomination.objects.all()}
    unit = sorted(named)[0]
    client.force_login(holding(Role.AGENCY_OFFICER, "agency", unit))
    address = reverse("sending:decisions", args=[decision.offered_class.round_id])
    assert "01/QĐ-SNV" in client.get(address).content.decode()


def test_new_words_with_an_unknown_field_are_refused_by_its_name(officer: Client) -> None:
    address = reverse("sending:decision_words_change", args=["cancel"])
    sent = {
        "valid_from": "01/06/2027",
        "abstract": "Bãi bỏ {khong_co}",
        "bases": "Căn cứ",
        "articles": "Bãi bỏ Quyết định số {before}.",
        "recipients": "Như Điều 1",
        "source": "mẫu",
    }
    answer = officer.post(address, sent)
    assert "{khong_co}" in answer.content.decode()
    assert DecisionText.objects.count() == 5
    assert officer.post(address, {**sent, "abstract": "Bãi bỏ {before}"}).status_code == 302
    assert DecisionText.objects.count() == 6


def test_the_words_are_shown_with_their_label(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        text = officer.get(reverse("sending:decision_words")).content.decode()
    assert "mẫu – cần xác nhận" in text
