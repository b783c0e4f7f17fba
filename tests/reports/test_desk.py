"""The first page: what waits for whom, how much of how much, and nothing beyond one's reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.base.jobs import cast
from tests.conftest import holding
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import Delegation, Job, JobState, RoleHeld, User
from thuctien.base.policy import Role
from thuctien.classes.models import Session
from thuctien.engine.model import Province
from thuctien.intake.models import ImportState, ListImport
from thuctien.needs.models import Coverage, Need
from thuctien.notices.models import Mailing
from thuctien.notices.services import tell
from thuctien.people.models import Unit
from thuctien.reports.desk import Item, Tone, desk_of
from thuctien.sending.models import Plan, Turn

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
MOST_QUERIES = 23


@pytest.fixture(autouse=True)
def _in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]


def _desk(user: User, today: date = TODAY) -> dict[str, Item]:
    """Return the desk of an account by what waits."""
    fresh = User.objects.get(pk=user.pk)
    return {item.what: item for item in desk_of(ActingUser(user=fresh), today=today)}


def _job(user: User | None, state: JobState, key: str) -> None:
    job = cast.asked(key=key, acting_user=ActingUser(user=user))
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now())


def test_nothing_waits_for_somebody_new(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("moi"))
    page = client.get("/")
    assert page.status_code == 200
    assert "Nothing waits for you" in page.content.decode()


def test_jobs_are_counted_by_how_they_stand(officer: User, leader: User) -> None:
    for number, state in enumerate([JobState.DEAD, JobState.DONE, JobState.QUEUED, JobState.DONE]):
        _job(officer, state, str(number))
    _job(leader, JobState.DEAD, "of somebody else")
    desk = _desk(officer)
    dead = desk["Jobs of yours that were given up"]
    assert (dead.count, dead.of, dead.tone) == (1, 4, Tone.OVERDUE)
    assert desk["Jobs of yours that run or wait"].count == 1


def test_notices_wait_until_they_are_read(officer: User) -> None:
    tell([officer], "job.done", {"job": "x"}, acting_user=SYSTEM)
    assert _desk(officer)["Notices that you have not read"].count == 1


def test_what_ends_soon_is_named_with_its_day(officer: User, leader: User) -> None:
    held = RoleHeld.objects.get(user=officer)
    held.valid_to = TODAY + timedelta(days=10)
    held.save()
    lent = Delegation.objects.create(
        giver=leader,
        receiver=officer,
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=3),
        reason="phép",
    )
    desk = _desk(officer)
    assert desk["Your role “Province training officer” ends"].until == held.valid_to
    received = desk["You may act for somebody until"]
    assert (received.until, received.detail) == (lent.valid_to, "hung")
    assert _desk(leader)["Somebody acts for you until"].detail == "lan"
    assert "You may act for somebody until" not in _desk(officer, TODAY + timedelta(days=4))


def test_an_officer_of_an_agency_sees_the_needs_of_that_agency_only(plan: Plan) -> None:
    rows = Coverage.objects.filter(run__is_current=True, overdue__gt=0)
    unit = Unit.objects.get(pk=rows.values_list("unit_id", flat=True)[0])
    below = rows.filter(unit__path__startswith=unit.path)
    officer = holding(Role.AGENCY_OFFICER, "an", unit.pk)
    item = _desk(officer)["Overdue training in your units"]
    everything = Coverage.objects.filter(
        run__is_current=True, unit__path__startswith=unit.path
    ).aggregate(Sum("subject"))["subject__sum"]
    assert item.count == below.aggregate(Sum("overdue"))["overdue__sum"]
    assert item.of == everything
    assert item.url == reverse("reports:needs") + "?force=overdue"


def test_the_officer_of_the_province_sees_the_sum_of_all_units(plan: Plan, officer: User) -> None:
    total = Coverage.objects.filter(run__is_current=True).aggregate(Sum("overdue"))
    item = _desk(officer)["Overdue training in your units"]
    assert item.count == total["overdue__sum"]


def test_lists_to_be_checked_wait_for_their_officer(
    stored_province: Province, officer: User
) -> None:
    unit = Unit.objects.exclude(depth=0).order_by("pk")[0]
    other = holding(Role.AGENCY_OFFICER, "an", Unit.objects.exclude(pk=unit.pk).latest("path").pk)
    waiting = ListImport.objects.create(
        unit=unit,
        as_of=TODAY,
        file_name="danh-sach.xlsx",
        path="x",
        sha256="x",
        size=1,
        state=ImportState.REVIEW,
        counts={"errors": 3, "undecided": 2},
        created_at=timezone.now(),
    )
    item = _desk(officer)["A list waits to be taken in: danh-sach.xlsx"]
    assert (item.count, item.tone) == (5, Tone.DUE)
    assert item.detail == f"{unit.name}: 3 faults, 2 possible duplicates"
    assert item.url == reverse("intake:list", args=[waiting.pk])
    assert not any("danh-sach" in what for what in _desk(other))


def test_lists_that_are_not_named_are_counted(stored_province: Province, officer: User) -> None:
    unit = Unit.objects.exclude(depth=0).order_by("pk")[0]
    for number in range(8):
        ListImport.objects.create(
            unit=unit,
            as_of=TODAY,
            file_name=f"{number}.xlsx",
            path="x",
            sha256=str(number),
            size=1,
            state=ImportState.REVIEW,
            created_at=timezone.now() + timedelta(minutes=number),
        )
    desk = _desk(officer)
    named = [what for what in desk if what.startswith("A list waits")]
    assert [what[-6:] for what in named] == [f"{number}.xlsx" for number in range(5)]
    assert desk["More lists wait to be taken in"].count == 3


def test_a_lecturer_sees_the_next_session_and_how_many_are_left(plan: Plan) -> None:
    session = Session.objects.exclude(lecturer=None).order_by("day", "half")[0]
    user = holding(Role.LECTURER, "giangvien")
    user.lecturer = session.lecturer
    user.save()
    mine = Session.objects.filter(lecturer=session.lecturer)
    item = _desk(user)["Your next session as a lecturer"]
    assert (item.until, item.count, item.of) == (session.day, mine.count(), mine.count())
    last = mine.latest("day").day
    left = _desk(user, last)["Your next session as a lecturer"]
    assert (left.until, left.count, left.of) == (last, mine.filter(day=last).count(), item.of)
    assert "Your next session as a lecturer" not in _desk(user, last + timedelta(days=1))


def test_a_learner_sees_their_own_class_and_needs(plan: Plan) -> None:
    turn = Turn.objects.select_related("planned_class").order_by("pk")[0]
    user = holding(Role.LEARNER, "hocvien")
    user.person = turn.person
    user.save()
    desk = _desk(user)
    seat = desk[f"You have a seat in the class {turn.planned_class.class_id}"]
    assert seat.until == turn.planned_class.starts_on
    needs = Need.objects.filter(person=turn.person, run__is_current=True)
    pressing = needs.filter(force__in=("overdue", "due")).count()
    mine = desk.get("Training that you yourself still need now")
    assert (mine.count if mine else 0) == pressing
    assert "Overdue training in your units" not in desk


def test_an_administrator_sees_what_the_system_needs_and_no_official(
    plan: Plan, officer: User
) -> None:
    administrator = holding(Role.ADMINISTRATOR, "quantri")
    _job(officer, JobState.DEAD, "dead")
    now = timezone.now()
    Mailing.objects.create(
        recipient=officer,
        way="daily",
        created_at=now,
        next_attempt_at=now,
        given_up_at=now,
        error="550 no such user",
    )
    desk = _desk(administrator)
    assert desk["Jobs of others and of the system that were given up"].count == 1
    bare = desk["Accounts with a role and without a second factor"]
    assert (bare.count, bare.of) == (2, 2)
    kept = desk["Letters of the last seven days that the mail server did not take"]
    assert (kept.count, kept.of, kept.detail) == (1, 1, "The server: 550 no such user")
    assert "Overdue training in your units" not in desk
    assert "Jobs of others and of the system that were given up" not in _desk(officer)


def test_the_most_urgent_stands_first(plan: Plan, officer: User) -> None:
    tell([officer], "job.done", {"job": "x"}, acting_user=SYSTEM)
    tones = [list(Tone).index(item.tone) for item in _desk(officer).values()]
    assert tones == sorted(tones)
    assert len(set(tones)) > 1


@pytest.fixture
def everything(plan: Plan, officer: User) -> Callable[[Role], User]:
    """Make an account of a role that is also a person in a class and a lecturer."""

    def make(role: Role) -> User:
        user = officer if role == Role.PROVINCE_OFFICER else holding(role, f"x-{role}")
        user.person = Turn.objects.order_by("pk")[0].person
        user.lecturer = Session.objects.exclude(lecturer=None).order_by("pk")[0].lecturer
        user.save()
        for state in (JobState.DEAD, JobState.QUEUED):
            _job(user, state, f"{role} {state}")
        tell([user], "job.done", {"job": "x"}, acting_user=SYSTEM)
        return user

    return make


@pytest.mark.parametrize("role", Role)
def test_the_page_costs_few_queries_and_leads_where_its_reader_may_go(
    everything: Callable[[Role], User],
    role: Role,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    user = everything(role)
    client.force_login(user)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(reverse("reports:desk")).status_code == 200
    items = _desk(user).values()
    assert items
    for item in items:
        assert client.get(item.url).status_code == 200, item.what
