"""The trail as pages: a timeline on the record, the whole for the auditor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.audit import READ, record_changed, record_created, snapshot
from thuctien.base.models import AuditEntry, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.people.models import Person, SensitiveFacts

MOST_QUERIES = 15


@pytest.fixture
def auditor(db: None) -> User:
    """Somebody who reads everything."""
    return holding(Role.AUDITOR, "kiem")


@pytest.fixture
def renamed(stored_province: Province, acting_officer: ActingUser) -> Person:
    """Somebody who got another name, and whose sensitive facts were written down."""
    person = Person.objects.order_by("pk")[0]
    before = snapshot(person)
    person.full_name = "Lê Văn Ánh"
    person.save()
    record_changed(
        before, person, acting_user=acting_officer, action="test.rename", reason="theo khai sinh"
    )
    SensitiveFacts.objects.filter(person=person).delete()
    facts = SensitiveFacts.objects.create(person=person, ethnic_group="tay")
    record_created(facts, acting_user=acting_officer, action="test.facts")
    return person


def _history(person: Person) -> str:
    return reverse("audit_history", args=["people.person", person.pk])


def test_the_timeline_says_old_and_new_in_words(
    renamed: Person,
    officer: User,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = client.get(_history(renamed)).content.decode()
    assert "Họ và tên" in text
    assert "<ins>Lê Văn Ánh</ins>" in text
    assert "theo khai sinh" in text


def test_the_timeline_shows_no_sensitive_fact(
    renamed: Person, officer: User, client: Client
) -> None:
    client.force_login(officer)
    text = client.get(_history(renamed)).content.decode()
    assert "Dân tộc" in text
    assert "<ins>•••</ins>" in text
    assert "tay</ins>" not in text


def test_the_timeline_of_somebody_out_of_reach_is_refused(renamed: Person, client: Client) -> None:
    other = Person.objects.exclude(current_unit=renamed.current_unit).order_by("-pk")[0]
    client.force_login(holding(Role.AGENCY_OFFICER, "huyen", other.current_unit_id))
    assert client.get(_history(renamed)).status_code == 403
    assert client.get(_history(other)).status_code == 200


def test_the_history_of_what_one_may_not_see_is_refused(
    officer: User, auditor: User, client: Client
) -> None:
    """An officer of the whole province reads the people of it, and no account but their own."""
    others = [("base.user", auditor.pk), ("base.roleheld", auditor.roles_held.get().pk)]
    for who, status in ((officer, 403), (auditor, 200)):
        client.force_login(who)
        for other in others:
            assert client.get(reverse("audit_history", args=other)).status_code == status
    client.force_login(officer)
    assert client.get(reverse("audit_history", args=["base.user", officer.pk])).status_code == 200


def test_of_a_record_that_is_gone_only_the_auditor_sees_the_history(
    renamed: Person, officer: User, auditor: User, client: Client
) -> None:
    gone = reverse("audit_history", args=["people.person", "no-such"])
    client.force_login(officer)
    assert client.get(gone).status_code == 403
    client.force_login(auditor)
    assert client.get(gone).status_code == 200


def test_opening_a_person_is_on_the_trail_and_the_page_offers_the_history(
    renamed: Person, officer: User, client: Client
) -> None:
    client.force_login(officer)
    text = client.get(reverse("reports:person", args=[renamed.pk])).content.decode()
    entry = AuditEntry.objects.get(action=READ)
    assert (entry.user, entry.object_key) == (officer, renamed.pk)
    assert _history(renamed) in text


def test_a_unit_has_its_history(renamed: Person, officer: User, client: Client) -> None:
    client.force_login(officer)
    address = reverse("audit_history", args=["people.unit", renamed.current_unit_id])
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_auditor_lists_the_trail_by_what_is_asked(
    renamed: Person,
    auditor: User,
    client: Client,
    language: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(auditor)
    client.cookies["django_language"] = language
    asked = {
        "who": "lan",
        "action": "test.rename",
        "object_type": "people.person",
        "q": renamed.pk,
        "since": "2020-01-01",
    }
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(reverse("audit"), asked)
    assert [row.entry.action for row in answer.context["rows"]] == ["test.rename"]
    for nothing in ({"who": "hung"}, {"behalf": "lan"}, {"until": "2020-01-01"}, {"q": "khác"}):
        assert client.get(reverse("audit"), {**asked, **nothing}).context["rows"] == []


def test_the_auditor_opens_one_entry(
    renamed: Person,
    auditor: User,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(auditor)
    position = AuditEntry.objects.get(action="sending.province.store").pk
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(reverse("audit_entry", args=[position]))
    assert len(answer.context["whole"].changes) == 50
    assert client.get(reverse("audit_entry", args=[10**9])).status_code == 404


def test_nobody_else_sees_the_whole_trail(renamed: Person, officer: User, client: Client) -> None:
    client.force_login(officer)
    assert client.get(reverse("audit")).status_code == 403
