"""The small province, and the forms that come along."""

from __future__ import annotations

import pytest

from tests.reports.returns.small import build
from thuctien.people.models import Unit


@pytest.fixture
def small(db: None) -> Unit:
    """A province small enough to count by hand; returns its root."""
    build()
    return Unit.objects.get(pk="T")
