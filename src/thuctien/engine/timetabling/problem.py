"""What a timetable is made from: classes with their modules and half days, rooms, lecturers.

Plain data without a solver. Everything that makes a problem senseless (as opposed to merely hard)
is refused when the object is built, with the place and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thuctien.engine.calendar import Slot
from thuctien.engine.wording import Language, Wording


class Fault(StrEnum):
    """Why a problem is senseless."""

    TWICE = "twice"
    ORDER_UNKNOWN = "order_unknown"
    ORDER_CIRCULAR = "order_circular"
    SESSIONS_DIFFER = "sessions_differ"
    SLOTS_UNSORTED = "slots_unsorted"
    CALENDAR_TOO_SHORT = "calendar_too_short"
    UNKNOWN_CLASS = "unknown_class"


FAULT_WORDINGS: Mapping[Fault, Wording] = {
    Fault.TWICE: Wording(
        vi="Mã {key} xuất hiện hai lần.",
        en="The code {key} stands twice.",
    ),
    Fault.ORDER_UNKNOWN: Wording(
        vi="Lớp {class_id}: học phần {module_no} phải sau học phần {after}, "
        "nhưng chương trình không có học phần {after}.",
        en="Class {class_id}: module {module_no} must follow module {after}, "
        "but the programme has no module {after}.",
    ),
    Fault.ORDER_CIRCULAR: Wording(
        vi="Lớp {class_id}: thứ tự các học phần {modules} đi thành vòng tròn.",
        en="Class {class_id}: the order of the modules {modules} runs in a circle.",
    ),
    Fault.SESSIONS_DIFFER: Wording(
        vi="Lớp {class_id} có {slots} buổi trong lịch, "
        "nhưng các học phần của chương trình cần {sessions} buổi.",
        en="Class {class_id} has {slots} half days, "
        "but the modules of its programme take {sessions}.",
    ),
    Fault.SLOTS_UNSORTED: Wording(
        vi="Lớp {class_id}: các buổi không theo thứ tự thời gian hoặc bị lặp.",
        en="Class {class_id}: its half days are not in order of time, or one stands twice.",
    ),
    Fault.CALENDAR_TOO_SHORT: Wording(
        vi="Lớp {class_id}: sau ngày {starts_on} không có đủ {sessions} buổi học được.",
        en="Class {class_id}: after {starts_on} there are not {sessions} half days to teach on.",
    ),
    Fault.UNKNOWN_CLASS: Wording(
        vi="Học viên {person_id} được ghi vào lớp {class_id}, nhưng không có lớp này.",
        en="Learner {person_id} is in class {class_id}, but there is no such class.",
    ),
}


class ProblemError(ValueError):
    """A problem that no timetable can answer; ``text`` says where and why."""

    def __init__(self, fault: Fault, **figures: object) -> None:
        self.fault = fault
        self.figures = figures
        super().__init__(self.text(Language.EN))

    def text(self, language: Language) -> str:
        """Return the reason as a sentence in ``language``."""
        return FAULT_WORDINGS[self.fault].render(language, self.figures)


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a programme: so many half days of one activity on one topic.

    ``after`` are the numbers of the modules that must be finished before this one begins.
    """

    module_no: int
    topic: str
    sessions: int
    activity: str
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyClass:
    """A class to be timetabled: its modules exactly fill its half days (``slots``, in order).

    Raises :class:`ProblemError` where the modules do not fill the slots or cannot be ordered.
    """

    class_id: str
    site_id: str
    site_kind: str
    size: int
    modules: tuple[Module, ...]
    slots: tuple[Slot, ...]

    def __post_init__(self) -> None:
        _refuse_twice(str(module.module_no) for module in self.modules)
        if any(b <= a for a, b in zip(self.slots, self.slots[1:], strict=False)):
            raise ProblemError(Fault.SLOTS_UNSORTED, class_id=self.class_id)
        sessions = sum(module.sessions for module in self.modules)
        if sessions != len(self.slots):
            raise ProblemError(
                Fault.SESSIONS_DIFFER,
                class_id=self.class_id,
                slots=len(self.slots),
                sessions=sessions,
            )
        self._refuse_impossible_order()

    def _refuse_impossible_order(self) -> None:
        waiting = {module.module_no: set(module.after) for module in self.modules}
        for module_no, after in waiting.items():
            for other in sorted(after - waiting.keys()):
                raise ProblemError(
                    Fault.ORDER_UNKNOWN, class_id=self.class_id, module_no=module_no, after=other
                )
        while waiting:
            ready = [
                module_no for module_no, after in waiting.items() if not after & waiting.keys()
            ]
            if not ready:
                modules = ", ".join(str(module_no) for module_no in sorted(waiting))
                raise ProblemError(Fault.ORDER_CIRCULAR, class_id=self.class_id, modules=modules)
            for module_no in ready:
                del waiting[module_no]


@dataclass(frozen=True, slots=True)
class Validity:
    """The days, both included, on which something is in force; ``None`` means without end."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a site; ``capacity`` in learners."""

    room_id: str
    site_id: str
    capacity: int
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Lecturer:
    """A lecturer: what, where, when and how much they teach.

    ``topics`` and ``site_kinds`` that are empty mean all, as everywhere in a province's tables.
    ``max_sessions_month`` is in half days a calendar month. ``absences`` are first and last day,
    both included.
    """

    lecturer_id: str
    topics: frozenset[str]
    site_kinds: frozenset[str]
    base_site_id: str
    max_sessions_month: int
    valid: Validity = ALWAYS
    absences: tuple[tuple[date, date], ...] = ()

    def teaches(self, topic: str, site_kind: str) -> bool:
        """Return whether this lecturer may hold ``topic`` at a site of that kind."""
        return (not self.topics or topic in self.topics) and (
            not self.site_kinds or site_kind in self.site_kinds
        )

    def works_on(self, day: date) -> bool:
        """Return whether this lecturer is in service and not absent on ``day``."""
        return day in self.valid and not any(first <= day <= last for first, last in self.absences)


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a timetable depends on.

    ``learners`` has the classes of every person who is in more than one class; people in a single
    class cannot clash. Raises :class:`ProblemError` for a code that stands twice or a learner of
    an unknown class.
    """

    classes: tuple[StudyClass, ...]
    rooms: tuple[Room, ...]
    lecturers: tuple[Lecturer, ...]
    learners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _refuse_twice(study_class.class_id for study_class in self.classes)
        _refuse_twice(room.room_id for room in self.rooms)
        _refuse_twice(lecturer.lecturer_id for lecturer in self.lecturers)
        known = {study_class.class_id for study_class in self.classes}
        for person_id, class_ids in self.learners.items():
            for class_id in class_ids:
                if class_id not in known:
                    raise ProblemError(Fault.UNKNOWN_CLASS, person_id=person_id, class_id=class_id)

    @property
    def sessions(self) -> int:
        """Return the number of half days to be timetabled."""
        return sum(len(study_class.slots) for study_class in self.classes)


def _refuse_twice(keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ProblemError(Fault.TWICE, key=key)
        seen.add(key)
