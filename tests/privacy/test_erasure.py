"""Erasure takes out who somebody was, everywhere, and leaves what statistics need."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.base.guard import guarded
from thuctien.base.models import AuditEntry, User
from thuctien.base.models.audit import AuditChange
from thuctien.intake.models import PersonMerge
from thuctien.notices.models import Notice
from thuctien.notices.services import tell
from thuctien.people.models import Appointment, Holding, Person, SensitiveFacts
from thuctien.privacy import kept
from thuctien.privacy.models import Consent, Fate, Purpose
from thuctien.privacy.services.erasure import (
    NAMELESS,
    ObligationOpenError,
    anonymise,
    erase_person,
)

WHY = "Người đó yêu cầu"


def test_every_reference_to_a_person_says_what_erasure_does() -> None:
    assert {reference.name for reference in kept.references()} == set(kept.HANDLING)


@pytest.mark.parametrize("name", kept.HANDLING)
def test_how_a_reference_is_handled_has_its_reason(name: str) -> None:
    handling = kept.HANDLING[name]
    assert str(handling.reason)
    assert not (handling.blanks and handling.fate is not Fate.ANONYMISE)


def test_nothing_that_says_who_it_was_is_left(
    leaver: Person, learner: ActingUser, acting_officer: ActingUser, identity_purpose: Purpose
) -> None:
    name, number, born = leaver.full_name, leaver.personal_number, leaver.birth_date
    Person.objects.filter(pk=leaver.pk).update(note="ghi chú riêng")
    Holding.objects.filter(person=leaver).update(evidence="Số 123/QĐ")
    Consent.objects.create(
        person=leaver, purpose=identity_purpose, given_on=date(2026, 1, 1), document="Phiếu 77"
    )
    with guarded():
        erase_person(leaver, reason=WHY, acting_user=acting_officer)
    left = Person.objects.get(pk=leaver.pk)
    assert (left.full_name, left.personal_number, left.note) == (NAMELESS, "", "")
    assert (left.birth_date, left.birth_date_precision) == (date(born.year, 1, 1), "year")
    assert left.sex == leaver.sex
    everything = "".join(
        serializers.serialize("json", reference.model._default_manager.all(), ensure_ascii=False)
        for reference in kept.references()
    )
    texts = [name, name.casefold(), number, "123/QĐ", "Phiếu 77", "hoc-vien"]
    assert [text for text in texts if text in everything] == []
    assert not SensitiveFacts.objects.filter(person=leaver).exists()
    assert not Person.objects.filter(folded_name__contains=name.casefold()).exists()


def test_posts_and_what_was_studied_stay_for_statistics(
    leaver: Person, acting_officer: ActingUser
) -> None:
    posts = Appointment.objects.filter(person=leaver).count()
    held = Holding.objects.filter(person=leaver).count()
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    assert posts == Appointment.objects.filter(person=leaver).count() > 0
    assert held == Holding.objects.filter(person=leaver).count()


def test_the_account_is_closed_and_nameless(
    leaver: Person, learner: ActingUser, acting_officer: ActingUser
) -> None:
    assert learner.user is not None
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    account = User.objects.get(pk=learner.user.pk)
    assert not account.is_active
    assert (account.email, account.person) == ("", None)
    assert not account.has_usable_password()


def test_what_belongs_to_the_account_goes_and_its_roles_stay(
    leaver: Person, learner: ActingUser, acting_officer: ActingUser
) -> None:
    assert learner.user is not None
    SocialAccount.objects.create(
        user=learner.user, provider="tinh", uid="1", extra_data={"name": leaver.full_name}
    )
    EmailAddress.objects.create(user=learner.user, email=learner.user.email)
    Authenticator.objects.create(user=learner.user, type=Authenticator.Type.TOTP, data={})
    UserSession.objects.create(user=learner.user, ip="192.0.2.7", session_key="x", user_agent="y")
    tell([learner.user], "job.done", {"job": leaver.full_name}, acting_user=SYSTEM)
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    for model in (SocialAccount, EmailAddress, Authenticator, UserSession, Notice):
        assert not model.objects.filter(**{_owner(model): learner.user}).exists(), model
    assert learner.user.roles_held.exists()


def test_the_trail_forgets_the_names_of_the_account_and_its_chain_still_holds(
    leaver: Person, learner: ActingUser, acting_officer: ActingUser, home: Path
) -> None:
    assert learner.user is not None
    record_created(learner.user, acting_user=SYSTEM, action="accounts.account.create")
    held = learner.user.roles_held.get()
    record_created(held, acting_user=SYSTEM, action="accounts.role.grant")
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    about = AuditChange.objects.filter(about_type="base.user", about_key=str(learner.user.pk))
    erased = {change.object_type: change.erased_digest != "" for change in about}
    assert erased == {"base.user": True, "base.roleheld": False}
    call_command("verify_audit", stdout=io.StringIO())


def _owner(model: type[Model]) -> str:
    return "recipient" if model is Notice else "user"


def test_while_something_is_open_it_takes_a_second_reason(
    person: Person, acting_officer: ActingUser
) -> None:
    with pytest.raises(ObligationOpenError) as refused:
        erase_person(person, reason=WHY, acting_user=acting_officer)
    assert refused.value.codes == ["in_post"]
    assert Person.objects.get(pk=person.pk).full_name == person.full_name
    erase_person(person, reason=WHY, despite="Theo quyết định của tòa", acting_user=acting_officer)
    entry = AuditEntry.objects.get(action="privacy.person.erase")
    assert entry.after["despite"] == "Theo quyết định của tòa"
    assert entry.after["open"] == ["in_post"]


def test_the_trail_says_that_it_was_done_and_nothing_of_whom(
    leaver: Person, acting_officer: ActingUser
) -> None:
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    entry = AuditEntry.objects.get(action="privacy.person.erase")
    assert (entry.object_key, entry.reason) == (leaver.pk, WHY)
    assert leaver.full_name not in json.dumps(entry.after, ensure_ascii=False)


def test_an_erasure_without_a_reason_is_refused(leaver: Person, acting_officer: ActingUser) -> None:
    with pytest.raises(ValueError, match="reason"):
        erase_person(leaver, reason=" ", acting_user=acting_officer)


@pytest.mark.parametrize("who", ["agency_officer", "administrator", "acting_leader"])
def test_who_may_not_erases_nobody(
    person: Person, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        erase_person(person, reason=WHY, acting_user=request.getfixturevalue(who))
    assert Person.objects.get(pk=person.pk).erased_on is None


def test_a_reference_that_nobody_thought_of_stops_the_erasure(
    leaver: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room that forgot to say what erasure does must not leave somebody half erased."""
    known = {k: v for k, v in kept.HANDLING.items() if k != "sending.turn.person"}
    monkeypatch.setattr("thuctien.privacy.services.erasure.HANDLING", known)
    with pytest.raises(KeyError):
        anonymise([leaver.pk], reason=WHY, acting_user=SYSTEM)


