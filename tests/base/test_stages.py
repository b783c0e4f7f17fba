"""Work that goes through stages only moves forward, and each stage has its share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.base.stages import Stages


def test_each_stage_has_its_share() -> None:
    stages = Stages({"a": 1.0, "b": 3.0})
    assert stages.done("a", 0.5) == pytest.approx(0.125)
    assert stages.done("b", 0.5) == pytest.approx(0.625)
    assert stages.done("b", 1.0) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.sampled_from("abcx"), st.floats(-1, 2))))
def test_whatever_is_reported_it_never_goes_back_and_stays_within_bounds(
    reports: list[tuple[str, float]],
) -> None:
    stages = Stages({"a": 1.0, "b": 2.0, "c": 0.5})
    seen = [stages.done(stage, fraction) for stage, fraction in reports]
    assert seen == sorted(seen)
    assert all(0.0 <= value <= 1.0 for value in seen)


def test_without_stages_nothing_moves() -> None:
    assert Stages({}).done("a", 1.0) == 0.0
