"""One sample of each size that the tests look at, made once."""

from __future__ import annotations

import pytest

from thuctien.engine.model import Province
from thuctien.engine.sample import sample_province


@pytest.fixture(scope="session")
def full() -> Province:
    """Return the sample at full size."""
    return sample_province()


@pytest.fixture(scope="session")
def small() -> Province:
    """Return the sample with an eighth of the people."""
    return sample_province(people=5_000)
