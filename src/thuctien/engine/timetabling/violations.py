"""What a checked timetable can have wrong with it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class Rule(StrEnum):
    """The hard rules of a timetable."""

    UNKNOWN = "unknown"
    SESSIONS_MISCOUNTED = "sessions_miscounted"
    SESSION_TWICE = "session_twice"
    OFF_PATTERN = "off_pattern"
    CLOSED_DAY = "closed_day"
    ENDS_ELSEWHEN = "ends_elsewhen"
    CLASS_CLASH = "class_clash"
    MODULE_ORDER = "module_order"
    ROOM_ELSEWHERE = "room_elsewhere"
    ROOM_TOO_SMALL = "room_too_small"
    ROOM_NOT_IN_FORCE = "room_not_in_force"
    ROOM_CLASH = "room_clash"
    LECTURER_TOPIC = "lecturer_topic"
    LECTURER_SITE_KIND = "lecturer_site_kind"
    LECTURER_NOT_IN_FORCE = "lecturer_not_in_force"
    LECTURER_ABSENT = "lecturer_absent"
    LECTURER_CLASH = "lecturer_clash"
    LECTURER_TWO_SITES = "lecturer_two_sites"
    LECTURER_MONTH = "lecturer_month"
    LEARNER_CLASH = "learner_clash"


WORDINGS: Mapping[Rule, Wording] = {
    Rule.UNKNOWN: Wording(
        vi="Lớp {class_id}, buổi {session_no}: không có {what} nào mang mã {key}.",
        en="Class {class_id}, session {session_no}: there is no {what} {key}.",
    ),
    Rule.SESSIONS_MISCOUNTED: Wording(
        vi="Lớp {class_id}, học phần {module_no}: chương trình có {needed} buổi, "
        "thời khóa biểu có {found}.",
        en="Class {class_id}, module {module_no}: the programme has {needed} sessions, "
        "the timetable {found}.",
    ),
    Rule.SESSION_TWICE: Wording(
        vi="Lớp {class_id}: buổi số {session_no} xuất hiện {times} lần.",
        en="Class {class_id}: session number {session_no} stands {times} times.",
    ),
    Rule.OFF_PATTERN: Wording(
        vi="Lớp {class_id}: buổi {session_no} ngày {day} không theo lịch của hình thức học.",
        en="Class {class_id}: session {session_no} on {day} is not in the pattern of its mode.",
    ),
    Rule.CLOSED_DAY: Wording(
        vi="Lớp {class_id}: buổi {session_no} rơi vào ngày nghỉ {day}.",
        en="Class {class_id}: session {session_no} is on a closed day, {day}.",
    ),
    Rule.ENDS_ELSEWHEN: Wording(
        vi="Lớp {class_id}: kế hoạch kết thúc ngày {planned}, "
        "lịch của hình thức học kết thúc ngày {found}.",
        en="Class {class_id}: planned to end on {planned}, its pattern ends on {found}.",
    ),
    Rule.CLASS_CLASH: Wording(
        vi="Lớp {class_id} có {times} buổi cùng lúc, ngày {day}.",
        en="Class {class_id} has {times} sessions at one time on {day}.",
    ),
    Rule.MODULE_ORDER: Wording(
        vi="Lớp {class_id}: học phần {module_no} bắt đầu ngày {begins} "
        "khi học phần {after} chưa xong ({ends}).",
        en="Class {class_id}: module {module_no} begins on {begins} "
        "before module {after} is over ({ends}).",
    ),
    Rule.ROOM_ELSEWHERE: Wording(
        vi="Lớp {class_id} học ở cơ sở {site_id}, nhưng phòng {room_id} ở cơ sở {room_site_id}.",
        en="Class {class_id} is at site {site_id}, but room {room_id} is at {room_site_id}.",
    ),
    Rule.ROOM_TOO_SMALL: Wording(
        vi="Lớp {class_id} có {learners} học viên, phòng {room_id} chỉ có {capacity} chỗ.",
        en="Class {class_id} has {learners} learners, room {room_id} holds {capacity}.",
    ),
    Rule.ROOM_NOT_IN_FORCE: Wording(
        vi="Lớp {class_id}: phòng {room_id} không sử dụng trong ngày {day}.",
        en="Class {class_id}: room {room_id} is not in use on {day}.",
    ),
    Rule.ROOM_CLASH: Wording(
        vi="Phòng {room_id} có {times} lớp cùng một buổi ngày {day}: {classes}.",
        en="Room {room_id} has {times} classes at one time on {day}: {classes}.",
    ),
    Rule.LECTURER_TOPIC: Wording(
        vi="Lớp {class_id}: giảng viên {lecturer_id} không dạy chuyên đề {topic}.",
        en="Class {class_id}: lecturer {lecturer_id} does not teach topic {topic}.",
    ),
    Rule.LECTURER_SITE_KIND: Wording(
        vi="Lớp {class_id}: giảng viên {lecturer_id} không dạy ở loại cơ sở của {site_id}.",
        en="Class {class_id}: lecturer {lecturer_id} does not teach at sites such as {site_id}.",
    ),
    Rule.LECTURER_NOT_IN_FORCE: Wording(
        vi="Lớp {class_id}: giảng viên {lecturer_id} chưa hoặc không còn giảng dạy ngày {day}.",
        en="Class {class_id}: lecturer {lecturer_id} is not in service on {day}.",
    ),
    Rule.LECTURER_ABSENT: Wording(
        vi="Lớp {class_id}: giảng viên {lecturer_id} vắng ngày {day}.",
        en="Class {class_id}: lecturer {lecturer_id} is absent on {day}.",
    ),
    Rule.LECTURER_CLASH: Wording(
        vi="Giảng viên {lecturer_id} dạy {times} lớp cùng một buổi ngày {day}: {classes}.",
        en="Lecturer {lecturer_id} has {times} classes at one time on {day}: {classes}.",
    ),
    Rule.LECTURER_TWO_SITES: Wording(
        vi="Giảng viên {lecturer_id} dạy ở {times} cơ sở trong ngày {day}: {sites}.",
        en="Lecturer {lecturer_id} is at {times} sites on {day}: {sites}.",
    ),
    Rule.LECTURER_MONTH: Wording(
        vi="Giảng viên {lecturer_id} dạy {found} buổi trong tháng bắt đầu ngày {month}, "
        "tối đa là {most}.",
        en="Lecturer {lecturer_id} has {found} sessions in the month of {month}, "
        "the most is {most}.",
    ),
    Rule.LEARNER_CLASH: Wording(
        vi="Học viên {person_id} học {times} lớp cùng một buổi ngày {day}: {classes}.",
        en="Learner {person_id} is in {times} classes at one time on {day}: {classes}.",
    ),
}

KINDS_OF_KEY: Mapping[str, Wording] = {
    "class": Wording(vi="lớp", en="class"),
    "module": Wording(vi="học phần", en="module"),
    "room": Wording(vi="phòng", en="room"),
    "lecturer": Wording(vi="giảng viên", en="lecturer"),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a timetable breaks, with the figures of its sentence."""

    rule: Rule
    figures: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return the violation as a sentence in ``language``."""
        figures = dict(self.figures)
        if "what" in figures:
            figures["what"] = KINDS_OF_KEY[str(figures["what"])].render(language, {})
        return WORDINGS[self.rule].render(language, figures)
