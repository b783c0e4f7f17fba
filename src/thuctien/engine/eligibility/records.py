"""Assessments as they are kept: plain values that JSON can hold, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from thuctien.engine.eligibility.assessment import Evidence, Item, State
from thuctien.engine.eligibility.rules import Rule
from thuctien.engine.model.choices import OnFailure, Predicate

_DAYS = frozenset(
    {
        "as_of",
        "awarded_on",
        "birth_date",
        "ends_on",
        "expires_on",
        "retires_on",
        "service_from",
        "valid_from",
        "valid_to",
    }
)
"""Figures and columns of evidence that are days."""


def item_as_record(item: Item) -> dict[str, Any]:
    """Return an item as it is kept with a nomination: what JSON can hold, days as ISO texts."""
    return {
        "predicate": str(item.predicate),
        "state": str(item.state),
        "rule": None if item.rule is None else _plain(_values(item.rule)),
        "figures": _plain(item.figures),
        "evidence": [{"table": e.table, "row": _plain(e.row)} for e in item.evidence],
        "met_from": item.met_from.isoformat() if item.met_from else None,
    }


def item_from_record(record: Mapping[str, Any]) -> Item:
    """Return the item that :func:`item_as_record` wrote; raises ``KeyError`` for another record."""
    rule = record["rule"]
    met_from = record["met_from"]
    return Item(
        predicate=record["predicate"],
        state=State(record["state"]),
        rule=None if rule is None else _rule(_days(rule)),
        figures=_days(record["figures"]),
        evidence=tuple(Evidence(e["table"], _days(e["row"])) for e in record["evidence"]),
        met_from=date.fromisoformat(met_from) if met_from else None,
    )


def without_plans(item: Item) -> Item:
    """Return an item as it is shown where succession plans are withheld: it tells of none."""
    if item.predicate != Predicate.PLANNED_LEVELS:
        return item
    return Item(item.predicate, State.LEFT_OUT, item.rule)


def _values(rule: Rule) -> dict[str, object]:
    return {field.name: getattr(rule, field.name) for field in fields(rule)}


def _rule(row: Mapping[str, Any]) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    values["predicate"] = Predicate(row["predicate"])
    values["on_failure"] = OnFailure(row["on_failure"])
    return Rule(**values)


def _plain(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return str(value) if isinstance(value, Predicate | OnFailure) else value


def _days(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in values.items()
    }
