"""What holds for the timetable of any small plan."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.timetabling.provinces import Small
from tests.engine.timetabling.strategies import plans
from thuctien.engine.timetabling.explain import text
from thuctien.engine.timetabling.violations import Rule
from thuctien.engine.wording import Language

KEY = ("class_id", "session_no")


@given(plans())
@settings(deadline=None, max_examples=60)
def test_no_hard_rule_is_broken_but_missing_sessions(small: Small) -> None:
    """The checker finds at most that the sessions reported as unplaced are missing."""
    timetable = small.solve()
    violations = small.check(timetable.sessions)
    needed = {
        (study_class.class_id, module.module_no): module.sessions
        for study_class in small.problem.classes
        for module in study_class.modules
    }
    assert {violation.rule for violation in violations} <= {Rule.SESSIONS_MISCOUNTED}
    assert bool(violations) == bool(timetable.unplaced.height)
    missing = timetable.unplaced.group_by("class_id", "module_no").agg(pl.len())
    assert {
        (v.figures["class_id"], v.figures["module_no"], v.figures["needed"], v.figures["found"])
        for v in violations
    } == {
        (class_id, module_no, needed[class_id, module_no], needed[class_id, module_no] - count)
        for class_id, module_no, count in missing.iter_rows()
    }


@given(plans())
@settings(deadline=None, max_examples=30)
def test_every_session_is_placed_or_unplaced_once(small: Small) -> None:
    """Nothing is dropped silently, and each unplaced session says why."""
    timetable = small.solve()
    both = pl.concat([timetable.sessions.select(KEY), timetable.unplaced.select(KEY)])
    expected = [(c.class_id, n + 1) for c in small.problem.classes for n in range(len(c.slots))]
    assert sorted(both.iter_rows()) == sorted(expected)
    for reason, figures in timetable.unplaced.select("reason", "figures").iter_rows():
        assert text(reason, figures, Language.VI)


@given(plans(), st.integers(0, 5))
@settings(deadline=None, max_examples=20)
def test_the_same_seed_gives_the_same_timetable(small: Small, seed: int) -> None:
    """Byte for byte, also in the reasons."""
    first, second = small.solve(seed=seed), small.solve(seed=seed)
    assert first.sessions.write_csv() == second.sessions.write_csv()
    assert first.unplaced.write_csv() == second.unplaced.write_csv()
    assert first.costs == second.costs


@given(plans())
@settings(deadline=None, max_examples=30)
def test_modules_follow_their_order_even_where_sessions_are_missing(small: Small) -> None:
    """A module begins after the last session of every module it follows."""
    timetable = small.solve()
    columns = (*KEY, "module_no")
    all_sessions = pl.concat(
        [timetable.sessions.select(columns), timetable.unplaced.select(columns)]
    )
    programme_of = dict(small.plan_classes.select("class_id", "programme_id").iter_rows())
    after = {
        (m["programme_id"], m["module_no"]): [int(n) for n in m["after"]] for m in small.modules
    }
    spans = {
        (class_id, module_no): (first, last)
        for class_id, module_no, first, last in all_sessions.group_by("class_id", "module_no")
        .agg(pl.col("session_no").min().alias("first"), pl.col("session_no").max().alias("last"))
        .iter_rows()
    }
    for (class_id, module_no), (first, _) in spans.items():
        for before in after[programme_of[class_id], module_no]:
            assert spans[class_id, before][1] < first
