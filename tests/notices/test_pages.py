"""The pages of notices: the list, going to what one is about, and how one wants to be told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from thuctien.base.acting import SYSTEM
from thuctien.base.models import User
from thuctien.notices.choices import Way
from thuctien.notices.kinds import kinds
from thuctien.notices.models import Notice, Preference
from thuctien.notices.services import tell

pytestmark = pytest.mark.django_db

FIGURES = {"job": {"vi": "Nạp <b>sổ</b>", "en": "Load <b>book</b>"}}


@pytest.fixture
def reader(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def _told(officer: User, times: int = 1) -> Notice:
    for _ in range(times):
        tell([officer], "job.done", FIGURES, link=reverse("jobs"), acting_user=SYSTEM)
    return Notice.objects.latest("pk")


def test_the_list_without_notices_says_so(reader: Client) -> None:
    assert 'class="empty"' in reader.get(reverse("notices:notices")).content.decode()


def test_the_list_costs_few_queries_however_long(
    reader: Client, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _told(officer, 60)
    with django_assert_max_num_queries(7):
        page = reader.get(reverse("notices:notices")).content.decode()
    assert page.count("«Nạp &lt;b&gt;sổ&lt;/b&gt;» đã xong.") == 50


def test_the_head_of_every_page_counts_what_is_unread(reader: Client, officer: User) -> None:
    _told(officer, 3)
    page = reader.get(reverse("jobs")).content.decode()
    assert '<span class="tool__count num" aria-hidden="true">3</span>' in page
    reader.post(reverse("notices:read_all"))
    assert "tool__count" not in reader.get(reverse("jobs")).content.decode()


def test_going_to_what_a_notice_is_about_marks_it_as_read(reader: Client, officer: User) -> None:
    notice = _told(officer)
    answer = reader.get(reverse("notices:go", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("jobs")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_notice_of_somebody_else_is_not_found(reader: Client, leader: User) -> None:
    notice = _told(leader)
    assert reader.get(reverse("notices:go", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_read_needs_a_form(reader: Client) -> None:
    assert reader.get(reverse("notices:read_all")).status_code == 405


def test_wishes_are_kept(reader: Client, officer: User) -> None:
    address = reverse("notices:preferences")
    fields = {f"way-{number}": kind.way.value for number, kind in enumerate(kinds())}
    answer = reader.post(address, {**fields, "language": "en", "way-0": "weekly"})
    assert answer.status_code == 302
    kept = Preference.objects.get(user=officer)
    assert kept.language == "en"
    assert kept.ways[kinds()[0].code] == Way.WEEKLY
    assert kept.ways[kinds()[1].code] == kinds()[1].way


def test_a_wish_that_makes_no_sense_is_refused(reader: Client) -> None:
    answer = reader.post(reverse("notices:preferences"), {"language": "fr"})
    assert answer.status_code == 200
    assert not Preference.objects.exists()


def test_the_page_says_that_an_account_has_no_address(reader: Client) -> None:
    reader.cookies["django_language"] = "en"
    page = reader.get(reverse("notices:preferences")).content.decode()
    assert "shown in the application only" in page
