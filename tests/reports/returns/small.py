"""A province small enough to count by hand: 12 people, 4 classes, 2 years, units that changed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from thuctien.catalogue.models import Code, Programme, Site
from thuctien.needs.models import NeedsRun
from thuctien.people.models import (
    Appointment,
    Person,
    Post,
    SensitiveFacts,
    Unit,
    UnitSuccession,
)
from thuctien.sending.models import Nomination, OfferedClass, Plan, PlannedClass, Round, Turn

UNITS = {
    "T": ("", "/T/", "province", None),
    "SO": ("T", "/T/SO/", "department", None),
    "SO-P": ("SO", "/T/SO/SO-P/", "department", None),
    "HUYEN": ("T", "/T/HUYEN/", "district", date(2025, 6, 30)),
    "XA": ("T", "/T/XA/", "commune", None),
    "PHUONG": ("T", "/T/PHUONG/", "ward", None),
}
PROGRAMMES = {
    "CAOCAP": ("political_theory", "NS-DANG", 1000, 10),
    "CHUYENVIEN": ("state_management", "NS-TINH", 700, 5),
}
OFFERED = {
    "L1": ("CAOCAP", "full_time", date(2025, 3, 3)),
    "L2": ("CHUYENVIEN", "weekend", date(2025, 9, 6)),
    "L3": ("CAOCAP", "monthly", date(2026, 2, 2)),
    "L4": ("CHUYENVIEN", "full_time", date(2026, 8, 10)),
}
GROUPS = ("kinh", "tay", "")
STATES = ("joined", "decided", "not_joined", "submitted", "refused", "draft", "deferred")


def build() -> None:
    """Store it: everybody is planned for two classes and put forward for three."""
    _units_and_catalogue()
    for number in range(12):
        _person(number)
    plan = _plan()
    _classes(plan)


def _units_and_catalogue() -> None:
    for code, (parent, path, kind, valid_to) in UNITS.items():
        Unit.objects.create(
            unit_id=code,
            name=f"Đơn vị {code}",
            kind=kind,
            parent_id=parent or None,
            path=path,
            depth=path.count("/") - 2,
            valid_to=valid_to,
            name_order=code,
        )
    UnitSuccession.objects.create(
        from_unit_id="HUYEN", to_unit_id="XA", event="merge", happened_on=date(2025, 7, 1)
    )
    Site.objects.create(site_id="TRUONG", name="Trường", kind="school")
    for code, (kind, budget, per_class, per_learner) in PROGRAMMES.items():
        Programme.objects.create(
            programme_id=code,
            name=f"Chương trình {code}",
            kind=kind,
            min_size=1,
            max_size=99,
            budget_id=budget,
            cost_per_class=per_class,
            cost_per_learner=per_learner,
            expected_effect=1,
        )
    for position, (list_name, code, name) in enumerate(
        (
            ("programme_kind", "political_theory", "Lý luận chính trị"),
            ("programme_kind", "state_management", "Quản lý nhà nước"),
            ("rank", "specialist", "Chuyên viên"),
            ("rank", "principal", "Chuyên viên chính"),
        )
    ):
        Code.objects.create(list=list_name, code=code, name=name, position=position)


def _person(number: int) -> None:
    """The first half worked in the district until it ended, then in the commune."""
    person = Person.objects.create(
        person_id=f"N{number:02}",
        full_name=f"Nguyễn Văn {number:02}",
        sex="female" if number % 3 == 0 else "male",
        birth_date=date(1975 + 2 * number, 1 + number % 12, 10),
        birth_date_precision="day",
        name_order=f"{number:02}",
        current_unit_id="XA" if number < 6 else "SO-P",
    )
    if number < 6:
        _post(person, "HUYEN", "specialist", date(2020, 1, 1), date(2025, 6, 30))
        _post(person, "XA", "principal", date(2025, 7, 1), None)
    elif number < 11:
        _post(person, "SO-P" if number % 2 else "SO", "specialist", date(2020, 1, 1), None)
    SensitiveFacts.objects.create(
        person=person,
        ethnic_group=GROUPS[number % 3],
        party_joined_on=date(2025, 6, 1) if number % 2 else None,
    )


def _post(person: Person, unit: str, rank: str, valid_from: date, valid_to: date | None) -> None:
    post = Post.objects.create(
        post_id=f"{person.pk}-{unit}", unit_id=unit, title="Cán bộ", family="office", rank=rank
    )
    Appointment.objects.create(person=person, post=post, valid_from=valid_from, valid_to=valid_to)


def _plan() -> Plan:
    now = timezone.now()
    run = NeedsRun.objects.create(
        as_of=date(2024, 12, 1),
        horizon=date(2026, 12, 31),
        people=12,
        people_with_needs=12,
        needs=12,
        created_at=now,
    )
    return Plan.objects.create(
        year=2025,
        seed=1,
        needs_run=run,
        created_at=now,
        objective=1,
        bound=1,
        gap=0,
        stopped_by="proven",
    )


def _classes(plan: Plan) -> None:
    now = timezone.now()
    rounds = {
        year: Round.objects.create(
            name="Vòng", year=year, plan=plan, created_at=now, approved_at=now
        )
        for year in (2025, 2026)
    }
    for place, (code, (programme, mode, day)) in enumerate(OFFERED.items()):
        rounds[day.year].programmes.add(programme)
        shared = {
            "class_id": code,
            "programme_id": programme,
            "mode": mode,
            "site_id": "TRUONG",
            "starts_on": day,
            "ends_on": day,
        }
        planned = PlannedClass.objects.create(
            plan=plan, sessions=1, size=6, min_size=1, max_size=99, cost=1001 + place, **shared
        )
        offered = OfferedClass.objects.create(
            round=rounds[day.year], planned_class=planned, capacity=99, **shared
        )
        for number in range(12):
            _sent(planned, offered, place, number)


def _sent(planned: PlannedClass, offered: OfferedClass, place: int, number: int) -> None:
    unit = "PHUONG" if number == 11 else "SO"
    if (number + place) % 2:
        Turn.objects.create(
            plan=planned.plan,
            planned_class=planned,
            person_id=f"N{number:02}",
            unit_id=unit,
            needs_met=number % 3,
        )
    if (number + place) % 4:
        Nomination.objects.create(
            offered_class=offered,
            person_id=f"N{number:02}",
            unit_id=unit,
            state=STATES[(number + 2 * place) % len(STATES)],
            answers=["R"] * (number % 2),
            created_at=timezone.now(),
        )
