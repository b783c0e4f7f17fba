"""The cast: who acts in the tests, and the province that they act on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from tests.migrated import begin_with_migrated
from tests.trail import let_flush_empty_the_trail
from tests.watching import Watch, is_watched
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs, compute_needs
from thuctien.engine.sample import sample_province
from thuctien.needs.dates import planning_dates
from thuctien.needs.models import NeedsRun
from thuctien.needs.services import store_needs
from thuctien.sending.services.store_province import Source, store_province

SAMPLE_PEOPLE = 200
SAMPLE_YEAR = 2027
LONG_AGO = date(2020, 1, 1)
SAMPLE = Source(name="sample")


def pytest_configure() -> None:
    """Serve static files under their plain names: nothing is collected before a test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    # The strength of a password's hash is not under test; the time it takes is felt.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Asked for in its own tests; the others sign in without one.
    settings.REQUIRE_SECOND_FACTOR = False
    begin_with_migrated()
    let_flush_empty_the_trail()


def holding(role: Role, username: str, unit_id: str | None = None) -> User:
    """Make an account that holds a role in a unit, or over the whole province."""
    user = User.objects.create_user(username, password=f"mat-khau-cua-{username}")
    RoleHeld.objects.create(user=user, role=role, unit_id=unit_id, valid_from=LONG_AGO)
    return user


@pytest.fixture(autouse=True)
def everything_written_is_on_the_trail(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the package writes a record and the audit trail says nothing of it."""
    if not is_watched(request):
        yield
        return
    request.getfixturevalue("db")
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield
    assert watch.end() == []


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """The data folder of an installation, for this test only."""
    settings.HOME = tmp_path
    settings.UPLOADS = tmp_path / "uploads"
    settings.KEPT = tmp_path / "kept"
    settings.RESULTS = tmp_path / "results"
    return tmp_path


@pytest.fixture
def officer(db: None) -> User:
    """Somebody who may do everything that the province's training officer does."""
    return holding(Role.PROVINCE_OFFICER, "lan")


@pytest.fixture
def leader(db: None) -> User:
    """Somebody who reads and changes nothing."""
    return holding(Role.LEADER, "hung")


@pytest.fixture
def acting_officer(officer: User) -> ActingUser:
    """The officer at work, from an address."""
    return ActingUser(user=officer, address="192.0.2.7")


@pytest.fixture
def acting_leader(leader: User) -> ActingUser:
    """The leader at work."""
    return ActingUser(user=leader, address="192.0.2.8")


@pytest.fixture(scope="session")
def province() -> Province:
    """The smallest sample province, in frames."""
    return sample_province(SAMPLE_PEOPLE, seed=7, year=SAMPLE_YEAR)


@pytest.fixture
def stored_province(db: None, province: Province) -> Province:
    """The same, in the database too."""
    store_province(province, acting_user=SYSTEM, source=SAMPLE)
    return province


@pytest.fixture
def needs(stored_province: Province) -> Needs:
    """What the people of the sample province need, computed."""
    return compute_needs(stored_province, *planning_dates(stored_province, SAMPLE_YEAR))


@pytest.fixture
def needs_run(needs: Needs) -> NeedsRun:
    """The same, stored."""
    return store_needs(needs, acting_user=SYSTEM)
