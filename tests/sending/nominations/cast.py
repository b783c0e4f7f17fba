"""A small province by hand: two agencies, their people, one programme and its classes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.policy import Role
from thuctien.catalogue.models import (
    EligibilityRule,
    Grant,
    Programme,
    Qualification,
    RetirementAge,
    Site,
)
from thuctien.engine.text.ordering import name_key
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Appointment, Person, Post, Unit
from thuctien.sending.models import (
    Allotment,
    Nomination,
    OfferedClass,
    Plan,
    PlannedClass,
    Round,
    Turn,
)
from thuctien.sending.models.states import NominationState
from thuctien.sending.services.nominations import nominate, submit

State = NominationState
LONG_AGO = date(2015, 1, 1)
AGENCIES = ("SNV", "STC")
PROGRAMME, QUALIFICATION = "CT-CVC", "CVC"


def in_days(days: int) -> date:
    """Return a day from now: classes of the tests always lie ahead, or have begun."""
    return timezone.localdate() + timedelta(days=days)


def build() -> None:
    """Store the units, the programme and a round; people and classes are made as needed."""
    _unit("TINH", None, "/TINH/")
    for code in AGENCIES:
        _unit(code, "TINH", f"/TINH/{code}/")
        _unit(f"{code}-P1", code, f"/TINH/{code}/{code}-P1/")
        Post.objects.create(
            post_id=f"{code}-CV", unit_id=f"{code}-P1", title="Chuyên viên", family="f"
        )
    for sex in ("female", "male"):
        RetirementAge.objects.create(sex=sex, year=2020, age_years=60, age_months=0)
    Qualification.objects.create(
        qualification_id=QUALIFICATION,
        name="QLNN chuyên viên chính",
        kind="qlnn",
        measure="credential",
    )
    another_programme(PROGRAMME, "Bồi dưỡng chuyên viên chính")
    Grant.objects.create(programme_id=PROGRAMME, qualification_id=QUALIFICATION)
    Site.objects.create(site_id="TRUONG", name="Trường Chính trị", kind="school", x_km=0, y_km=0)
    Round.objects.create(name="Đợt 1", year=timezone.localdate().year, created_at=timezone.now())
    NeedsRun.objects.create(
        as_of=timezone.localdate(),
        horizon=in_days(400),
        people=0,
        created_at=timezone.now(),
        is_current=True,
    )


def another_programme(code: str, name: str = "Kỹ năng") -> str:
    """Store a programme that leads to nothing by itself."""
    Programme.objects.create(
        programme_id=code,
        name=name,
        kind="qlnn",
        min_size=1,
        max_size=50,
        budget_id="NS",
        cost_per_class=0,
        cost_per_learner=0,
        expected_effect=1,
    )
    return code


def _unit(code: str, parent: str | None, path: str) -> None:
    Unit.objects.create(
        unit_id=code,
        name=f"Đơn vị {code}",
        kind="department",
        parent_id=parent,
        path=path,
        depth=path.count("/") - 2,
        away_share=1.0,
    )


def person(code: str, agency: str = "SNV", *, force: str | None = "due", due: int = 100) -> str:
    """Store an official with a need for the programme, unless ``force`` is none."""
    name = f"Nguyễn Văn {code}"
    Person.objects.create(
        person_id=code,
        full_name=name,
        sex="male",
        birth_date=date(1985, 1, 1),
        birth_date_precision="day",
        service_from=LONG_AGO,
        folded_name=name.lower(),
        name_order=name_key(name),
        current_unit_id=f"{agency}-P1",
        current_post_id=f"{agency}-CV",
    )
    Appointment.objects.create(person_id=code, post_id=f"{agency}-CV", valid_from=LONG_AGO)
    if force is not None:
        need(code, force, due)
    return code


def need(code: str, force: str = "due", due: int = 100) -> None:
    """Put a need for the programme on record."""
    who = Person.objects.get(pk=code)
    Need.objects.create(
        run=NeedsRun.objects.get(),
        need_id=f"{code}/YC",
        person=who,
        unit_id=who.current_unit_id,
        post_id=who.current_post_id,
        origin="requirement",
        source_id="YC",
        qualification_id=QUALIFICATION,
        binding="mandatory",
        force=force,
        due_on=in_days(due),
        gap="never_held",
    )


def a_class(
    code: str = "L1",
    capacity: int = 2,
    *,
    starts: int = 60,
    days: int = 10,
    programme: str = PROGRAMME,
) -> OfferedClass:
    """Open a class that starts so many days from now."""
    return OfferedClass.objects.create(
        round=Round.objects.get(),
        class_id=code,
        programme_id=programme,
        mode="full_time",
        site_id="TRUONG",
        starts_on=in_days(starts),
        ends_on=in_days(starts + days),
        capacity=capacity,
    )


def quota(agency: str, seats: int, *, programme: str = PROGRAMME, group: str = "") -> Allotment:
    """Give an agency seats, issued."""
    return Allotment.objects.create(
        round=Round.objects.get(),
        programme_id=programme,
        unit_id=agency,
        group=group,
        seats=seats,
        issued_at=timezone.now(),
    )


def rule_of_age(least: int) -> EligibilityRule:
    """Ask for an age: what people of the cast, of one age, can be made to miss."""
    return EligibilityRule.objects.create(
        rule_id="TUOI", programme_id=PROGRAMME, predicate="min_age", number=least
    )


def officer() -> ActingUser:
    """The province's training officer at work."""
    return ActingUser(user=holding(Role.PROVINCE_OFFICER, "lan"))


