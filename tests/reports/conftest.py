"""A year that has been planned, and somebody who looks at it."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from django.test import Client

from tests.conftest import SAMPLE_YEAR
from thuctien.base.acting import SYSTEM
from thuctien.base.models import User
from thuctien.classes.year import Year, compute_year, store_year
from thuctien.engine.model import Province
from thuctien.sending.models import Plan

SMALLEST_CLASS = 2


@pytest.fixture(scope="session")
def province(province: Province) -> Province:
    """The sample province, small classes allowed: so few people would fill no other."""
    small = province.programmes.with_columns(pl.lit(SMALLEST_CLASS, pl.Int64).alias("min_size"))
    return replace(province, programmes=small)


@pytest.fixture(scope="session")
def computed_year(province: Province) -> Year:
    """Needs, plan and timetable of the sample province."""
    return compute_year(
        province, year=SAMPLE_YEAR, seed=7, time_limit=5, phase=lambda _name: lambda _s, _f: None
    )


@pytest.fixture
def plan(stored_province: Province, computed_year: Year) -> Plan:
    """The same, stored as the current ones."""
    return store_year(computed_year, acting_user=SYSTEM)


@pytest.fixture
def reader(client: Client, officer: User) -> Client:
    """A browser in which the officer is signed in."""
    client.force_login(officer)
    return client
