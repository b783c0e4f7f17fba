"""What follows from a choice: figures on record, the round, its people, a timetable, notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import SAMPLE_YEAR, holding
from tests.replanning.conftest import TODAY, WHY, choose
from tests.sending.decisions.builders import make_issue, number
from thuctien.base.access import unscoped
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry, Job, JobState
from thuctien.base.policy import Role
from thuctien.catalogue.models import Budget, Programme
from thuctien.classes.models import Timetable
from thuctien.classes.tasks import make_timetable
from thuctien.notices.models import Notice
from thuctien.people.models import Unit
from thuctien.replanning.events import events_of, told_of
from thuctien.replanning.models import EventKind, Revision, WayChange
from thuctien.replanning.services.figures import keep_figures
from thuctien.replanning.services.keeping import add_event, create_revision
from thuctien.sending.models import (
    Nomination,
    NominationState,
    OfferedClass,
    Plan,
    PlannedClass,
    Quota,
    Round,
    Stage,
    Turn,
)
from thuctien.sending.services.decisions import draft_decision
from thuctien.sending.services.nominations import (
    cancel_class,
    nominate_from_plan,
    select,
    submit,
    withdraw,
)
from thuctien.sending.services.rounds import (
    StepPlan,
    create_round,
    issue_quotas,
    open_step,
)

REASON = "a test looks at everybody"
MOST_QUERIES = 45
CUT = "Quyết định 12/QĐ-UBND"


@pytest.fixture
def approver() -> ActingUser:
    return ActingUser(user=holding(Role.APPROVER, "duyet"), address="192.0.2.9")


@pytest.fixture
def round_(
    plan: Plan, cancelled: PlannedClass, acting_officer: ActingUser, approver: ActingUser
) -> Round:
    """An approved round of the plan: quotas issued, two classes filled, one to be cancelled."""
    stages = (Stage.QUOTAS, Stage.NOMINATION)
    days = [TODAY + timedelta(days=9 * n) for n in range(len(stages))]
    made = create_round(
        name="Đợt 1",
        year=SAMPLE_YEAR,
        programmes=Programme.objects.all(),
        steps=[
            StepPlan(stage=stage, starts_on=day, due_on=day)
            for stage, day in zip(stages, days, strict=True)
        ],
        acting_user=acting_officer,
    )
    Round.objects.update(plan=plan, approved_at=plan.created_at, approved_by=approver.user)
    open_step(made.steps.get(stage=Stage.QUOTAS), acting_user=acting_officer)
    issue_quotas(made, acting_user=acting_officer)
    to_come = PlannedClass.objects.filter(plan=plan, starts_on__gt=TODAY).order_by("-size", "pk")
    for planned in (cancelled, to_come.exclude(pk=cancelled.pk)[0]):
        offered = OfferedClass.objects.get(planned_class=planned)
        top = Unit.objects.get(parent=None)
        drafts = nominate_from_plan(offered, top, acting_user=acting_officer)
        handed_in, _refused = submit(drafts, acting_user=acting_officer)
        select(handed_in, acting_user=acting_officer, reason="Theo kế hoạch")
    return made


@pytest.fixture
def filled(
    round_: Round,
    plan: Plan,
    cancelled: PlannedClass,
    acting_officer: ActingUser,
    run: Callable[[Revision], Job],
) -> Revision:
    """The same after the class was cancelled, its ways computed."""
    revision = create_revision(plan, today=TODAY, acting_user=acting_officer)
    said = {"class_id": cancelled.class_id}
    add_event(revision, EventKind.CANCELLED, said, acting_user=acting_officer)
    assert run(revision).state == JobState.DONE
    revision.refresh_from_db()
    return revision


def nominated(classes: Iterable[OfferedClass]) -> dict[str, str]:
    """Return where everybody of classes is, by person."""
    rows = unscoped(Nomination.objects.filter(offered_class__in=classes), reason=REASON)
    return dict(rows.order_by("pk").values_list("person", "state"))


def test_money_and_seats_of_what_happened_are_on_record(
    revision: Revision, acting_officer: ActingUser
) -> None:
    """With the document, and who chose why on the trail: the next computation starts from them."""
    budget = Budget.objects.filter(year=SAMPLE_YEAR)[0]
    programme = Programme.objects.order_by("pk")[0]
    cut = {"budget_id": budget.budget_id, "before": budget.amount, "amount": 5, "source": CUT}
    seats = {
        "quota_id": "DC1",
        "year": SAMPLE_YEAR,
        "programme_id": programme.pk,
        "unit_id": None,
        "leadership_levels": [],
        "source": "Công văn 7",
    }
    add_event(revision, EventKind.BUDGET, cut, acting_user=acting_officer)
    for many in (3, 4):
        said = {**seats, "seats": many}
        add_event(revision, EventKind.QUOTA, said, acting_user=acting_officer)
    keep_figures(revision, reason=WHY, acting_user=acting_officer)
    budget.refresh_from_db()
    assert (budget.amount, budget.source) == (5, CUT)
    quota = Quota.objects.get(pk="DC1")
    assert (quota.seats, quota.source, quota.unit) == (4, "Công văn 7", None)
    trail = AuditEntry.objects.filter(action__in=("replanning.budget.set", "replanning.quota.set"))
    assert set(trail.values_list("reason", flat=True)) == {WHY}
    assert trail.count() == 3


def test_the_round_and_its_people_follow_the_chosen_way(
    filled: Revision, round_: Round, cancelled: PlannedClass, approver: ActingUser
) -> None:
    """Who is moved is selected there; who is dropped is told; every seat is counted once."""
    closed = OfferedClass.objects.get(round=round_, planned_class=cancelled)
    before = nominated([closed])
    told = {who for who, state in before.items() if state == NominationState.SELECTED}
    assert told
    plan = choose(filled, 1, reason=WHY, acting_user=approver)
    round_.refresh_from_db()
    assert (round_.plan_id, round_.rulings.get().plan_id) == (plan.pk, plan.pk)
    closed.refresh_from_db()
    assert closed.state == "cancelled"
    others = OfferedClass.objects.filter(round=round_).exclude(pk=closed.pk)
    assert set(others.values_list("planned_class__plan", flat=True)) == {plan.pk}
    assert set(others.values_list("planned_class__class_id", flat=True)) == set(
        PlannedClass.objects.filter(plan=plan).values_list("class_id", flat=True)
    )
    turns = unscoped(Turn.objects.filter(plan=plan), reason=REASON).filter(
        planned_class__programme=cancelled.programme_id, person__in=told
    )
    moved = set(turns.values_list("person_id", flat=True))
    there = nominated(others)
    assert {who for who in told if there.get(who) == NominationState.SELECTED} == moved
    assert {who: nominated([closed])[who] for who in told} == {
        who: "deferred" if who in moved else "withdrawn" for who in told
    }
    for offered in others:
        assert offered.taken <= offered.capacity


def test_a_timetable_of_the_new_plan_is_made(
    computed: Revision, acting_officer: ActingUser, client: Client
) -> None:
    """Asked for together with the choice; the page says so until it is there."""
    plan = choose(computed, 1, reason=WHY, acting_user=acting_officer)
    job = Job.objects.get(kind="timetable.make")
    assert (job.arguments["plan"], job.created_by) == (plan.pk, acting_officer.user)
    make_timetable.func(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.figures
    timetable = Timetable.objects.get(plan=plan, is_current=True)
    assert (timetable.violations, timetable.sessions > 0) == (0, True)


def test_an_agency_opens_the_notice_and_sees_its_own_people_only(
    computed: Revision, acting_officer: ActingUser, client: Client
) -> None:
    """Each with the class before, the class after, and why."""
    touched = unscoped(WayChange.objects.filter(way__revision=computed), reason=REASON)
    rows = list(touched.filter(way__position=1).select_related("person__current_unit"))
    unit = rows[0].person.current_unit
    assert unit is not None
    told = holding(Role.AGENCY_OFFICER, "co-quan", unit.pk)
    client.force_login(told)
    assert client.get(f"/replanning/{computed.pk}/1/").status_code == 404
    choose(computed, 1, reason=WHY, acting_user=acting_officer)
    notice = Notice.objects.get(kind="replanning.chosen", recipient=told)
    page = client.get(notice.link)
    assert page.status_code == 200
    text = page.content.decode()
    ours = [row for row in rows if str(row.person.current_unit).startswith(str(unit))]
    others = [row for row in rows if row.person.current_unit_id != unit.pk]
    assert notice.figures["changes"] == len(ours)
    assert others
    for row in ours:
        assert row.person.full_name in text
        assert row.class_id in text
        assert row.new_class_id in text
    for row in others:
        assert row.person_id not in text
    assert "bị hủy" in text


def test_a_second_adjustment_knows_who_was_told_of_the_first(
    filled: Revision, round_: Round, approver: ActingUser, acting_officer: ActingUser
) -> None:
    """The nominations go with the plan, so that nobody is told of nothing."""
    plan = choose(filled, 1, reason=WHY, acting_user=approver)
    rows = unscoped(Nomination.objects.all(), reason=REASON)
    selected = rows.filter(state=NominationState.SELECTED)
    told = set(told_of(plan).iter_rows())
    class_id = "offered_class__planned_class__class_id"
    assert told == set(selected.values_list("person_id", class_id))
    assert told
    assert set(selected.values_list("offered_class__planned_class__plan", flat=True)) == {plan.pk}


@pytest.mark.parametrize(
    ("role", "has_draft"), [(Role.PROVINCE_OFFICER, True), (Role.APPROVER, False)]
)
def test_the_page_of_the_choice_says_what_followed(
    filled: Revision,
    round_: Round,
    cancelled: PlannedClass,
    approver: ActingUser,
    acting_officer: ActingUser,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    role: Role,
    has_draft: bool,
) -> None:
    """Which round goes on, whose place is gone, and which decision is to be cancelled."""
    offered = OfferedClass.objects.get(planned_class=cancelled)
    issue = make_issue(on=TODAY)
    decision = draft_decision(offered, issue=issue, acting_user=SYSTEM)
    number(decision.document, TODAY)
    choose(filled, 1, reason=WHY, acting_user=approver)
    rows = unscoped(Nomination.objects.select_related("person"), reason=REASON)
    placeless = rows.filter(state=NominationState.SELECTED)[0]
    withdraw(placeless, "Ốm", acting_user=acting_officer)
    rows.filter(pk=placeless.pk).update(state_code="plan_adjusted")
    client.force_login(holding(role, "doc"))
    with django_assert_max_num_queries(MOST_QUERIES):
        text = client.get(f"/replanning/{filled.pk}/").content.decode()
    assert f"/rounds/{round_.pk}/" in text
    assert f"/documents/{decision.pk}/" in text
    assert (reverse("sending:decision_cancel", args=[decision.pk]) in text) is has_draft
    assert f"/nominations/{placeless.pk}/" in text
    assert "Ốm" in text


def test_a_class_that_the_office_cancelled_has_happened_and_nobody_of_it_fell_out(
    round_: Round, plan: Plan, cancelled: PlannedClass, acting_officer: ActingUser
) -> None:
    """Its people still need the class: they are not counted as if they no longer wanted it."""
    revision = create_revision(plan, today=TODAY, acting_user=acting_officer)
    assert events_of(revision).cancelled == ()
    offered = OfferedClass.objects.get(planned_class=cancelled)
    cancel_class(offered, "Không đủ giảng viên", acting_user=acting_officer)
    events = events_of(revision)
    assert events.cancelled == (cancelled.class_id,)
    assert events.withdrawn == ()
