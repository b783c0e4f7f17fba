"""Who opens the record of a person leaves a line on the trail."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import holding
from thuctien.base.audit.records import READ
from thuctien.base.models import AuditEntry, User
from thuctien.base.policy import Role
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person

READINGS = AuditEntry.objects.filter(action=READ, object_type="people.person")
VIEWS = ("reports:person", "reports:person_requirements", "reports:person_record")


@pytest.fixture
def person(needs_run: NeedsRun) -> Person:
    """Somebody of the province."""
    return Person.objects.order_by("pk")[0]


@pytest.mark.parametrize("view", VIEWS)
def test_each_part_of_a_record_counts_as_reading_it(
    view: str, client: Client, officer: User, person: Person
) -> None:
    client.force_login(officer)
    assert client.get(reverse(view, args=[person.pk])).status_code == 200
    assert READINGS.get().object_key == person.pk
    assert READINGS.get().user == officer


def test_a_page_with_its_part_is_one_reading(client: Client, officer: User, person: Person) -> None:
    client.force_login(officer)
    for view in VIEWS:
        client.get(reverse(view, args=[person.pk]))
    assert READINGS.count() == 1


@pytest.mark.parametrize("view", VIEWS)
def test_who_may_not_see_a_record_has_not_read_it(
    view: str, client: Client, person: Person
) -> None:
    client.force_login(holding(Role.LEARNER, "ai"))
    assert client.get(reverse(view, args=[person.pk])).status_code == 404
    assert not READINGS.exists()