def approver() -> ActingUser:
    """Who approves exceptions and decisions."""
    return ActingUser(user=holding(Role.APPROVER, "duyet"))


def agency(code: str = "SNV") -> ActingUser:
    """The officer of an agency."""
    return ActingUser(user=holding(Role.AGENCY_OFFICER, f"cb-{code}", code))


def handed_in(offered: OfferedClass, codes: Iterable[str], by: ActingUser) -> list[Nomination]:
    """Nominate and submit people."""
    drafts = nominate(offered, list(codes), acting_user=by, reason="theo vị trí việc làm")
    done, refused = submit(drafts, acting_user=by)
    assert refused == []
    return done


def states(offered: OfferedClass) -> dict[str, str]:
    """Return where everybody of a class is."""
    rows = Nomination.objects.filter(offered_class=offered).order_by("pk")
    return dict(rows.values_list("person", "state"))


def of(offered: OfferedClass, code: str) -> Nomination:
    """Return the newest nomination of somebody for a class."""
    return Nomination.objects.filter(offered_class=offered, person=code).latest("pk")


def check_counters() -> None:
    """Fail where a counter of seats is not the number of nominations that hold one."""
    held = Nomination.objects.filter(
        state__in=[State.SELECTED, State.OFFERED, State.DECIDED, State.JOINED]
    )
    for offered in OfferedClass.objects.all():
        assert offered.taken == held.filter(offered_class=offered).count(), offered
    for allotment in Allotment.objects.all():
        assert allotment.taken == held.filter(allotment=allotment).count(), allotment


def planned(offered: OfferedClass, codes: Iterable[str]) -> None:
    """Make a class one of an approved plan that sends these people to it."""
    plan = Plan.objects.create(
        year=offered.starts_on.year,
        seed=1,
        needs_run=NeedsRun.objects.get(),
        created_at=timezone.now(),
        is_current=True,
        objective=0,
        bound=0,
        gap=0,
        stopped_by="rounds",
    )
    offered.planned_class = PlannedClass.objects.create(
        plan=plan,
        class_id=offered.class_id,
        programme_id=offered.programme_id,
        mode=offered.mode,
        site_id=offered.site_id,
        starts_on=offered.starts_on,
        ends_on=offered.ends_on,
        sessions=10,
        size=10,
        min_size=1,
        max_size=50,
        cost=0,
    )
    offered.save()
    for code in codes:
        Turn.objects.create(
            plan=plan,
            planned_class=offered.planned_class,
            person_id=code,
            unit_id=Person.objects.get(pk=code).current_unit_id,
            needs_met=1,
        )
