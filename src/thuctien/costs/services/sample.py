"""Sample norms and rules, shipped as files beside this package; nothing of them is confirmed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from django.db import models, transaction

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.costs.models import (
    CommitmentRule,
    CompensationRule,
    CostItem,
    CostNorm,
    ReliefGround,
)

DECIDED_BY = {
    "decided_by": "Cơ quan, đơn vị quyết định cử đi học",
    "decided_by_en": "The body that decided to send",
}
_LISTS = ("unit_kinds", "programme_kinds")


@transaction.atomic
def load_sample(*, acting_user: ActingUser) -> int:
    """Store the sample norms and rules where there are none of their kind; return how many rows.

    A table in which somebody has entered something stays as it is. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.KEEP_MONEY)
    made: list[models.Model] = []
    for model, name in (
        (CostItem, "items"),
        (CostNorm, "norms"),
        (CommitmentRule, "commitment_rules"),
        (CompensationRule, "compensation_rules"),
        (ReliefGround, "relief_grounds"),
    ):
        if not model._default_manager.exists():
            made += [_store(model, row) for row in _rows(name)]
    if made:
        record(
            "costs.sample.load",
            acting_user=acting_user,
            object_type="costs.costnorm",
            object_key="sample",
            after={"rows": len(made)},
            changes=[created(row) for row in made],
        )
    return len(made)


def _rows(name: str) -> Iterator[dict[str, object]]:
    text = (files("thuctien.costs") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield {key: _value(key, value) for key, value in row.items() if value or key in _LISTS}


def _value(name: str, value: str) -> object:
    return [code for code in value.split(";") if code] if name in _LISTS else value


def _store(model: type[models.Model], values: dict[str, object]) -> models.Model:
    if model is CompensationRule:
        values = {**values, **DECIDED_BY}
    if model is not CostItem:
        values = {**values, "confirmed": False}
    row = model(**values)
    # Texts of the file become numbers and days as a form would make them.
    row.clean_fields()
    row.save(force_insert=True)
    return row
