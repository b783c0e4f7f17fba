"""Which table of the engine is which model: column names agree, so nothing else need be said."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import models

from thuctien.catalogue import models as catalogue
from thuctien.engine.model import TABLES
from thuctien.needs.models import NeedRefusal, StatedNeed
from thuctien.people import models as people
from thuctien.sending.models import Quota

MODELS: dict[str, type[models.Model]] = {
    "parameters": catalogue.Parameter,
    "codes": catalogue.Code,
    "units": people.Unit,
    "unit_successions": people.UnitSuccession,
    "posts": people.Post,
    "people": people.Person,
    "sensitive_facts": people.SensitiveFacts,
    "appointments": people.Appointment,
    "ratings": people.Rating,
    "disciplines": people.Discipline,
    "succession_plans": people.SuccessionPlan,
    "qualifications": catalogue.Qualification,
    "inclusions": catalogue.Inclusion,
    "holdings": people.Holding,
    "requirements": catalogue.Requirement,
    "retirement_ages": catalogue.RetirementAge,
    "stated_needs": StatedNeed,
    "need_refusals": NeedRefusal,
    "budgets": catalogue.Budget,
    "programmes": catalogue.Programme,
    "grants": catalogue.Grant,
    "offerings": catalogue.Offering,
    "eligibility_rules": catalogue.EligibilityRule,
    "modules": catalogue.Module,
    "sites": catalogue.Site,
    "rooms": catalogue.Room,
    "closures": catalogue.Closure,
    "lecturers": catalogue.Lecturer,
    "lecturer_absences": catalogue.LecturerAbsence,
    "quotas": Quota,
}


def columns_of(name: str) -> tuple[str, ...]:
    """Return the columns of a table's frame, which are also the model's attribute names."""
    return tuple(TABLES[name].frame_schema)


def label_of(name: str) -> str:
    """Return the label of a table's model, as the policy names it."""
    return str(MODELS[name]._meta.label_lower)


def identities_of(name: str) -> set[str]:
    """Return the columns of a table that hold numbers of people."""
    return {column.name for column in TABLES[name].columns if column.identity}


def field_of(model: type[models.Model], attname: str) -> models.Field[Any, Any]:
    """Return the field whose attribute is ``attname``; raises ``KeyError`` where there is none."""
    for field in model._meta.concrete_fields:
        if field.attname == attname:
            return field
    raise KeyError(f"{model._meta.label} has no column {attname}")


def to_rows(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame as the model keeps it: no null where a column is text that may be empty.

    An empty list stands for a null list; hours are rounded to the two places of their columns.
    """
    return frame.with_columns(
        expression
        for name, dtype in frame.schema.items()
        if (expression := _kept(field_of(model, name), name, dtype)) is not None
    )


def from_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows as the engine expects them: null for every empty text."""
    return frame.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name, dtype in frame.schema.items()
        if dtype == pl.String
    )


def _kept(field: models.Field[Any, Any], name: str, dtype: pl.DataType) -> pl.Expr | None:
    if dtype == pl.String and not field.null:
        return pl.col(name).fill_null("")
    if isinstance(dtype, pl.List):
        return pl.col(name).fill_null([])
    if isinstance(field, models.DecimalField):
        return pl.col(name).round(field.decimal_places)
    return None
