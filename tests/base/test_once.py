"""A form that is sent twice takes effect once; a session that ended leads back to the form."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import holding
from thuctien.base.models import Job, SavedFilter, SentForm, User
from thuctien.base.once import DONE_COOKIE, KEPT_FOR
from thuctien.base.policy import Role
from thuctien.ui.forms import ONCE_FIELD

PLAN = {"year": "2027", "seed": "3", "time_limit": "10"}


@pytest.fixture
def reader(client: Client, officer: User) -> Client:
    """A browser in which the officer is signed in."""
    client.force_login(officer)
    return client


def _filter(name: str, token: object) -> dict[str, str]:
    return {"name": name, "query": "q=an", "next": "/people/", ONCE_FIELD: str(token)}


def test_a_form_sent_again_leads_to_the_same_place_and_does_nothing(reader: Client) -> None:
    address, token = reverse("save_filter", args=["people"]), uuid4()
    first = reader.post(address, _filter("Mot", token))
    again = reader.post(address, _filter("Hai", token))
    assert first.headers["Location"] == again.headers["Location"] == "/people/"
    assert [kept.name for kept in SavedFilter.objects.all()] == ["Mot"]
    assert again.cookies[DONE_COOKIE].value == str(token)
    assert "đã được nhận trước đó" in reader.get(reverse("ui:design")).content.decode()


def test_forms_with_tokens_of_their_own_all_take_effect(reader: Client) -> None:
    for name in ("Mot", "Hai"):
        reader.post(reverse("save_filter", args=["people"]), _filter(name, uuid4()))
    assert SavedFilter.objects.count() == 2


def test_a_form_that_was_refused_may_be_mended_and_sent_again(reader: Client) -> None:
    token = str(uuid4())
    address = reverse("classes:new_plan")
    assert reader.post(address, {**PLAN, "year": "1066", ONCE_FIELD: token}).status_code == 400
    assert not SentForm.objects.exists()
    assert reader.post(address, {**PLAN, ONCE_FIELD: token}).status_code == 302
    assert reader.post(address, {**PLAN, ONCE_FIELD: token}).status_code == 302
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_detour_is_not_an_arrival(client: Client) -> None:
    """Who must show the password once more has not sent the form yet, and may send it again."""
    client.force_login(holding(Role.ADMINISTRATOR, "quan"))
    account = holding(Role.LEADER, "ha")
    form = {"role": Role.LEADER, ONCE_FIELD: str(uuid4())}
    answer = client.post(reverse("accounts:grant", args=[account.pk]), form)
    assert "next=" in answer.headers["Location"]
    assert not SentForm.objects.exists()
    assert DONE_COOKIE not in answer.cookies


def test_a_form_still_being_worked_on_is_not_started_again(reader: Client, officer: User) -> None:
    token = uuid4()
    SentForm.objects.create(token=token, user=officer, sent_at=timezone.now())
    answer = reader.post(reverse("save_filter", args=["people"]), _filter("Mot", token))
    assert answer.status_code == 409
    assert not SavedFilter.objects.exists()


def test_a_token_tells_nobody_where_another_account_was_led(reader: Client) -> None:
    token = uuid4()
    other = holding(Role.LEADER, "ha")
    SentForm.objects.create(
        token=token, user=other, sent_at=timezone.now(), done_at=timezone.now(), location="/jobs/9/"
    )
    answer = reader.post(reverse("save_filter", args=["people"]), _filter("Mot", token))
    assert answer.status_code == 409


def test_old_tokens_are_forgotten(reader: Client, officer: User) -> None:
    long_ago = timezone.now() - KEPT_FOR - timedelta(hours=1)
    SentForm.objects.create(token=uuid4(), user=officer, sent_at=long_ago)
    reader.post(reverse("save_filter", args=["people"]), _filter("Mot", uuid4()))
    assert not SentForm.objects.filter(sent_at=long_ago).exists()


@pytest.mark.parametrize("token", ["", "x", "1234"])
def test_a_form_without_a_proper_token_still_works(reader: Client, token: str) -> None:
    answer = reader.post(reverse("save_filter", args=["people"]), _filter("Mot", token))
    assert answer.status_code == 302
    assert SavedFilter.objects.count() == 1


@pytest.mark.django_db
def test_a_form_sent_after_the_session_leads_back_to_its_page(client: Client) -> None:
    answer = client.post(
        reverse("classes:new_plan"), PLAN, headers={"referer": "http://testserver/plan/?x=1"}
    )
    assert answer.headers["Location"] == f"{reverse('login')}?next=/plan/%3Fx%3D1"


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/plan/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client: Client, referer: str) -> None:
    answer = client.post(reverse("classes:new_plan"), PLAN, headers={"referer": referer})
    assert answer.headers["Location"] == f"{reverse('login')}?next=/"


@pytest.mark.django_db
def test_a_part_asked_for_after_the_session_leads_the_whole_page_to_the_door(
    client: Client,
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=an"}
    answer = client.get(reverse("reports:people"), headers=headers)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == f"{reverse('login')}?next=/people/%3Fq%3Dan"


def test_a_page_can_ask_whether_the_session_lives(reader: Client) -> None:
    assert reader.get(reverse("alive")).content == b"in"
    assert Client().get(reverse("alive")).content == b"out"
