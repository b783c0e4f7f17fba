"""What the tests of rounds share."""

from __future__ import annotations

import pytest

from tests.sending.nominations import cast as province
from thuctien.base.acting import ActingUser


@pytest.fixture(autouse=True)
def small_province(db: None) -> None:
    """Two agencies, one programme."""
    province.build()


@pytest.fixture
def officer() -> ActingUser:
    return province.officer()


@pytest.fixture
def approver() -> ActingUser:
    return province.approver()


@pytest.fixture
def snv() -> ActingUser:
    return province.agency("SNV")


@pytest.fixture
def stc() -> ActingUser:
    return province.agency("STC")
