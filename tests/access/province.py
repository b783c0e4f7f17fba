"""A province of five units whose people have names that stand nowhere else.

Below the root: a parent with two children, of which one has a child of its own. Each of the four
has somebody who is sent to a class and somebody who is not; who reads a name or a code of theirs
without being meant to has been shown too much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thuctien.base.models import Job, JobState, User
from thuctien.catalogue.models import (
    Lecturer,
    Module,
    Programme,
    Qualification,
    Requirement,
    Room,
    Site,
)
from thuctien.classes.models import Session, Timetable
from thuctien.engine.text.folding import fold
from thuctien.engine.text.ordering import name_key
from thuctien.needs.models import Coverage, CoverageSummary, Need, NeedsRun, StatedNeed
from thuctien.people.models import (
    Appointment,
    Holding,
    Person,
    Post,
    SensitiveFacts,
    Unit,
    UnitSuccession,
)
from thuctien.sending.models import Answer, AwayWeek, Plan, PlannedClass, PlanUnit, Turn

PLACES = ("own", "sibling", "parent", "child")
PATHS = {
    "own": "/TINH/CAP/NHA/",
    "sibling": "/TINH/CAP/BEN/",
    "parent": "/TINH/CAP/",
    "child": "/TINH/CAP/NHA/CON/",
}
CLASSES = {"own": "2027-001", "sibling": "2027-001", "parent": "2027-002", "child": "2027-002"}
"""Which class the people of a place are sent to; the lecturer of the cast teaches the first."""
TEACHERS = {"2027-001": "GV-NHAT", "2027-002": "GV-NHI"}
FAMILY_NAME = "Bùi"
DAY = date(2027, 3, 1)
HELD_ON = date(2015, 6, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """Somebody whose name and code give a leak away."""

    place: str
    is_learner: bool

    @property
    def key(self) -> str:
        """Return the code of the person, which no other text of the province contains."""
        return f"{'HOC' if self.is_learner else 'KHAC'}-{self.place.upper()}"

    @property
    def name(self) -> str:
        """Return the name; its last word stands nowhere else."""
        return f"{FAMILY_NAME} {'Hoc' if self.is_learner else 'Khac'}{self.place}"

    def is_in(self, text: str) -> bool:
        """Say whether a page tells of this person."""
        return self.key in text or self.name.rpartition(" ")[2] in text


CANARIES = tuple(
    Canary(place=place, is_learner=is_learner) for place in PLACES for is_learner in (True, False)
)


def unit_of(place: str) -> str:
    """Return the code of the unit at a place."""
    return PATHS[place].split("/")[-2]


def build_province() -> None:
    """Store units, people, needs, a plan with two classes, and what hangs on them."""
    _units()
    _catalogue()
    for canary in CANARIES:
        _person(canary)
    _needs_and_plan()


def _units() -> None:
    for depth, path in enumerate(["/TINH/", *sorted(PATHS.values(), key=len)]):
        code = path.split("/")[-2]
        Unit.objects.create(
            unit_id=code,
            name=f"Đơn vị {code}",
            kind="agency",
            parent_id=path.split("/")[-3] or None,
            path=path,
            depth=path.count("/") - 2,
            x_km=depth,
            y_km=depth,
        )
    UnitSuccession.objects.create(
        from_unit_id="BEN", to_unit_id="NHA", event="split", happened_on=HELD_ON
    )


def _catalogue() -> None:
    Qualification.objects.create(
        qualification_id="Q", name="Chứng chỉ", kind="state", measure="credential"
    )
    Requirement.objects.create(
        requirement_id="R",
        name="Yêu cầu chung",
        qualification_id="Q",
        timing="before_appointment",
        binding="mandatory",
    )
    site = Site.objects.create(site_id="TRUONG", name="Trường tỉnh", kind="school")
    Room.objects.create(room_id="P1", site=site, name="Phòng 1", capacity=50)
    Programme.objects.create(
        programme_id="CT",
        name="Chương trình",
        kind="state",
        min_size=1,
        max_size=9,
        budget_id="B",
        cost_per_class=1,
        cost_per_learner=1,
        expected_effect=1.0,
    )
    Module.objects.create(
        programme_id="CT", module_no=1, name="Học phần", topic="T", sessions=1, activity="theory"
    )
    for code in TEACHERS.values():
        Lecturer.objects.create(
            lecturer_id=code,
            full_name=f"Thầy {code}",
            kind="permanent",
            site=site,
            max_sessions_month=9,
        )


def _person(canary: Canary) -> None:
    unit = unit_of(canary.place)
    post = Post.objects.create(
        post_id=f"VT{canary.place}{canary.is_learner}",
        unit_id=unit,
        title="Chuyên viên",
        family="expert",
    )
    person = Person.objects.create(
        person_id=canary.key,
        full_name=canary.name,
        sex="female",
        birth_date=date(1985, 1, 2),
        birth_date_precision="day",
        folded_name=fold(canary.name),
        name_order=name_key(canary.name),
        current_post=post,
        current_unit_id=unit,
    )
    Appointment.objects.create(person=person, post=post, valid_from=HELD_ON)
    Holding.objects.create(
        person=person, qualification_id="Q", awarded_on=HELD_ON, awarded_on_precision="day"
    )
    SensitiveFacts.objects.create(person=person, ethnic_group="Tày")
    StatedNeed.objects.create(
        need_id=f"YC-{canary.key}",
        origin="unit_request",
        person=person,
        qualification_id="Q",
        binding="recommended",
        due_on=DAY,
        reason=f"{canary.name} cần học",
    )


def _needs_and_plan() -> None:
    now = timezone.now()
    run = NeedsRun.objects.create(
        as_of=date(2026, 12, 1),
        horizon=date(2027, 12, 31),
        people=len(CANARIES),
        people_with_needs=len(CANARIES),
        needs=2 * len(CANARIES),
        created_at=now,
        is_current=True,
    )
    counts = {"subject": 2, "met": 0, "overdue": 1, "due": 1, "recommended": 0, "later": 0}
    CoverageSummary.objects.create(run=run, dimension="total", **counts)
    plan = Plan.objects.create(
        year=2027,
        seed=1,
        needs_run=run,
        created_at=now,
        is_current=True,
        objective=1,
        bound=1,
        gap=0,
        stopped_by="proven",
        seconds={"total": 1.0},
        classes=2,
        seats=4,
        persons_sent=4,
    )
    timetable = Timetable.objects.create(
        plan=plan, created_at=now, is_current=True, seed=1, cost=1, stopped_by="proven"
    )
    classes = {code: _class(plan, timetable, code) for code in TEACHERS}
    for place in PLACES:
        unit = unit_of(place)
        Coverage.objects.create(run=run, source_id="R", unit_id=unit, **counts)
        PlanUnit.objects.create(plan=plan, unit_id=unit, needs=2, needs_met=1, turns=1, persons=1)
        AwayWeek.objects.create(plan=plan, unit_id=unit, week=DAY, persons=1)
    for canary in CANARIES:
        _need(canary, run, plan, classes[CLASSES[canary.place]])


def _class(plan: Plan, timetable: Timetable, code: str) -> PlannedClass:
    planned = PlannedClass.objects.create(
        plan=plan,
        class_id=code,
        programme_id="CT",
        mode="full_time",
        site_id="TRUONG",
        starts_on=DAY,
        ends_on=DAY,
        sessions=1,
        size=2,
        min_size=1,
        max_size=9,
        cost=1,
    )
    Session.objects.create(
        timetable=timetable,
        planned_class=planned,
        session_no=1,
        module_no=1,
        day=DAY,
        half=1,
        lecturer_id=TEACHERS[code],
    )
    return planned


def _need(canary: Canary, run: NeedsRun, plan: Plan, planned: PlannedClass) -> None:
    person = Person.objects.get(pk=canary.key)
    for source, origin in (("R", "requirement"), (f"YC-{canary.key}", "unit_request")):
        need = Need.objects.create(
            run=run,
            need_id=f"{canary.key}/{source}",
            person=person,
            unit_id=person.current_unit_id,
            post_id=person.current_post_id,
            origin=origin,
            source_id=source,
            qualification_id="Q",
            binding="mandatory",
            force="due",
            due_on=DAY,
            gap="missing",
        )
        Answer.objects.create(
            plan=plan,
            need=need,
            person=person,
            outcome="sent" if canary.is_learner else "not_yet",
            planned_class=planned if canary.is_learner else None,
        )
    if canary.is_learner:
        Turn.objects.create(
            plan=plan,
            planned_class=planned,
            person=person,
            unit_id=person.current_unit_id,
            needs_met=2,
            distance_km=1.0,
        )


def job_of(asker: User, place: str) -> Job:
    """Store a job of somebody that ended with a fault in which people of the place are named."""
    names = ", ".join(canary.name for canary in CANARIES if canary.place == place)
    fault = {"sheet": "S", "row": 1, "column": "C", "severity": "error", "code": "x"}
    return Job.objects.create(
        kind="province.import",
        key=f"import {asker.pk}",
        task_path="thuctien.sending.tasks.import_workbook",
        state=JobState.FAILED,
        error="faults",
        figures={"errors": 1},
        result={"errors": 1, "warnings": 0, "faults": [{**fault, "vi": names, "en": names}]},
        created_by=asker,
        created_at=timezone.now(),
        finished_at=timezone.now(),
    )
