"""A province of two agencies, a budget line and a planned class, by hand."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from thuctien.catalogue.models import Budget, Programme, Site
from thuctien.engine.costs.months import Period
from thuctien.engine.text.folding import fold
from thuctien.engine.text.ordering import name_key
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Appointment, Person, Post, Unit
from thuctien.sending.models import Plan, PlannedClass, PlanUnit, Turn

YEAR = 2027
BUDGET = ("NS", YEAR)
CLASS = "2027-001"
STARTS = date(2027, 3, 1)
HALF_A_YEAR = Period(date(2026, 1, 1), date(2026, 6, 30))
OFFICER, TEACHER = "CC", "VC"
HIRED = date(2015, 6, 1)


def build() -> None:
    """Store two units, one person in each, and what they are taught and paid from."""
    for code, kind, path in (
        ("TINH", "province", "/TINH/"),
        ("SO", "department", "/TINH/SO/"),
        ("THPT", "school", "/TINH/THPT/"),
    ):
        parent = None if code == "TINH" else "TINH"
        depth = 0 if parent is None else 1
        Unit.objects.create(
            unit_id=code, name=f"Đơn vị {code}", kind=kind, parent_id=parent, path=path, depth=depth
        )
    _person(OFFICER, "Bùi Thị An", "SO")
    _person(TEACHER, "Lê Văn Bình", "THPT")
    Site.objects.create(site_id="TCT", name="Trường Chính trị", kind="school")
    Budget.objects.create(budget_id="NS", year=YEAR, name="Ngân sách tỉnh", amount=100_000_000)
    _programme("TC", "political_theory")
    _programme("BD", "leadership")


def build_plan(learners: dict[str, float | None] | None = None) -> Plan:
    """Store a plan with one class of 14 half days; ``learners`` with how far each lives."""
    asked = {OFFICER: 2.0, TEACHER: 40.0} if learners is None else learners
    run = NeedsRun.objects.create(
        as_of=date(2026, 12, 1), horizon=date(2027, 12, 31), people=2, created_at=timezone.now()
    )
    plan = Plan.objects.create(
        year=YEAR,
        seed=1,
        needs_run=run,
        created_at=timezone.now(),
        is_current=True,
        objective=1,
        bound=1,
        gap=0,
        stopped_by="gap",
    )
    planned = PlannedClass.objects.create(
        plan=plan,
        class_id=CLASS,
        programme_id="BD",
        mode="full_time",
        site_id="TCT",
        starts_on=STARTS,
        ends_on=date(2027, 3, 9),
        sessions=14,
        size=len(asked),
        min_size=1,
        max_size=40,
        cost=20_000_000,
    )
    for person, km in asked.items():
        unit = Person.objects.get(pk=person).current_unit_id
        Turn.objects.create(
            plan=plan,
            planned_class=planned,
            person_id=person,
            unit_id=str(unit),
            needs_met=1,
            distance_km=km,
        )
        PlanUnit.objects.create(
            plan=plan, unit_id=str(unit), needs=1, needs_met=1, turns=1, persons=1
        )
    return plan


def leave(person: str, last_day: date) -> None:
    """Let somebody leave their post after a day."""
    Appointment.objects.filter(person=person).update(valid_to=last_day)
    Person.objects.filter(pk=person).update(current_post=None, current_unit=None)


def _person(code: str, name: str, unit: str) -> None:
    post = Post.objects.create(post_id=f"VT-{code}", unit_id=unit, title="Chuyên viên", family="x")
    person = Person.objects.create(
        person_id=code,
        full_name=name,
        sex="female",
        birth_date=date(1985, 1, 2),
        birth_date_precision="day",
        folded_name=fold(name),
        name_order=name_key(name),
        current_post=post,
        current_unit_id=unit,
    )
    Appointment.objects.create(person=person, post=post, valid_from=HIRED)


def _programme(code: str, kind: str) -> None:
    Programme.objects.create(
        programme_id=code,
        name=f"Chương trình {code}",
        kind=kind,
        min_size=1,
        max_size=40,
        budget_id="NS",
        cost_per_class=10_000_000,
        cost_per_learner=1_000_000,
        expected_effect=0.5,
    )
