"""Norms over time: a new one ends the one before, and nothing of the past changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry
from thuctien.costs.models import CommitmentRule, CompensationRule, CostNorm, ReliefGround
from thuctien.costs.ruling import commitment_rules, compensation_rules, norms_frame
from thuctien.costs.selectors.norms import norm_groups
from thuctien.costs.services.norms import NormExistsError, NormValues, add_norm
from thuctien.costs.services.sample import load_sample

ROOM = NormValues(
    item_id="room",
    count="session",
    amount=500_000,
    programme_kind="",
    mode="",
    site_kind="school",
    lecturer_kind="",
    from_km=0,
    budget_percent=100,
    budget_id="",
    source="Quyết định 7/QĐ-TCT",
    article="",
    confirmed=True,
)


def test_a_new_norm_ends_the_one_before(province: None, acting_officer: ActingUser) -> None:
    made = add_norm(ROOM, valid_from=date(2027, 7, 1), acting_user=acting_officer)
    chain = CostNorm.objects.filter(item="room", site_kind="school").order_by("valid_from")
    assert [(norm.amount, norm.valid_to) for norm in chain] == [
        (450_000, date(2027, 6, 30)),
        (500_000, None),
    ]
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.object_key) == ("costs.norm.add", str(made.pk))


def test_a_norm_cannot_begin_before_a_newer_one(province: None, acting_officer: ActingUser) -> None:
    add_norm(ROOM, valid_from=date(2027, 7, 1), acting_user=acting_officer)
    with pytest.raises(NormExistsError) as refused:
        add_norm(ROOM, valid_from=date(2027, 6, 1), acting_user=acting_officer)
    assert refused.value.first_day == date(2027, 7, 1)


def test_who_only_reads_sets_no_norm(province: None, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        add_norm(ROOM, valid_from=date(2027, 7, 1), acting_user=acting_leader)


def test_the_day_shows_the_norm_that_holds_and_the_chain_all(province: None) -> None:
    def fees(on: date) -> list[int | None]:
        groups = norm_groups(on, "lecture_fee")
        return [
            group.current.amount if group.current else None
            for group in groups
            if group.any.lecturer_kind == "permanent"
        ]

    assert fees(date(2026, 5, 1)) == [300_000]
    assert fees(date(2027, 5, 1)) == [350_000]
    assert fees(date(2020, 5, 1)) == [None]


def test_the_sample_is_loaded_once_and_confirms_nothing(province: None) -> None:
    before = norms_frame().height
    assert load_sample(acting_user=SYSTEM) == 0
    assert norms_frame().height == before > 20
    for model in (CostNorm, CommitmentRule, CompensationRule, ReliefGround):
        assert not model._default_manager.exclude(confirmed=False).exists()


def test_the_sample_rules_go_to_the_engine_with_their_days(province: None) -> None:
    rule = next(rule for rule in commitment_rules() if rule.rule_id == "CK-171-CC")
    assert (rule.multiple, rule.valid_from) == (Decimal(3), date(2025, 7, 1))
    assert "department" in rule.unit_kinds
    older = next(rule for rule in compensation_rules() if rule.rule_id == "DB-2012-VC")
    assert older.no_diploma_percent == 50
