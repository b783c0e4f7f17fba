"""Keep a plan of a year, with what pages show added up."""

from __future__ import annotations

import json

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.base.rows import insert_rows, refresh_statistics
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.engine.planning.result import Outcome
from thuctien.engine.planning.result import Plan as PlanResult
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Person
from thuctien.sending.models import Answer, Plan, PlannedClass, Tier, Turn
from thuctien.sending.services.plan_summaries import store_summaries

_REASON = "a plan is stored for everybody; nobody is shown"


@transaction.atomic
def store_plan(
    result: PlanResult,
    run: NeedsRun,
    *,
    acting_user: ActingUser,
    violations: int | None = None,
) -> Plan:
    """Store a plan made from the needs of ``run`` as the current one, and return it.

    ``violations`` is what the independent checker counted. Earlier plans are kept. Raises
    ``IntegrityError`` where a person, programme, site or need of the plan is not stored.
    """
    earlier = list(Plan.objects.filter(is_current=True).values_list("pk", flat=True))
    Plan.objects.filter(is_current=True).update(is_current=False)
    plan = _plan_row(result, run, violations)
    Tier.objects.bulk_create(
        Tier(
            plan=plan,
            position=position,
            name=tier.name,
            value=tier.value,
            bound=tier.bound,
            gap=tier.gap,
        )
        for position, tier in enumerate(result.tiers, 1)
    )
    classes = result.classes.with_columns(pl.lit(plan.pk).alias("plan_id"))
    insert_rows(PlannedClass, classes.columns, classes.iter_rows())
    class_keys = _class_keys(plan)
    turns = _turns(result, run, class_keys).with_columns(pl.lit(plan.pk).alias("plan_id"))
    insert_rows(Turn, turns.columns, turns.iter_rows())
    answers = _answers(result, run, class_keys).with_columns(pl.lit(plan.pk).alias("plan_id"))
    insert_rows(
        Answer,
        answers.columns,
        ((*row[:-2], json.loads(row[-2] or "{}"), row[-1]) for row in answers.iter_rows()),
    )
    store_summaries(plan, result, turns)
    refresh_statistics(PlannedClass, Turn, Answer)
    record(
        "sending.plan.store",
        acting_user=acting_user,
        object_type="sending.plan",
        object_key=str(plan.pk),
        before={"current": earlier},
        after={
            "year": plan.year,
            "seed": plan.seed,
            "classes": plan.classes,
            "seats": plan.seats,
            "persons_sent": plan.persons_sent,
            "gap": plan.gap,
            "fingerprint": fingerprint(result.classes, result.turns, result.answers),
        },
        changes=[created(plan)],
    )
    return plan


def _plan_row(result: PlanResult, run: NeedsRun, violations: int | None) -> Plan:
    outcomes = dict(result.answers.group_by("outcome").len().iter_rows())
    sent = outcomes.get(Outcome.SENT.value, 0)
    return Plan.objects.create(
        year=result.year,
        seed=result.seed,
        needs_run=run,
        created_at=timezone.now(),
        is_current=True,
        objective=result.objective,
        bound=result.bound,
        gap=result.gap,
        stopped_by=result.stopped_by,
        seconds=result.seconds,
        violations=violations,
        classes=result.classes.height,
        seats=result.seats,
        persons_sent=result.persons_sent,
        needs_met=sent,
        needs_planned=sent + outcomes.get(Outcome.NOT_YET.value, 0),
        cost=int(result.classes["cost"].sum()),
    )


def _class_keys(plan: Plan) -> pl.DataFrame:
    return pl.DataFrame(
        list(PlannedClass.objects.filter(plan=plan).values_list("class_id", "pk")),
        schema={"class_id": pl.String, "planned_class_id": pl.Int64},
        orient="row",
    )


def _turns(result: PlanResult, run: NeedsRun, class_keys: pl.DataFrame) -> pl.DataFrame:
    """Return the turns with the unit that spares the person.

    That is the unit of the person's main post; where it has changed since the needs were computed,
    the unit that the person's first need was found in.
    """
    units = pl.DataFrame(
        list(
            unscoped(Person.objects.exclude(current_unit=None), reason=_REASON).values_list(
                "pk", "current_unit_id"
            )
        ),
        schema={"person_id": pl.String, "unit_id": pl.String},
        orient="row",
    )
    needs = pl.DataFrame(
        list(
            unscoped(Need.objects.filter(run=run), reason=_REASON)
            .order_by("need_id")
            .values_list("person_id", "unit_id")
        ),
        schema={"person_id": pl.String, "need_unit": pl.String},
        orient="row",
    ).unique("person_id", keep="first", maintain_order=True)
    return (
        result.turns.join(class_keys, on="class_id", maintain_order="left")
        .join(units, on="person_id", how="left", maintain_order="left")
        .join(needs, on="person_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("unit_id", "need_unit").alias("unit_id"))
        .select("person_id", "planned_class_id", "unit_id", "needs_met", "distance_km")
    )


def _answers(result: PlanResult, run: NeedsRun, class_keys: pl.DataFrame) -> pl.DataFrame:
    need_keys = pl.DataFrame(
        list(unscoped(Need.objects.filter(run=run), reason=_REASON).values_list("need_id", "pk")),
        schema={"need_id": pl.String, "need_pk": pl.Int64},
        orient="row",
    )
    return (
        result.answers.join(need_keys, on="need_id", how="left", maintain_order="left")
        .join(class_keys, on="class_id", how="left", maintain_order="left")
        .select(
            pl.col("need_pk").alias("need_id"),
            "person_id",
            "outcome",
            "planned_class_id",
            pl.col("reason").fill_null(""),
            "figures",
        )
    )
