"""From what happened to a plan that takes the place of the approved one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.conftest import SAMPLE_YEAR, holding
from tests.replanning.conftest import WHY, choose
from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, Job, JobState, User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning import check_plan
from thuctien.engine.replanning import province_after
from thuctien.notices.models import Notice
from thuctien.people.models import Unit
from thuctien.replanning.events import events_of
from thuctien.replanning.models import EventKind, Revision, Way, WayChange
from thuctien.replanning.services.choosing import StaleWayError
from thuctien.replanning.services.keeping import (
    NotOpenError,
    UnknownPersonError,
    add_event,
    add_fallen,
)
from thuctien.sending.models import Plan, PlannedClass, Round, Turn
from thuctien.sending.selectors.plan_frames import classes_of, turns_of

REASON = "a test looks at everybody"


def test_a_cancelled_class_becomes_a_plan_without_violations(
    computed: Revision,
    cancelled: PlannedClass,
    province: Province,
    needs: Needs,
    acting_officer: ActingUser,
) -> None:
    """What is chosen is stored as computed, keeps every rule, and the plan before is kept."""
    old, way = computed.plan, Way.objects.get(revision=computed, position=1)
    plan = choose(computed, 1, reason=WHY, acting_user=acting_officer)
    after = province_after(province, events_of(computed), SAMPLE_YEAR)
    assert check_plan(after, needs, classes_of(plan), turns_of(plan), SAMPLE_YEAR) == ()
    assert not PlannedClass.objects.filter(plan=plan, class_id=cancelled.class_id).exists()
    assert (plan.is_current, plan.replaces.plan_id) == (True, old.pk)
    assert Plan.objects.get(pk=old.pk).is_current is False
    assert PlannedClass.objects.filter(plan=old, class_id=cancelled.class_id).exists()
    met = {tier.name: int(tier.value) for tier in plan.tiers.all()}
    assert {name: met[name] for name in ("overdue", "due", "recommended")} == {
        "overdue": way.overdue,
        "due": way.due,
        "recommended": way.recommended,
    }
    assert all(tier.value <= tier.bound for tier in plan.tiers.all()[:3])
    assert plan.needs_met == way.overdue + way.due + way.recommended
    entry = AuditEntry.objects.get(action="replanning.way.choose")
    assert entry.reason == WHY


def test_only_those_of_the_cancelled_class_change(
    computed: Revision, cancelled: PlannedClass
) -> None:
    """The first way touches nobody else, and is proven to change the fewest."""
    way = Way.objects.get(revision=computed, position=1)
    told = unscoped(Turn.objects.filter(planned_class=cancelled), reason=REASON)
    touched = unscoped(WayChange.objects.filter(way=way), reason=REASON)
    assert set(touched.values_list("person_id", flat=True)) == set(
        told.values_list("person_id", flat=True)
    )
    assert way.changes == touched.count() == way.least_changes


def test_who_approved_a_plan_says_what_takes_its_place(
    computed: Revision, acting_officer: ActingUser, db: None
) -> None:
    """The officer who makes plans may not put another in the place of an approved one."""
    Round.objects.create(
        name="Đợt 1",
        year=SAMPLE_YEAR,
        plan=computed.plan,
        approved_at=timezone.now(),
        created_at=timezone.now(),
    )
    with pytest.raises(PermissionDenied):
        choose(computed, 1, reason=WHY, acting_user=acting_officer)
    approver = ActingUser(user=holding(Role.APPROVER, "duyet"), address="192.0.2.9")
    assert choose(computed, 1, reason=WHY, acting_user=approver).is_current


def test_ways_of_other_events_are_not_chosen(
    computed: Revision, cancelled: PlannedClass, acting_officer: ActingUser
) -> None:
    """Something more happened after computing: the ways no longer answer it."""
    other = PlannedClass.objects.filter(plan=computed.plan, starts_on__gt=computed.today)
    code = other.exclude(pk=cancelled.pk)[0].class_id
    add_event(computed, EventKind.CANCELLED, {"class_id": code}, acting_user=acting_officer)
    with pytest.raises(StaleWayError):
        choose(computed, 1, reason=WHY, acting_user=acting_officer)


def test_nothing_changes_once_a_way_is_chosen(
    computed: Revision, acting_officer: ActingUser
) -> None:
    """Neither what happened nor the choice."""
    choose(computed, 1, reason=WHY, acting_user=acting_officer)
    with pytest.raises(NotOpenError):
        choose(computed, 1, reason=WHY, acting_user=acting_officer)
    with pytest.raises(NotOpenError):
        add_event(computed, EventKind.CANCELLED, {"class_id": "x"}, acting_user=acting_officer)


def test_agencies_whose_people_change_are_told(
    computed: Revision, acting_officer: ActingUser
) -> None:
    """The officer of a unit learns how many turns change, and nobody else does."""
    touched = unscoped(WayChange.objects.filter(way__revision=computed), reason=REASON)
    unit = touched.filter(way__position=1)[0].person.current_unit_id
    assert unit is not None
    told: User = holding(Role.AGENCY_OFFICER, "co-quan", unit)
    untouched = Unit.objects.exclude(
        pk__in=touched.values_list("person__current_unit_id", flat=True)
    ).filter(parent__isnull=False)
    other = holding(Role.AGENCY_OFFICER, "khac", untouched[0].pk)
    choose(computed, 1, reason=WHY, acting_user=acting_officer)
    notice = Notice.objects.get(kind="replanning.chosen", recipient=told)
    assert notice.figures["changes"] >= 1
    assert not Notice.objects.filter(kind="replanning.chosen", recipient=other).exists()


def test_somebody_who_falls_out_goes_to_no_class(
    revision: Revision, acting_officer: ActingUser, run: Callable[[Revision], Job]
) -> None:
    """Every way is without the person, who is not counted as a change."""
    turn = unscoped(
        Turn.objects.filter(plan=revision.plan, planned_class__starts_on__gt=revision.today),
        reason=REASON,
    )[0]
    add_fallen(revision, turn.person_id, "", acting_user=acting_officer)
    assert run(revision).state == JobState.DONE
    plan = choose(revision, 1, reason=WHY, acting_user=acting_officer)
    kept = unscoped(Turn.objects.filter(plan=plan, person=turn.person_id), reason=REASON)
    assert not kept.filter(planned_class__starts_on__gt=revision.today).exists()


def test_an_unknown_person_cannot_fall_out(revision: Revision, acting_officer: ActingUser) -> None:
    """Codes are asked for among the people who may be seen."""
    with pytest.raises(UnknownPersonError):
        add_fallen(revision, "KHONG-CO", "", acting_user=acting_officer)


def test_what_cannot_have_happened_fails_the_job_in_words(
    revision: Revision, acting_officer: ActingUser, run: Callable[[Revision], Job]
) -> None:
    """The job says which class the plan does not have."""
    add_event(revision, EventKind.CANCELLED, {"class_id": "2027-999"}, acting_user=acting_officer)
    job = run(revision)
    assert job.state == JobState.FAILED
    assert "2027-999" in str(job.figures)
