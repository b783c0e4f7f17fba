"""Keep a computation of needs, with its coverage added up."""

from __future__ import annotations

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.base.rows import insert_rows, refresh_statistics
from thuctien.catalogue.models import Qualification, Requirement
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.engine.needs.result import Force, Needs
from thuctien.needs.models import Coverage, CoverageSummary, Need, NeedsRun, StatedNeed
from thuctien.people.models import Unit

COUNTS = ("subject", "met", *(force.value for force in Force))


@transaction.atomic
def store_needs(needs: Needs, *, acting_user: ActingUser) -> NeedsRun:
    """Store a computation as the current one and return its run.

    People, units, posts and sources must be stored already. Earlier runs are kept: plans refer to
    them. Raises ``IntegrityError`` where something that the needs name is not stored.
    """
    earlier = list(NeedsRun.objects.filter(is_current=True).values_list("pk", flat=True))
    NeedsRun.objects.filter(is_current=True).update(is_current=False)
    by_force = dict(needs.needs.group_by("force").len().iter_rows())
    run = NeedsRun.objects.create(
        as_of=needs.as_of,
        horizon=needs.horizon,
        people=needs.people,
        people_with_needs=needs.needs["person_id"].n_unique(),
        needs=needs.needs.height,
        **{force.value: by_force.get(force.value, 0) for force in Force},
        created_at=timezone.now(),
        is_current=True,
    )
    _insert(Need, run, needs.needs.with_columns(pl.col("held_id").fill_null("")))
    _insert(Coverage, run, needs.coverage)
    _insert(CoverageSummary, run, _summaries(needs.coverage))
    refresh_statistics(Need, Coverage)
    record(
        "needs.run.store",
        acting_user=acting_user,
        object_type="needs.needsrun",
        object_key=str(run.pk),
        before={"current": earlier},
        after={
            "as_of": str(run.as_of),
            "horizon": str(run.horizon),
            "people": run.people,
            "needs": run.needs,
            "fingerprint": fingerprint(needs.needs, needs.coverage),
        },
        changes=[created(run)],
    )
    return run


def _insert(
    model: type[Need] | type[Coverage] | type[CoverageSummary], run: NeedsRun, frame: pl.DataFrame
) -> None:
    rows = frame.with_columns(pl.lit(run.pk).alias("run_id"))
    insert_rows(model, rows.columns, rows.iter_rows())


def _summaries(coverage: pl.DataFrame) -> pl.DataFrame:
    """Add the coverage up by source, by kind of qualification, by kind of unit, and in all."""
    rows = coverage.join(_source_kinds(), on="source_id", how="left").join(
        _unit_kinds(), on="unit_id", how="left"
    )
    dimension = CoverageSummary.Dimension
    parts = [
        _added_up(rows, dimension.SOURCE, pl.col("source_id")),
        _added_up(rows, dimension.QUALIFICATION_KIND, pl.col("qualification_kind")),
        _added_up(rows, dimension.UNIT_KIND, pl.col("unit_kind")),
        _added_up(rows, dimension.TOTAL, pl.lit("")),
    ]
    return pl.concat(parts)


def _added_up(rows: pl.DataFrame, dimension: str, value: pl.Expr) -> pl.DataFrame:
    return (
        rows.group_by(value.fill_null("").alias("value"))
        .agg(pl.col(COUNTS).sum())
        .sort("value")
        .with_columns(pl.lit(str(dimension)).alias("dimension"))
        .select("dimension", "value", *COUNTS)
    )


def _source_kinds() -> pl.DataFrame:
    """Return the kind of qualification that each requirement and stated need asks for."""
    kinds = dict(Qualification.objects.values_list("pk", "kind"))
    asked = [
        *Requirement.objects.values_list("pk", "qualification_id"),
        *StatedNeed.objects.values_list("pk", "qualification_id"),
    ]
    rows = [(source, kinds[qualification]) for source, qualification in asked]
    schema = {"source_id": pl.String, "qualification_kind": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique("source_id", maintain_order=True)


def _unit_kinds() -> pl.DataFrame:
    return pl.DataFrame(
        list(Unit.objects.values_list("pk", "kind")),
        schema={"unit_id": pl.String, "unit_kind": pl.String},
        orient="row",
    )
