"""What a colleague at each place owns: what fills the addresses of the table of access."""

from __future__ import annotations

from datetime import date

import polars as pl
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from tests.access.documents import documents_of
from tests.access.nominations import nomination_of
from tests.access.province import CANARIES, CLASSES, TEACHERS, job_of, unit_of
from tests.access.rounds import round_of
from tests.conftest import LONG_AGO
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import AuditEntry, Delegation, RoleHeld, SavedFilter, User
from thuctien.catalogue.models import Budget
from thuctien.costs.models import (
    CaseStep,
    CommitmentRule,
    CompensationCase,
    CompensationRule,
    EntryKind,
    Estimate,
    EstimateClass,
    LedgerEntry,
    ServiceCommitment,
)
from thuctien.engine.planning.result import CLASSES_SCHEMA
from thuctien.intake.images import image_of, packed
from thuctien.intake.models import KnownForm, ListImport, PersonMerge, PersonPair
from thuctien.intake.services.merging import FOLLOWED
from thuctien.notices.models import Notice
from thuctien.privacy.models import Consent, Purpose, RetentionRule
from thuctien.replanning.frames import packed as packed_frame
from thuctien.replanning.models import Revision, Way
from thuctien.reports.models import ReportColumn
from thuctien.scenarios.models import Scenario
from thuctien.sending.models import Plan

Belongings = dict[str, object]
"""By the name of a part of an address, where needed with that of the view before it."""


def belongings(colleague: User, place: str, cover: User) -> Belongings:
    """Give a colleague at a place one of everything; ``cover`` is who acts for them."""
    first, other = (canary.key for canary in CANARIES if canary.place == place)
    return {
        "unit_id": unit_of(place),
        "person_id": first,
        "class_id": CLASSES[place],
        "programme_id": "CT",
        "site_id": "TRUONG",
        "lecturer_id": TEACHERS[CLASSES[place]],
        "user_id": colleague.pk,
        "held_id": RoleHeld.objects.get(user=colleague).pk,
        "delegation_id": _delegation(colleague, cover),
        "session_id": _session(colleague),
        "mfa_edit_webauthn.pk": _passkey(colleague),
        "mfa_remove_webauthn.pk": _passkey(colleague),
        "provider_id": "none",
        "uidb36": "1",
        "key": "none",
        "job_id": job_of(colleague, place).pk,
        "list_name": "people",
        "filter_id": SavedFilter.objects.create(user=colleague, list_name="people", name=place).pk,
        "notice_id": _notice(colleague),
        "sheet_number": 0,
        "row_number": 1,
        "list_id": _list_import(colleague, place),
        "form_id": KnownForm.objects.create(
            unit_id=unit_of(place), fingerprint=place, confirmed_at=timezone.now()
        ).pk,
        "object_type": "people.person",
        "object_key": first,
        "position": _entry(colleague, first),
        "pair_id": _pair(first, other),
        "keeper_id": first,
        "loser_id": other,
        "merge_id": PersonMerge.objects.create(
            keeper_id=first,
            loser_id=f"GONE-{place}",
            unit_id=unit_of(place),
            before=packed(image_of(FOLLOWED, ())),
            after=packed(image_of(FOLLOWED, ())),
            merged_at=timezone.now(),
        ).pk,
        "consent_id": _consent(first),
        "budget_id": "B",
        "year": 2027,
        **(round_things := round_of(colleague, place, first)),
        **(nominated := nomination_of(place, first, round_things["round_id"])),
        **documents_of(place, nominated["offered_id"]),
        "entry_id": _entry_of_ledger(),
        "commitment_id": _commitment(first, place).pk,
        "case_id": _case(first),
        "scenario_id": _scenario(colleague),
        "revision_id": _revision(colleague),
        "replanning:add.kind": "cancelled",
        "replanning:way.position": 1,
        "scenarios:add.kind": "end-requirement",
        "report_code": "LD-01",
        "column_id": ReportColumn.objects.filter(form="LD-01").order_by("position")[0].pk,
        "ending": "xlsx",
        "rule_id": RetentionRule.objects.order_by("pk")[0].pk,
    }