def test_copies_kept_to_undo_a_merge_go_too(leaver: Person, acting_officer: ActingUser) -> None:
    PersonMerge.objects.create(
        keeper_id="X", loser_id=leaver.pk, before=b"", after=b"", merged_at=timezone.now()
    )
    PersonMerge.objects.create(
        keeper_id="X", loser_id="Y", before=b"", after=b"", merged_at=timezone.now()
    )
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    assert list(PersonMerge.objects.values_list("loser_id", flat=True)) == ["Y"]


def test_the_trail_forgets_the_values_and_its_chain_still_holds(
    leaver: Person, acting_officer: ActingUser, home: Path
) -> None:
    old, holding = snapshot(leaver), Holding.objects.filter(person=leaver).first()
    name, leaver.full_name = leaver.full_name, "Tên Mới"
    leaver.save()
    record_changed(old, leaver, acting_user=acting_officer, action="people.person.change")
    if holding is not None:
        record_created(holding, acting_user=acting_officer, action="people.holding.create")
    erase_person(leaver, reason=WHY, acting_user=acting_officer)
    about = AuditChange.objects.filter(about_type="people.person", about_key=leaver.pk)
    assert about.count() > 0
    assert {(str(change.before), str(change.after)) for change in about} == {("{}", "{}")}
    kept = AuditChange.objects.filter(about_type="people.person").exclude(about_key=leaver.pk)
    assert all(change.erased_digest == "" for change in kept)
    assert name not in json.dumps([change.before for change in about], ensure_ascii=False)
    call_command("verify_audit", stdout=io.StringIO())
