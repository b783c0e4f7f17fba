"""The pages: what they show to whom, with how many queries, and what they leave behind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.privacy.conftest import account
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_read
from thuctien.base.models import AuditEntry, Job, User
from thuctien.people.models import Appointment, Person, SensitiveFacts
from thuctien.privacy.models import Consent, Purpose
from thuctien.privacy.services.erasure import NAMELESS

MOST_QUERIES = 25
Browser = Callable[[ActingUser], Client]


@pytest.fixture
def browser() -> Browser:
    """Give a browser in which somebody is signed in."""

    def signed_in(acting_user: ActingUser) -> Client:
        client = Client()
        client.force_login(account(acting_user))
        return client

    return signed_in


def page(name: str, *args: object) -> str:
    return reverse(f"privacy:{name}", args=args)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["person", "erase", "readers", "consent"])
def test_the_pages_of_a_person_answer_with_few_queries(
    name: str,
    language: str,
    person: Person,
    acting_officer: ActingUser,
    browser: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    record_read(person, acting_user=acting_officer)
    client = browser(acting_officer)
    client.cookies["django_language"] = language
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(page(name, person.pk))
    assert answer.status_code == 200
    assert person.full_name in answer.content.decode()


def test_numbers_are_masked_until_somebody_says_what_for(
    person: Person, agency_officer: ActingUser, browser: Browser
) -> None:
    client, number = browser(agency_officer), person.personal_number
    before = client.get(page("person", person.pk)).content.decode()
    assert number not in before
    assert f"•••••••••{number[-3:]}" in before
    refused = client.post(page("reveal", person.pk), {"identity-purpose": ""})
    assert (refused.status_code, number in refused.content.decode()) == (400, False)
    shown = client.post(page("reveal", person.pk), {"identity-purpose": "verification"})
    assert number in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert AuditEntry.objects.filter(action="privacy.identity.reveal").count() == 1


def test_sensitive_facts_are_on_no_page_until_asked_for(
    person: Person, facts: SensitiveFacts, agency_officer: ActingUser, browser: Browser
) -> None:
    joined = date(2001, 3, 4)
    facts.party_joined_on = joined
    facts.save()
    client = browser(agency_officer)
    shown_as = f"{joined:%d/%m/%Y}"
    assert shown_as not in client.get(page("person", person.pk)).content.decode()
    answer = client.post(page("sensitive", person.pk), {"sensitive-purpose": "statistics"})
    assert shown_as in answer.content.decode()


@pytest.mark.parametrize(
    ("what", "kind", "purpose", "action"),
    [
        ("reveal", "identity", "verification", "privacy.identity.reveal"),
        ("sensitive", "sensitive", "statistics", "privacy.sensitive.read"),
        ("export", "record", "inspection", "privacy.person.export"),
    ],
)
def test_a_purpose_without_its_consent_is_refused_on_the_page(
    person: Person,
    acting_officer: ActingUser,
    browser: Browser,
    what: str,
    kind: str,
    purpose: str,
    action: str,
) -> None:
    client, data = browser(acting_officer), {f"{kind}-purpose": purpose}
    Purpose.objects.filter(pk=purpose).update(needs_consent=True)
    assert client.post(page(what, person.pk), data).status_code == 400
    assert not AuditEntry.objects.filter(action=action).exists()
    Purpose.objects.filter(pk=purpose).update(needs_consent=False)
    assert client.post(page(what, person.pk), data).status_code == 200


def test_the_leader_sees_no_way_to_what_is_hidden(
    person: Person, acting_leader: ActingUser, browser: Browser
) -> None:
    client = browser(acting_leader)
    content = client.get(page("person", person.pk)).content.decode()
    for name in ("reveal", "sensitive", "export", "erase", "readers"):
        assert page(name, person.pk) not in content
        send = client.get if name in {"erase", "readers"} else client.post
        assert send(page(name, person.pk)).status_code == 403, name


def test_somebody_of_another_unit_finds_nothing(
    person: Person, stranger: ActingUser, browser: Browser
) -> None:
    client = browser(stranger)
    assert client.get(page("person", person.pk)).status_code == 404
    answer = client.post(page("reveal", person.pk), {"identity-purpose": "verification"})
    assert answer.status_code == 404


def test_learners_see_and_take_their_own_data_and_nobody_elses(
    person: Person, learner: ActingUser, other_learner: ActingUser, browser: Browser
) -> None:
    client = browser(learner)
    assert client.get(page("person", person.pk)).status_code == 200
    taken = client.post(page("export", person.pk), {"record-purpose": "request"})
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        assert person.personal_number in archive.read("data.json").decode()
    listed = client.get(page("readers", person.pk)).content.decode()
    assert person.full_name in listed
    other = browser(other_learner)
    assert other.post(page("export", person.pk), {"record-purpose": "request"}).status_code == 404
    assert other.get(page("readers", person.pk)).status_code == 404


def test_every_page_leads_people_to_their_own_data(
    person: Person, learner: ActingUser, acting_officer: ActingUser, browser: Browser
) -> None:
    own = page("person", person.pk)
    assert own in browser(learner).get(reverse("accounts:account")).content.decode()
    assert own not in browser(acting_officer).get(reverse("accounts:account")).content.decode()


def test_erasing_on_the_page_takes_the_code_typed_again(
    leaver: Person, acting_officer: ActingUser, browser: Browser
) -> None:
    client = browser(acting_officer)
    wrong = client.post(page("erase", leaver.pk), {"reason": "Đơn số 5", "code": "X"})
    assert wrong.status_code == 400
    assert Person.objects.get(pk=leaver.pk).erased_on is None
    client.post(page("erase", leaver.pk), {"reason": "Đơn số 5", "code": leaver.pk})
    assert Person.objects.get(pk=leaver.pk).full_name == NAMELESS
    after = client.get(page("person", leaver.pk)).content.decode()
    assert page("erase", leaver.pk) not in after


def test_somebody_in_post_is_erased_only_with_a_second_reason(
    person: Person, acting_officer: ActingUser, browser: Browser
) -> None:
    client, data = browser(acting_officer), {"reason": "Đơn số 5", "code": person.pk}
    assert client.post(page("erase", person.pk), data).status_code == 400
    assert Person.objects.get(pk=person.pk).erased_on is None
    client.post(page("erase", person.pk), {**data, "despite": "Quyết định 7"})
    assert Person.objects.get(pk=person.pk).erased_on is not None


def test_a_consent_is_written_down_and_withdrawn(
    person: Person, acting_officer: ActingUser, browser: Browser
) -> None:
    client = browser(acting_officer)
    data = {"purpose": "statistics", "given_on": "2026-01-05", "document": "Phiếu 12"}
    assert client.post(page("consent", person.pk), {**data, "document": ""}).status_code == 400
    client.post(page("consent", person.pk), data)
    consent = Consent.objects.get(person=person)
    assert "Phiếu 12" in client.get(page("person", person.pk)).content.decode()
    client.post(page("withdraw", consent.pk))
    consent.refresh_from_db()
    assert consent.withdrawn_on is not None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_overview_says_what_is_due(
    leaver: Person,
    officer: User,
    client: Client,
    language: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(officer)
    client.cookies["django_language"] = language
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(page("overview"))
    assert page("retention", "left-people") in answer.content.decode()
    assert page("retention", "trail") not in answer.content.decode()


def test_what_is_due_is_listed_first_and_ended_by_a_job(
    leaver: Person,
    officer: User,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        listed = client.get(page("retention", "left-people"))
    assert leaver.full_name in listed.content.decode()
    assert Person.objects.get(pk=leaver.pk).erased_on is None
    answer = client.post(page("retention", "left-people"))
    job = Job.objects.get(kind="privacy.retention")
    assert answer.headers["Location"] == reverse("job", args=[job.pk])
    assert client.get(answer.headers["Location"]).status_code == 200


def test_nothing_due_is_said(officer: User, client: Client, stored_province: object) -> None:
    Appointment.objects.filter(valid_to__lt=date(2017, 1, 1)).delete()
    client.force_login(officer)
    assert client.get(page("retention", "results")).status_code == 200
    assert client.get(page("retention", "no-such-rule")).status_code == 404
