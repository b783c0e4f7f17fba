"""Rules as they stood in three years, for the tests: each decree with what it asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thuctien.engine.costs import CommitmentRule, CompensationRule

EMPLOYEES = frozenset({"school", "health_unit"})

COMMITMENTS = (
    CommitmentRule(
        rule_id="CK-2012",
        source="Nghị định 29/2012/NĐ-CP",
        valid_to=date(2017, 10, 20),
        multiple=Decimal(2),
    ),
    CommitmentRule(
        rule_id="CK-101",
        source="Nghị định 101/2017/NĐ-CP",
        valid_from=date(2017, 10, 21),
        valid_to=date(2025, 6, 30),
        multiple=Decimal(2),
    ),
    CommitmentRule(
        rule_id="CK-171",
        source="Nghị định 171/2025/NĐ-CP",
        valid_from=date(2025, 7, 1),
        multiple=Decimal(3),
    ),
)
COMPENSATIONS = (
    CompensationRule(
        rule_id="DB-15",
        source="Thông tư 15/2012/TT-BNV",
        valid_to=date(2017, 10, 20),
        no_diploma_percent=50,
    ),
    CompensationRule(
        rule_id="DB-101",
        source="Nghị định 101/2017/NĐ-CP",
        article="điều 7",
        valid_from=date(2017, 10, 21),
        valid_to=date(2025, 6, 30),
    ),
    CompensationRule(
        rule_id="DB-171", source="Nghị định 171/2025/NĐ-CP", valid_from=date(2025, 7, 1)
    ),
)