def _revision(owner: User) -> int:
    plan = Plan.objects.get()
    revision = Revision.objects.create(
        plan=plan, today=LONG_AGO, created_by=owner, created_at=timezone.now()
    )
    figures = dict.fromkeys(
        ("overdue", "due", "recommended", "dropped", "moved", "class_moved", "fallen"), 0
    )
    nothing = packed_frame(pl.DataFrame(schema=CLASSES_SCHEMA))
    Way.objects.create(
        revision=revision,
        position=1,
        opened=0,
        closed=0,
        cost=0,
        least_changes=0,
        violations=0,
        classes=nothing,
        turns=nothing,
        fingerprint="",
        **figures,
    )
    return revision.pk


def _scenario(owner: User) -> int:
    return Scenario.objects.create(
        name="Phương án", year=2027, owner=owner, created_at=timezone.now()
    ).pk


def _delegation(giver: User, receiver: User) -> int:
    given = Delegation.objects.create(
        giver=giver, receiver=receiver, valid_from=LONG_AGO, valid_to=date(2999, 1, 1), reason="x"
    )
    given.roles.set(RoleHeld.objects.filter(user=giver))
    return given.pk


def _session(user: User) -> object:
    return UserSession.objects.create(
        user=user, session_key=f"key-{user.pk}", ip="192.0.2.1", user_agent="x"
    ).pk


def _passkey(user: User) -> object:
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "key", "credential": {}}
    ).pk


def _notice(user: User) -> object:
    return Notice.objects.create(
        recipient=user, kind="job.done", way="in_app", figures={}, created_at=timezone.now()
    ).pk


def _list_import(user: User, place: str) -> object:
    return ListImport.objects.create(
        unit_id=unit_of(place),
        as_of=LONG_AGO,
        file_name=f"{place}.xlsx",
        path="gone.xlsx",
        sha256=place,
        size=1,
        state="refused",
        created_by=user,
        created_at=timezone.now(),
    ).pk


def _entry(user: User, person: str) -> int:
    record(
        "people.person.change",
        acting_user=ActingUser(user=user),
        object_type="people.person",
        object_key=person,
    )
    return AuditEntry.objects.order_by("-position")[0].position


def _pair(first: str, second: str) -> object:
    return PersonPair.objects.create(
        first_id=first, second_id=second, score=0.5, found_at=timezone.now()
    ).pk


def _entry_of_ledger() -> object:
    """Return an entry of the budget line, of which there is one as there is one estimate."""
    plan = Plan.objects.get()
    Budget.objects.get_or_create(budget_id="B", year=2027, defaults={"name": "B", "amount": 9})
    money = {"amount": 1, "budget_amount": 1, "agency_amount": 0, "flat_cost": 1}
    counts = {"classes": 2, "turns": 4, "gaps": 0, "teaching_known": True, "is_current": True}
    estimate, is_new = Estimate.objects.get_or_create(
        plan=plan, defaults={**money, **counts, "created_at": timezone.now()}
    )
    if is_new:
        for planned in plan.plannedclass_set.all():
            EstimateClass.objects.create(
                estimate=estimate, planned_class=planned, learners=2, **money
            )
    return LedgerEntry.objects.get_or_create(
        budget_id="B",
        year=2027,
        kind=EntryKind.COMMITTED,
        subject="class:2027-001",
        defaults={"amount": 1, "on": LONG_AGO, "made_at": timezone.now()},
    )[0].pk


def _commitment(person: str, place: str) -> ServiceCommitment:
    rule, _new = CommitmentRule.objects.get_or_create(rule_id="CK", defaults={"multiple": 2})
    return ServiceCommitment.objects.create(
        person_id=person,
        unit_id=unit_of(place),
        programme_id="CT",
        rule=rule,
        decided_on=LONG_AGO,
        training_from=LONG_AGO,
        training_to=LONG_AGO,
        training_months=1,
        owed_months=2,
        starts_on=LONG_AGO,
        ends_on=date(2999, 1, 1),
        created_at=timezone.now(),
    )


def _case(person: str) -> object:
    rule, _new = CompensationRule.objects.get_or_create(rule_id="DB")
    case = CompensationCase.objects.create(
        commitment=ServiceCommitment.objects.get(person=person),
        person_id=person,
        kind="quit",
        happened_on=LONG_AGO,
        rule=rule,
        served_months=0,
        since=LONG_AGO,
        opened_at=timezone.now(),
    )
    CaseStep.objects.create(
        case=case, position=1, state="opened", happened_on=LONG_AGO, made_at=timezone.now()
    )
    return case.pk


def _consent(person: str) -> object:
    purpose = Purpose.objects.order_by("pk")[0]
    return Consent.objects.create(person_id=person, purpose=purpose, given_on=LONG_AGO).pk
