"""Estimate a plan by the norms, and keep the estimate."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.base.rows import insert_rows, refresh_statistics
from thuctien.costs.models import (
    Estimate,
    EstimateClass,
    EstimateGap,
    EstimateLine,
    EstimateUnit,
)
from thuctien.costs.ruling import norms_frame
from thuctien.costs.teaching import taught
from thuctien.engine.costs import (
    CLASSES_SCHEMA,
    LEARNERS_SCHEMA,
    TEACHING_SCHEMA,
    estimate_classes,
)
from thuctien.engine.costs import Estimate as Computed
from thuctien.engine.model.choices import LecturerKind
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.sending.models import Plan, PlannedClass, Turn


@dataclass(frozen=True, slots=True)
class PlanEstimate:
    """An estimate of a plan before it is stored; whether lecturers were known."""

    computed: Computed
    teaching_known: bool
    turns: int


def compute_estimate(plan: Plan) -> PlanEstimate:
    """Return what the classes of a plan cost, by five queries whatever its size.

    Without a timetable every half day counts as taught by a permanent lecturer.
    """
    classes = _classes(plan)
    learners = _learners(plan)
    teaching = taught(plan)
    known = bool(teaching)
    frame = pl.DataFrame(teaching, schema=TEACHING_SCHEMA, orient="row")
    if not known:
        frame = classes.select(
            "class_id", pl.lit(LecturerKind.PERMANENT.value).alias("lecturer_kind"), "sessions"
        )
    return PlanEstimate(
        estimate_classes(classes, learners, frame, norms_frame()), known, learners.height
    )


@transaction.atomic
def store_estimate(plan: Plan, found: PlanEstimate, *, acting_user: ActingUser) -> Estimate:
    """Store an estimate as the current one and return it; earlier ones are kept.

    Raises ``PermissionDenied``, or ``IntegrityError`` where a norm was deleted meanwhile.
    """
    require(acting_user, Action.KEEP_MONEY)
    computed = found.computed
    Estimate.objects.filter(is_current=True).update(is_current=False)
    sums = computed.classes.select("amount", "budget_amount", "agency_amount", "flat_cost").sum()
    estimate = Estimate.objects.create(
        plan=plan,
        created_at=timezone.now(),
        is_current=True,
        teaching_known=found.teaching_known,
        classes=computed.classes.height,
        turns=found.turns,
        gaps=computed.missing.height,
        fingerprint=fingerprint(computed.lines, computed.units),
        **sums.row(0, named=True),
    )
    _store_rows(estimate, computed)
    record(
        "costs.estimate.store",
        acting_user=acting_user,
        object_type="costs.estimate",
        object_key=str(estimate.pk),
        after={"plan": plan.pk, "fingerprint": estimate.fingerprint},
        changes=[created(estimate)],
    )
    return estimate


def _store_rows(estimate: Estimate, computed: Computed) -> None:
    keys = pl.DataFrame(
        list(PlannedClass.objects.filter(plan=estimate.plan).values_list("class_id", "pk")),
        schema={"class_id": pl.String, "planned_class_id": pl.Int64},
        orient="row",
    )
    own = pl.lit(estimate.pk).alias("estimate_id")
    item = pl.col("item").alias("item_id")
    classes = computed.classes.join(keys, on="class_id").drop("class_id", "difference")
    lines = computed.lines.join(keys, on="class_id").with_columns(
        item, pl.col("norm_id").cast(pl.Int64)
    )
    gaps = computed.missing.join(keys, on="class_id").with_columns(item)
    for model, frame in (
        (EstimateClass, classes),
        (EstimateLine, lines.drop("class_id", "item")),
        (EstimateGap, gaps.drop("class_id", "item")),
        (EstimateUnit, computed.units.with_columns(item).drop("item")),
    ):
        rows = frame.with_columns(own)
        insert_rows(model, rows.columns, rows.iter_rows())
    refresh_statistics(EstimateClass, EstimateLine, EstimateUnit)


def _classes(plan: Plan) -> pl.DataFrame:
    rows = PlannedClass.objects.filter(plan=plan).order_by("class_id")
    return pl.DataFrame(
        list(
            rows.values_list(
                "class_id",
                "starts_on",
                "programme__kind",
                "mode",
                "site__kind",
                "sessions",
                "programme__budget_id",
                "cost",
            )
        ),
        schema=CLASSES_SCHEMA,
        orient="row",
    )


def _learners(plan: Plan) -> pl.DataFrame:
    whole = unscoped(Turn.objects.filter(plan=plan), reason="counted by agency, without a name")
    rows = whole.order_by("pk").values_list("planned_class__class_id", "unit_id", "distance_km")
    return pl.DataFrame(list(rows), schema=LEARNERS_SCHEMA, orient="row")
