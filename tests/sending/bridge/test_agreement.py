"""The tables of the engine and the models of the rooms agree, column by column."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from django.db import models

from thuctien.base.fields import CodeField
from thuctien.base.sealed_fields import SealedDateField, SealedField
from thuctien.engine.model import TABLES, Column, Kind
from thuctien.sending.bridge.mapping import MODELS, columns_of, field_of

COLUMNS = [
    pytest.param(name, column, id=f"{name}.{column.name}")
    for name, table in TABLES.items()
    for column in table.columns
]
FIELDS: dict[Kind, tuple[type[models.Field[Any, Any]], ...]] = {
    Kind.TEXT: (models.TextField,),
    Kind.CODE: (CodeField, SealedField),
    Kind.CHOICE: (CodeField,),
    Kind.CODES: (models.JSONField,),
    Kind.INTEGER: (models.BigIntegerField,),
    Kind.MONEY: (models.BigIntegerField,),
    Kind.DECIMAL: (models.DecimalField, models.FloatField),
    Kind.BOOLEAN: (models.BooleanField,),
    Kind.DATE: (models.DateField, SealedDateField),
    Kind.PARTIAL_DATE: (models.DateField,),
}
DERIVED = {
    "units": {"path", "depth", "folded_name", "name_order"},
    "people": {"folded_name", "name_order", "current_post_id", "current_unit_id", "erased_on"},
    "lecturers": {"folded_name", "name_order"},
}


def test_every_table_has_a_model() -> None:
    assert list(MODELS) == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_model_has_the_columns_of_its_table_and_only_known_others(name: str) -> None:
    kept = {field.attname for field in MODELS[name]._meta.concrete_fields}
    assert kept - {"id"} - DERIVED.get(name, set()) == set(columns_of(name))


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_a_column_is_kept_as_its_kind(name: str, column: Column) -> None:
    field = field_of(MODELS[name], column.name)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    assert isinstance(target, FIELDS[column.kind]), type(target)


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_a_required_column_cannot_be_null(name: str, column: Column) -> None:
    if column.required:
        assert not field_of(MODELS[name], column.name).null


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_a_reference_to_a_table_is_a_foreign_key_to_its_model(name: str, column: Column) -> None:
    field = field_of(MODELS[name], column.name)
    referred = TABLES.get(column.refers_to or "")
    by_one_column = referred is not None and len(referred.key) == 1
    lists_of_codes = column.kind is Kind.CODES
    assert isinstance(field, models.ForeignKey) is (by_one_column and not lists_of_codes)
    if referred is not None and isinstance(field, models.ForeignKey):
        assert field.related_model is MODELS[referred.name]


@pytest.mark.parametrize("name", TABLES)
def test_the_natural_key_is_unique_in_the_database(name: str) -> None:
    model, key = MODELS[name], TABLES[name].key
    primary = model._meta.pk.attname
    if key == (primary,):
        return
    unique = [
        {field_of_name(model, field) for field in constraint.fields}
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    assert set(key) in unique


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_what_tells_people_apart_or_is_sensitive_is_sealed(name: str, column: Column) -> None:
    """All but what says of whom, and on whose word."""
    sensitive = TABLES[name].sensitive and column.name not in {*TABLES[name].key, "source"}
    sealed = isinstance(field_of(MODELS[name], column.name), SealedField)
    assert sealed is (column.identity or sensitive)


def field_of_name(model: type[models.Model], name: str) -> str:
    """Return the attribute of the field called ``name``."""
    return str(model._meta.get_field(name).attname)  # type: ignore[union-attr]


def test_the_frames_are_of_types_that_the_columns_can_hold() -> None:
    assert {dtype for table in TABLES.values() for dtype in table.frame_schema.values()} == {
        pl.String(),
        pl.Int64(),
        pl.Float64(),
        pl.Boolean(),
        pl.Date(),
        pl.List(pl.String()),
    }
