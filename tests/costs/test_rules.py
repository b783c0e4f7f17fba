"""Rules over time: a new one ends the one before it, and what was promised keeps its rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Code
from thuctien.costs.models import CommitmentRule, CompensationRule, ServiceCommitment
from thuctien.costs.services.rules import RuleExistsError, add_rule

CIVIL = ["ward", "party_body", "mass_organisation", "department", "commune", "province"]
FIVE: dict[str, Any] = {
    "source": "Nghị định mới",
    "article": "",
    "confirmed": True,
    "unit_kinds": CIVIL,
    "programme_kinds": ["political_theory"],
    "rounding": "half_up",
    "multiple": 5,
    "least_months": 3,
}


def test_a_new_rule_ends_the_one_for_the_same(
    commitment: ServiceCommitment, acting_officer: ActingUser
) -> None:
    made = add_rule(CommitmentRule, FIVE, valid_from=date(2028, 1, 1), acting_user=acting_officer)
    before = CommitmentRule.objects.get(pk="CK-171-CC")
    assert before.valid_to == date(2027, 12, 31)
    assert CommitmentRule.objects.get(pk="CK-259-VC").valid_to is None
    commitment.refresh_from_db()
    assert (commitment.rule_id, commitment.owed_months) == ("CK-171-CC", 18)
    assert isinstance(made, CommitmentRule)
    assert made.multiple == 5


def test_a_rule_cannot_begin_before_a_newer_one(province: None, acting_officer: ActingUser) -> None:
    with pytest.raises(RuleExistsError):
        add_rule(CommitmentRule, FIVE, valid_from=date(2025, 1, 1), acting_user=acting_officer)


def test_who_only_reads_sets_no_rule(province: None, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        add_rule(CommitmentRule, FIVE, valid_from=date(2028, 1, 1), acting_user=acting_leader)


def test_an_officer_stores_rules_of_both_kinds(province: None, acting_officer: ActingUser) -> None:
    for code in ("school", "department"):
        Code.objects.create(list="unit_kind", code=code, name=code, position=1)
    client = Client()
    assert acting_officer.user is not None
    client.force_login(acting_officer.user)
    shared = {
        "source": "Nghị định mới",
        "valid_from": "01/01/2028",
        "unit_kinds": ["school"],
        "rounding": "up",
    }
    service = {**shared, "multiple": "2,5", "least_months": "1"}
    assert client.post(reverse("costs:new_commitment_rule"), service).status_code == 302
    rule = CommitmentRule.objects.get(valid_from=date(2028, 1, 1))
    assert (str(rule.multiple), rule.unit_kinds, rule.confirmed) == ("2.50", ["school"], False)
    back = {
        **shared,
        "quit_percent": "100",
        "no_diploma_percent": "80",
        "round_to": "1000",
        "payment_days": "60",
    }
    assert client.post(reverse("costs:new_compensation_rule"), back).status_code == 302
    stored = CompensationRule.objects.get(valid_from=date(2028, 1, 1))
    assert (stored.round_to, stored.council_days, stored.payment_days) == (1000, None, 60)
    assert client.post(reverse("costs:new_compensation_rule"), back).status_code == 400
