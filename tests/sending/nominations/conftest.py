"""What the tests of nominations share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sending.nominations import cast
from thuctien.base.acting import ActingUser


@pytest.fixture(autouse=True)
def counters_hold(db: None) -> Iterator[None]:
    """A small province; after every test each counter of seats equals its rows."""
    cast.build()
    yield
    cast.check_counters()


@pytest.fixture
def officer() -> ActingUser:
    return cast.officer()


@pytest.fixture
def snv() -> ActingUser:
    return cast.agency("SNV")


@pytest.fixture
def stc() -> ActingUser:
    return cast.agency("STC")


@pytest.fixture
def approver() -> ActingUser:
    return cast.approver()
