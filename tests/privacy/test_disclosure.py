"""What is usually hidden is shown to who may see it, for a purpose, and never unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from thuctien.base.acting import ActingUser
from thuctien.base.guard import guarded
from thuctien.base.models import AuditEntry
from thuctien.people.models import Person, SensitiveFacts
from thuctien.privacy.models import Consent, Purpose
from thuctien.privacy.services.consents import record_consent, withdraw_consent
from thuctien.privacy.services.disclosure import (
    PurposeRefusedError,
    read_sensitive,
    reveal_identity,
)


def test_an_officer_of_the_unit_sees_the_number_and_the_trail_says_so(
    person: Person, agency_officer: ActingUser, identity_purpose: Purpose
) -> None:
    shown = reveal_identity(person, purpose=identity_purpose, acting_user=agency_officer)
    assert shown.personal_number == person.personal_number != ""
    entry = AuditEntry.objects.order_by("-position")[0]
    assert (entry.action, entry.object_key) == ("privacy.identity.reveal", person.pk)
    assert (entry.user, entry.reason) == (agency_officer.user, identity_purpose.name)
    assert person.personal_number not in f"{entry.before}{entry.after}{entry.reason}"


def test_sensitive_facts_are_read_within_a_request_too(
    person: Person, facts: SensitiveFacts, agency_officer: ActingUser, sensitive_purpose: Purpose
) -> None:
    with guarded():
        shown = read_sensitive(person, purpose=sensitive_purpose, acting_user=agency_officer)
    assert shown is not None
    assert (shown.ethnic_group, shown.religion) == (facts.ethnic_group, facts.religion)
    assert AuditEntry.objects.filter(action="privacy.sensitive.read").count() == 1


@pytest.mark.parametrize("who", ["stranger", "administrator", "other_learner", "acting_leader"])
def test_who_may_not_sees_nothing_and_leaves_no_reading(
    person: Person,
    who: str,
    request: pytest.FixtureRequest,
    identity_purpose: Purpose,
    sensitive_purpose: Purpose,
) -> None:
    acting_user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        reveal_identity(person, purpose=identity_purpose, acting_user=acting_user)
    with pytest.raises(PermissionDenied):
        read_sensitive(person, purpose=sensitive_purpose, acting_user=acting_user)
    assert not AuditEntry.objects.filter(action__startswith="privacy.").exists()


def test_people_see_their_own(
    person: Person, learner: ActingUser, identity_purpose: Purpose
) -> None:
    shown = reveal_identity(person, purpose=identity_purpose, acting_user=learner)
    assert shown.personal_number == person.personal_number


def test_a_purpose_opens_only_its_own_kind_of_data(
    person: Person,
    agency_officer: ActingUser,
    identity_purpose: Purpose,
    sensitive_purpose: Purpose,
) -> None:
    with pytest.raises(PurposeRefusedError):
        reveal_identity(person, purpose=sensitive_purpose, acting_user=agency_officer)
    with pytest.raises(PurposeRefusedError):
        read_sensitive(person, purpose=identity_purpose, acting_user=agency_officer)


def test_a_purpose_that_has_ended_opens_nothing(
    person: Person, agency_officer: ActingUser, identity_purpose: Purpose
) -> None:
    identity_purpose.valid_to = date(2020, 1, 1)
    identity_purpose.save()
    with pytest.raises(PurposeRefusedError):
        reveal_identity(person, purpose=identity_purpose, acting_user=agency_officer)


def test_a_purpose_that_needs_consent_opens_while_it_is_given(
    person: Person,
    acting_officer: ActingUser,
    agency_officer: ActingUser,
    sensitive_purpose: Purpose,
) -> None:
    sensitive_purpose.needs_consent = True
    sensitive_purpose.save()
    with pytest.raises(PurposeRefusedError):
        read_sensitive(person, purpose=sensitive_purpose, acting_user=agency_officer)
    consent = record_consent(
        person,
        sensitive_purpose,
        given_on=date(2026, 1, 5),
        document="Phiếu 12",
        acting_user=acting_officer,
    )
    assert read_sensitive(person, purpose=sensitive_purpose, acting_user=agency_officer)
    withdraw_consent(consent, on=date(2026, 2, 1), acting_user=acting_officer)
    with pytest.raises(PurposeRefusedError):
        read_sensitive(person, purpose=sensitive_purpose, acting_user=agency_officer)


def test_the_same_consent_twice_is_one_and_only_who_keeps_them_writes_one(
    person: Person,
    acting_officer: ActingUser,
    agency_officer: ActingUser,
    sensitive_purpose: Purpose,
) -> None:
    def consent(acting_user: ActingUser) -> Consent:
        day = date(2026, 1, 5)
        return record_consent(
            person, sensitive_purpose, given_on=day, document="Phiếu 12", acting_user=acting_user
        )

    with guarded():
        first, again = consent(acting_officer), consent(acting_officer)
    assert first == again
    assert AuditEntry.objects.filter(action="privacy.consent.give").count() == 1
    with pytest.raises(PermissionDenied):
        consent(agency_officer)


def test_a_consent_never_ends_before_it_was_given(
    person: Person, acting_officer: ActingUser, sensitive_purpose: Purpose
) -> None:
    consent = record_consent(
        person,
        sensitive_purpose,
        given_on=date(2026, 5, 5),
        document="",
        acting_user=acting_officer,
    )
    withdraw_consent(consent, on=date(2026, 1, 1), acting_user=acting_officer)
    consent.refresh_from_db()
    assert consent.withdrawn_on == date(2026, 5, 5)
