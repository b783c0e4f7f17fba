"""A scenario adopted: dated rows, all or none, and nothing left to compare."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import SAMPLE_YEAR
from tests.scenarios.conftest import FROM, MERGER, NO_REFRESHER
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry
from thuctien.base.models.audit import AuditChange
from thuctien.catalogue.models import Budget, Requirement
from thuctien.engine.needs import compute_needs
from thuctien.engine.scenarios import apply_changes, compare, outcome_of
from thuctien.engine.scenarios.changes import ScaleBudgets
from thuctien.engine.scenarios.rows import ONE_DAY
from thuctien.people.models import Appointment, Person, Post, Unit, UnitSuccession
from thuctien.scenarios.models import Scenario, ScenarioState
from thuctien.scenarios.services.adopting import (
    NothingToAdoptError,
    adopt_scenario,
    writing_of,
)
from thuctien.scenarios.services.changing import add_change
from thuctien.scenarios.services.keeping import NotOpenError
from thuctien.sending.bridge import load_province

CUT = ScaleBudgets(year=SAMPLE_YEAR, percent=90.0)
WHY = "Nghị quyết sáp nhập"


@pytest.fixture
def changed(scenario: Scenario, acting_officer: ActingUser) -> Scenario:
    """The scenario with a merger, a rule that ends and a cut."""
    for change in (MERGER, NO_REFRESHER, CUT):
        add_change(scenario, change, acting_user=acting_officer)
    return scenario


def test_adopting_writes_what_the_scenario_computed(
    changed: Scenario, acting_approver: ActingUser
) -> None:
    """The province in the database is the province of the scenario: nothing is left to compare."""
    horizon = FROM.replace(month=12, day=31)
    meant = apply_changes(load_province(), (MERGER, NO_REFRESHER, CUT))
    adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    stored = load_province()
    sides = [outcome_of(p, compute_needs(p, FROM, horizon)) for p in (meant, stored)]
    assert compare(*sides).none
    for name, frame in meant.frames().items():
        key = frame.columns
        assert frame.join(stored.frames()[name], on=key, how="anti", nulls_equal=True).is_empty()


def test_organisation_keeps_its_history(changed: Scenario, acting_approver: ActingUser) -> None:
    """Old units, posts and appointments end on the eve; the successor has everybody."""
    staff = set(
        Appointment.objects.filter(post__unit__in=MERGER.unit_ids, valid_to=None).values_list(
            "person_id", flat=True
        )
    )
    assert staff
    adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    old = Unit.objects.filter(pk__in=MERGER.unit_ids)
    assert set(old.values_list("valid_to", flat=True)) == {FROM - ONE_DAY}
    assert not Post.objects.filter(unit__in=MERGER.unit_ids, valid_to=None).exists()
    now = Appointment.objects.filter(post__unit="XA901", valid_from=FROM, valid_to=None)
    assert set(now.values_list("person_id", flat=True)) == staff
    assert UnitSuccession.objects.filter(to_unit="XA901", event="merge").count() == 2
    assert Unit.objects.get(pk="XA901").path.endswith("/XA901/")


def test_the_trail_has_the_act_its_reason_and_every_row(
    changed: Scenario, acting_approver: ActingUser
) -> None:
    """One entry, with as many changes as the preview said, and the scenario itself."""
    rows = writing_of(changed).rows
    adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    entry = AuditEntry.objects.get(action="scenarios.scenario.adopt")
    assert (entry.reason, entry.user) == (WHY, acting_approver.user)
    assert entry.changes_count == rows + 1
    ended = AuditChange.objects.get(entry=entry, object_type="catalogue.requirement")
    assert ended.after == {"valid_to": "2026-12-31"}


def test_an_adopted_scenario_is_frozen(
    changed: Scenario, acting_approver: ActingUser, acting_officer: ActingUser
) -> None:
    """It is not adopted twice, and takes no further change."""
    adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    changed.refresh_from_db()
    assert (changed.state, changed.adopted_because) == (ScenarioState.ADOPTED, WHY)
    with pytest.raises(NotOpenError):
        adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    with pytest.raises(NotOpenError):
        add_change(changed, NO_REFRESHER, acting_user=acting_officer)


def test_who_makes_a_scenario_does_not_adopt_it(
    changed: Scenario, acting_officer: ActingUser, acting_leader: ActingUser
) -> None:
    """It takes the approver."""
    for who in (acting_officer, acting_leader):
        with pytest.raises(PermissionDenied):
            adopt_scenario(changed, reason=WHY, acting_user=who)


def test_a_scenario_without_a_change_is_not_adopted(
    scenario: Scenario, acting_approver: ActingUser
) -> None:
    """There would be nothing to write."""
    with pytest.raises(NothingToAdoptError):
        adopt_scenario(scenario, reason=WHY, acting_user=acting_approver)


def test_what_clashes_by_now_leaves_everything_as_it_was(
    changed: Scenario, acting_approver: ActingUser
) -> None:
    """All or nothing: the last change cannot be made, so the first are not either."""
    Budget.objects.filter(year=SAMPLE_YEAR).delete()
    with pytest.raises(ValueError, match="2027"):
        adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    assert Unit.objects.filter(pk="XA901").count() == 0
    assert Requirement.objects.get(pk=NO_REFRESHER.requirement_id).valid_to is None


def test_what_has_not_begun_goes_over_as_it_stands(
    changed: Scenario, acting_approver: ActingUser
) -> None:
    """An appointment of March to a post that goes is in the successor, and only there."""
    post = Post.objects.filter(unit="XA001", valid_to=None).first()
    person = Person.objects.exclude(appointments__post=post).first()
    assert post is not None
    assert person is not None
    march = FROM.replace(month=3)
    Appointment.objects.create(person=person, post=post, valid_from=march)
    adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    begun = Appointment.objects.filter(person=person, valid_from=march)
    assert list(begun.values_list("post_id", flat=True)) == [f"XA901-{post.pk}"]


def test_people_are_where_they_are_today(changed: Scenario, acting_approver: ActingUser) -> None:
    """The unit of each person follows the appointments in force today: not before the day."""
    before = dict(Person.objects.values_list("pk", "current_unit_id"))
    adopt_scenario(changed, reason=WHY, acting_user=acting_approver)
    after = dict(Person.objects.values_list("pk", "current_unit_id"))
    assert after == before
