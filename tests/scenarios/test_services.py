"""Scenarios made, changed, computed and put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import SAMPLE
from tests.scenarios.conftest import FROM, MERGER, NO_REFRESHER
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import Job, JobState
from thuctien.catalogue.models import Requirement
from thuctien.engine.model import Province
from thuctien.engine.scenarios import ScenarioError
from thuctien.scenarios.computing import compute_scenario
from thuctien.scenarios.models import Scenario, ScenarioResult
from thuctien.scenarios.province import changed_since, changes_of
from thuctien.scenarios.services.asking import NEEDS, PLAN, request_result
from thuctien.scenarios.services.changing import add_change, undo_change
from thuctien.scenarios.services.keeping import (
    NotOpenError,
    archive_scenario,
    copy_scenario,
    reopen_scenario,
)
from thuctien.sending.services.store_province import store_province

Run = Callable[[str], Job]


def test_changes_are_kept_in_their_order_and_the_last_is_undone(
    scenario: Scenario, acting_officer: ActingUser
) -> None:
    """What is kept as JSON is read as the same changes."""
    add_change(scenario, MERGER, acting_user=acting_officer)
    add_change(scenario, NO_REFRESHER, acting_user=acting_officer)
    assert changes_of(scenario) == (MERGER, NO_REFRESHER)
    undo_change(scenario, acting_user=acting_officer)
    assert changes_of(scenario) == (MERGER,)


def test_a_change_that_clashes_with_an_earlier_one_is_refused(
    scenario: Scenario, acting_officer: ActingUser
) -> None:
    """A unit that has merged already cannot merge again, and nothing is kept of it."""
    add_change(scenario, MERGER, acting_user=acting_officer)
    with pytest.raises(ScenarioError, match="XA901"):
        add_change(scenario, MERGER, acting_user=acting_officer)
    assert changes_of(scenario) == (MERGER,)


def test_only_who_makes_scenarios_may_change_them(
    scenario: Scenario, acting_leader: ActingUser, acting_approver: ActingUser
) -> None:
    """A leader reads, an approver adopts."""
    for who in (acting_leader, acting_approver):
        with pytest.raises(PermissionDenied):
            add_change(scenario, MERGER, acting_user=who)
        with pytest.raises(PermissionDenied):
            request_result(scenario, acting_user=who)


def test_a_scenario_that_is_put_away_rests(scenario: Scenario, acting_officer: ActingUser) -> None:
    """It takes no change and no computation until it is taken out again."""
    archive_scenario(scenario, acting_user=acting_officer)
    scenario.refresh_from_db()
    with pytest.raises(NotOpenError):
        add_change(scenario, MERGER, acting_user=acting_officer)
    with pytest.raises(NotOpenError):
        request_result(scenario, acting_user=acting_officer)
    reopen_scenario(scenario, acting_user=acting_officer)
    add_change(scenario, MERGER, acting_user=acting_officer)


def test_a_copy_has_the_changes_and_goes_its_own_way(
    scenario: Scenario, acting_officer: ActingUser
) -> None:
    """What the copy takes back stays in the first."""
    add_change(scenario, MERGER, acting_user=acting_officer)
    copy = copy_scenario(scenario, name="Khác", acting_user=acting_officer)
    undo_change(copy, acting_user=acting_officer)
    assert (changes_of(scenario), changes_of(copy)) == ((MERGER,), ())


def test_needs_come_first_and_the_plan_after(
    scenario: Scenario, acting_officer: ActingUser, run: Run
) -> None:
    """The needs job leaves a result without a plan; the plan's job puts the whole in its place."""
    add_change(scenario, NO_REFRESHER, acting_user=acting_officer)
    request_result(scenario, acting_user=acting_officer)
    assert run(NEEDS).state == JobState.DONE
    quick = ScenarioResult.objects.get(scenario=scenario)
    assert (quick.is_planned, quick.as_of) == (False, FROM)
    vanished = quick.needs.filter(change="vanishes").count()
    by_figure = {total["figure"]: total for total in quick.totals}
    assert by_figure["needs"]["before"] - by_figure["needs"]["after"] == vanished > 0
    assert run(PLAN).state == JobState.DONE
    whole = ScenarioResult.objects.get(scenario=scenario)
    assert whole.is_planned
    assert whole.needs.filter(change="vanishes").count() == vanished
    request_result(scenario, acting_user=acting_officer)
    assert run(NEEDS).state == JobState.DONE
    assert ScenarioResult.objects.get(scenario=scenario).is_planned, "the needs replaced the plan"


def test_a_scenario_without_a_change_comes_to_nothing(
    scenario: Scenario, acting_officer: ActingUser, run: Run
) -> None:
    """All differences are 0, plan included."""
    request_result(scenario, acting_user=acting_officer)
    run(PLAN)
    result = ScenarioResult.objects.get(scenario=scenario)
    assert all(total["before"] == total["after"] for total in result.totals)
    assert not result.needs.exists()
    assert not result.turns.exists()
    assert result.classes == result.units == []


def test_a_change_that_has_become_impossible_is_named(
    scenario: Scenario, acting_officer: ActingUser, run: Run
) -> None:
    """The province has moved on: the job says which change clashes, and with what."""
    add_change(scenario, NO_REFRESHER, acting_user=acting_officer)
    Requirement.objects.filter(pk=NO_REFRESHER.requirement_id).update(
        valid_to=FROM.replace(year=2026)
    )
    request_result(scenario, acting_user=acting_officer)
    job = run(NEEDS)
    assert (job.state, job.error) == (JobState.FAILED, "scenario_clash")
    assert job.figures["number"] == 1
    assert "YC-CCLL-LD" in job.figures["vi"]


def test_what_was_computed_of_other_changes_is_not_kept(
    scenario: Scenario, acting_officer: ActingUser, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody adds a change while the job computes."""
    request_result(scenario, acting_user=acting_officer)
    add_change(scenario, NO_REFRESHER, acting_user=acting_officer)
    Job.objects.filter(kind=PLAN).delete()

    def with_interruption(*args: object, **kwargs: object) -> object:
        undo_change(scenario, acting_user=SYSTEM)
        return compute_scenario(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("thuctien.scenarios.tasks.compute_scenario", with_interruption)
    job = run(NEEDS)
    assert (job.state, job.error) == (JobState.FAILED, "scenario_changed")
    assert not ScenarioResult.objects.exists()


def test_it_is_known_that_the_province_has_changed_since(
    scenario: Scenario, province: Province, acting_officer: ActingUser, run: Run
) -> None:
    """Another note on a scenario is no change of the province; a new quota is."""
    request_result(scenario, acting_user=acting_officer)
    run(NEEDS)
    position = ScenarioResult.objects.get(scenario=scenario).base_position
    copy_scenario(scenario, name="Khác", acting_user=acting_officer)
    assert not changed_since(position)
    more = replace(
        province, quotas=province.quotas.with_columns(seats=province.quotas["seats"] + 1)
    )
    store_province(more, acting_user=SYSTEM, source=SAMPLE)
    assert changed_since(position)
