"""Keep what a scenario comes to: counts and the rows that differ, nothing of the province."""

from __future__ import annotations

import json
from dataclasses import asdict

import polars as pl
import polars.selectors as cs
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.rows import insert_rows
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.scenarios.computing import Computed
from thuctien.scenarios.models import Scenario, ScenarioResult, TouchedNeed, TouchedTurn

_TURN_COLUMNS = (
    "person_id",
    "programme_id",
    "change",
    "why",
    "reason",
    "figures",
    "unit_before",
    "unit_after",
    "site_before",
    "site_after",
    "starts_before",
    "starts_after",
)


@transaction.atomic
def store_result(
    scenario: Scenario,
    computed: Computed,
    *,
    changes_digest: str,
    base_position: int,
    seed: int,
    acting_user: ActingUser,
) -> ScenarioResult:
    """Store a result in the place of the one before, and return it."""
    ScenarioResult.objects.filter(scenario=scenario).delete()
    found = computed.differences
    result = ScenarioResult.objects.create(
        scenario=scenario,
        base_position=base_position,
        changes_digest=changes_digest,
        as_of=computed.as_of,
        horizon=computed.horizon,
        seed=seed,
        computed_at=timezone.now(),
        is_planned=computed.planned,
        totals=[asdict(total) for total in found.totals],
        needs_by=_rows(found.needs_by),
        classes=_rows(found.classes),
        budgets=_rows(found.budgets),
        units=_rows(found.units),
    )
    _insert_needs(result, found.needs)
    _insert_turns(result, found.turns)
    record(
        "scenarios.result.store",
        acting_user=acting_user,
        object_type="scenarios.scenarioresult",
        object_key=str(result.pk),
        after={
            "scenario": scenario.pk,
            "needs": found.needs.height,
            "turns": found.turns.height,
            "planned": computed.planned,
            "fingerprint": fingerprint(
                found.needs, found.needs_by, found.turns, found.classes, found.budgets, found.units
            ),
        },
    )
    return result


def _rows(frame: pl.DataFrame) -> list[dict[str, object]]:
    """Return the rows of a frame as JSON: days as 2027-01-31."""
    return frame.with_columns(cs.date().cast(pl.String)).to_dicts()


def _insert_needs(result: ScenarioResult, needs: pl.DataFrame) -> None:
    rows = needs.with_columns(cs.string().fill_null("")).with_columns(
        pl.lit(result.pk).alias("result_id")
    )
    insert_rows(TouchedNeed, rows.columns, rows.iter_rows())


def _insert_turns(result: ScenarioResult, turns: pl.DataFrame) -> None:
    rows = turns.select(_TURN_COLUMNS).with_columns(
        cs.string().fill_null(""), pl.lit(result.pk).alias("result_id")
    )
    place = rows.columns.index("figures")
    values = (
        (*row[:place], json.loads(row[place] or "{}"), *row[place + 1 :])
        for row in rows.iter_rows()
    )
    insert_rows(TouchedTurn, rows.columns, values)
