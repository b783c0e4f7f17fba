"""What was done to single records is on the trail: old and new values, and who read them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import (
    READ,
    changed,
    created,
    record_changed,
    record_created,
    record_deleted,
    record_read,
    snapshot,
)
from thuctien.base.models import AuditEntry, RoleHeld, User
from thuctien.base.models.audit import AuditChange
from thuctien.base.policy import Role
from thuctien.base.sealing import unseal
from thuctien.people.models import Person, SensitiveFacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    """Somebody with a number."""
    return Person.objects.create(
        person_id="P1",
        full_name="Lê Văn Ất",
        sex="male",
        birth_date=date(1980, 5, 1),
        birth_date_precision="day",
        personal_number="001080000001",
    )


def test_a_creation_keeps_what_was_filled_in(person: Person, acting_officer: ActingUser) -> None:
    entry = record_created(person, acting_user=acting_officer, action="people.person.create")
    change = AuditChange.objects.get(entry=entry)
    assert (change.kind, change.object_type, change.object_key) == ("create", "people.person", "P1")
    assert (change.before, change.after["full_name"]) == ({}, "Lê Văn Ất")
    assert change.after["birth_date"] == "1980-05-01"
    assert "service_from" not in change.after
    assert "name_order" not in change.after


def test_a_change_keeps_old_and_new_of_what_differs(person: Person) -> None:
    before = snapshot(person)
    person.full_name = "Lê Văn Giáp"
    person.save()
    entry = record_changed(before, person, acting_user=SYSTEM, action="people.person.change")
    change = AuditChange.objects.get(entry=entry)
    assert change.before == {"full_name": "Lê Văn Ất"}
    assert change.after == {"full_name": "Lê Văn Giáp"}


def test_what_did_not_differ_leaves_no_entry(person: Person) -> None:
    assert record_changed(snapshot(person), person, acting_user=SYSTEM, action="x") is None
    assert not AuditEntry.objects.exists()


def test_a_deletion_keeps_what_is_lost(officer: User) -> None:
    held = RoleHeld.objects.get(user=officer)
    key = str(held.pk)
    entry = record_deleted(held, acting_user=SYSTEM, action="base.role.delete", reason="sai")
    held.delete()
    change = AuditChange.objects.get(entry=entry)
    assert (change.object_key, change.before["role"]) == (key, Role.PROVINCE_OFFICER)
    assert (change.about_type, change.about_key) == ("base.user", str(officer.pk))
    assert entry.reason == "sai"


def test_what_a_person_has_is_on_the_timeline_of_the_person(person: Person) -> None:
    change = created(SensitiveFacts.objects.create(person=person, ethnic_group="tay"))
    assert (change.about_type, change.about_key) == ("people.person", "P1")


def test_sealed_values_are_sealed_on_the_trail_too(person: Person) -> None:
    entry = record_created(person, acting_user=SYSTEM, action="people.person.create")
    kept = AuditChange.objects.get(entry=entry).after["personal_number"]
    assert "001080000001" not in kept
    assert unseal(kept) == "001080000001"


def test_of_a_password_only_that_it_changed_is_kept(officer: User) -> None:
    before = snapshot(officer)
    officer.set_password("mot-mat-khau-khac-2027")
    change = changed(before, officer)
    assert change is not None
    assert change.after == '{"password":"•••"}'


def test_reading_a_record_is_on_the_trail_once_a_minute(
    person: Person, acting_officer: ActingUser
) -> None:
    first = record_read(person, acting_user=acting_officer, purpose="hồ sơ")
    assert record_read(person, acting_user=acting_officer, purpose="hồ sơ") is None
    assert record_read(person, acting_user=acting_officer, purpose="xét cử") is not None
    assert first is not None
    assert (first.action, first.object_key, first.reason) == (READ, "P1", "hồ sơ")


def test_reading_it_again_later_is_another_entry(
    person: Person, acting_officer: ActingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_read(person, acting_user=acting_officer)
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert record_read(person, acting_user=acting_officer) is not None
