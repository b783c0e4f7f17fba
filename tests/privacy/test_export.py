"""Everything that is kept about one person, and nothing about anybody else."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from tests.privacy.conftest import account
from thuctien.base.acting import ActingUser
from thuctien.base.guard import guarded
from thuctien.base.models import AuditEntry
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person, SensitiveFacts
from thuctien.privacy import kept
from thuctien.privacy.models import Purpose
from thuctien.privacy.services.disclosure import PurposeRefusedError
from thuctien.privacy.services.export import collected, export_person, hand_out

WHY = "Theo yêu cầu của chính người đó"


def taken(person: Person, acting_user: ActingUser) -> zipfile.ZipFile:
    with guarded():
        content = export_person(person, reason=WHY, acting_user=acting_user)
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_room_that_keeps_something_of_the_person_is_in_it(
    person: Person, needs_run: NeedsRun, learner: ActingUser
) -> None:
    found = collected(person, acting_user=learner)
    for reference in kept.references():
        rows = reference.model._default_manager.filter(**{reference.column: person}).count()
        assert len(found.get(reference.model._meta.label_lower, [])) == rows, reference.name
    assert {"people.appointment", "people.sensitivefacts", "base.user", "needs.need"} <= set(found)


def test_people_take_their_own_data_with_numbers_and_sensitive_facts(
    person: Person, facts: SensitiveFacts, learner: ActingUser
) -> None:
    data = json.loads(taken(person, learner).read("data.json"))["data"]
    assert data["people.person"][0]["personal_number"] == person.personal_number
    assert data["people.sensitivefacts"][0]["ethnic_group"] == facts.ethnic_group
    entry = AuditEntry.objects.get(action="privacy.person.export")
    assert (entry.user, entry.object_key, entry.reason) == (learner.user, person.pk, WHY)


def test_what_secures_the_account_stays_here(person: Person, learner: ActingUser) -> None:
    archive = taken(person, learner)
    assert account(learner).password not in archive.read("data.json").decode()
    assert "password" not in json.loads(archive.read("data.json"))["data"]["base.user"][0]


def test_who_may_not_see_the_number_gets_it_masked_and_no_sensitive_fact(
    person: Person, acting_officer: ActingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "thuctien.privacy.services.export.can", lambda _user, _action, _person: False
    )
    data = json.loads(taken(person, acting_officer).read("data.json"))["data"]
    assert data["people.person"][0]["personal_number"].startswith("•••••••••")
    assert "people.sensitivefacts" not in data


@pytest.mark.parametrize("who", ["other_learner", "stranger", "agency_officer", "administrator"])
def test_who_may_not_takes_nothing(
    person: Person, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        export_person(person, reason=WHY, acting_user=request.getfixturevalue(who))
    assert not AuditEntry.objects.filter(action="privacy.person.export").exists()


def test_a_purpose_for_other_data_takes_nothing(
    person: Person, acting_officer: ActingUser, identity_purpose: Purpose
) -> None:
    with pytest.raises(PurposeRefusedError):
        hand_out(person, purpose=identity_purpose, acting_user=acting_officer)
    assert not AuditEntry.objects.filter(action="privacy.person.export").exists()


@pytest.mark.parametrize(("language", "sheet"), [("vi", "Nhân sự"), ("en", "People")])
def test_the_workbook_says_the_same_in_the_readers_language(
    person: Person, learner: ActingUser, language: str, sheet: str
) -> None:
    with translation.override(language):
        archive = taken(person, learner)
    data = json.loads(archive.read("data.json"))["data"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("data.xlsx")))
    assert len(book.sheet_names) == len(data)
    assert sheet in book.sheet_names
    (_titles, row) = book.get_sheet_by_name(sheet).to_python()
    assert {person.pk, person.full_name, person.personal_number} <= set(row)


def test_it_takes_one_query_a_model_however_much_there_is(
    person: Person,
    needs_run: NeedsRun,
    learner: ActingUser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = len(list(kept.references())) + 1
    rights = 4
    with django_assert_max_num_queries(rows + rights):
        collected(person, acting_user=learner)
