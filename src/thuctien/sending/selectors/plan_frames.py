"""Reads a stored plan as the frames of the engine."""

from __future__ import annotations

import polars as pl

from thuctien.engine.planning.result import CLASSES_SCHEMA, TURNS_SCHEMA
from thuctien.sending.models import Plan, PlannedClass, Turn


def classes_of(plan: Plan) -> pl.DataFrame:
    """Return the classes of a plan: columns of ``CLASSES_SCHEMA``."""
    rows = PlannedClass.objects.filter(plan=plan).order_by("class_id")
    columns = list(CLASSES_SCHEMA)
    return pl.DataFrame(list(rows.values_list(*columns)), schema=CLASSES_SCHEMA, orient="row")


def turns_of(plan: Plan) -> pl.DataFrame:
    """Return the turns of a plan, a job's query: columns of ``TURNS_SCHEMA``."""
    rows = Turn.objects.filter(plan=plan).order_by("person_id", "planned_class__class_id")
    columns = ("person_id", "planned_class__class_id", "needs_met", "distance_km")
    return pl.DataFrame(list(rows.values_list(*columns)), schema=TURNS_SCHEMA, orient="row")
