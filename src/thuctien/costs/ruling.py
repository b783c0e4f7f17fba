"""Rows of rules and norms as the engine takes them."""

from __future__ import annotations

import polars as pl

from thuctien.costs.models import CommitmentRule, CompensationRule, CostNorm, ReliefGround
from thuctien.engine.costs import (
    NORMS_SCHEMA,
    MonthRounding,
    Relief,
)
from thuctien.engine.costs import CommitmentRule as EngineCommitmentRule
from thuctien.engine.costs import CompensationRule as EngineCompensationRule
from thuctien.engine.costs.procedure import Deadlines


def commitment_rules() -> list[EngineCommitmentRule]:
    """Return every rule on service owed, of every date."""
    return [commitment_rule(row) for row in CommitmentRule.objects.order_by("pk")]


def commitment_rule(row: CommitmentRule) -> EngineCommitmentRule:
    """Return one rule on service owed."""
    return EngineCommitmentRule(
        rule_id=row.pk,
        source=row.source,
        article=row.article,
        confirmed=bool(row.confirmed),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        unit_kinds=frozenset(row.unit_kinds),
        programme_kinds=frozenset(row.programme_kinds),
        least_months=row.least_months,
        multiple=row.multiple,
        rounding=MonthRounding(row.rounding),
    )


def compensation_rules() -> list[EngineCompensationRule]:
    """Return every rule on compensation, of every date."""
    return [compensation_rule(row) for row in CompensationRule.objects.order_by("pk")]


def compensation_rule(row: CompensationRule) -> EngineCompensationRule:
    """Return one rule on compensation."""
    return EngineCompensationRule(
        rule_id=row.pk,
        source=row.source,
        article=row.article,
        confirmed=bool(row.confirmed),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        unit_kinds=frozenset(row.unit_kinds),
        quit_percent=row.quit_percent,
        no_diploma_percent=row.no_diploma_percent,
        rounding=MonthRounding(row.rounding),
        round_to=row.round_to,
    )


def deadlines(row: CompensationRule) -> Deadlines:
    """Return within how many days each step of a case is due."""
    return Deadlines(
        council_days=row.council_days,
        meeting_days=row.meeting_days,
        decision_days=row.decision_days,
        payment_days=row.payment_days,
    )


def relief(ground: ReliefGround | None, percent: int) -> Relief | None:
    """Return what a ground takes off; none where there is none."""
    if ground is None:
        return None
    return Relief(name=ground.name, name_en=ground.name_en, percent=percent)


def norms_frame() -> pl.DataFrame:
    """Return every norm of every date, as :data:`NORMS_SCHEMA`; its code is the key of the row."""
    rows = CostNorm.objects.order_by("pk").values_list(
        "pk",
        "item_id",
        "count",
        "amount",
        "programme_kind",
        "mode",
        "site_kind",
        "lecturer_kind",
        "from_km",
        "budget_percent",
        "budget_id",
        "valid_from",
        "valid_to",
    )
    return pl.DataFrame([(str(pk), *rest) for pk, *rest in rows], schema=NORMS_SCHEMA, orient="row")
