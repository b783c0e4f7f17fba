"""What a checked plan can have wrong with it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class Rule(StrEnum):
    """The hard rules of a plan."""

    UNKNOWN = "unknown"
    CLASS_TWICE = "class_twice"
    NOT_IN_POST = "not_in_post"
    TWICE_IN_CLASS = "twice_in_class"
    TWICE_IN_PROGRAMME = "twice_in_programme"
    TOO_MANY_TURNS = "too_many_turns"
    NOT_ELIGIBLE = "not_eligible"
    RETIRES_BEFORE_END = "retires_before_end"
    OVERLAP = "overlap"
    USELESS_TURN = "useless_turn"
    QUOTA = "quota"
    UNIT_AWAY = "unit_away"
    BUDGET = "budget"
    COST = "cost"
    ROOMS = "rooms"
    LECTURERS = "lecturers"
    PROGRAMME_NOT_IN_FORCE = "programme_not_in_force"
    FORM_NOT_OFFERED = "form_not_offered"
    SITE_NOT_IN_FORCE = "site_not_in_force"
    SITE_KIND = "site_kind"
    START_DAY = "start_day"
    NO_SESSIONS = "no_sessions"
    STARTS_LATER = "starts_later"
    END_DAY = "end_day"
    SESSIONS = "sessions"
    SIZE = "size"
    SIZE_MISCOUNTED = "size_miscounted"
    GREATEST_SIZE = "greatest_size"


WORDINGS: Mapping[Rule, Wording] = {
    Rule.UNKNOWN: Wording(
        vi="Không có {what} nào mang mã {key}.",
        en="There is no {what} {key}.",
    ),
    Rule.CLASS_TWICE: Wording(
        vi="Mã lớp {class_id} được dùng {times} lần.",
        en="The code of class {class_id} is used {times} times.",
    ),
    Rule.NOT_IN_POST: Wording(
        vi="{person_id} không giữ vị trí nào vào ngày {as_of}.",
        en="{person_id} holds no post on {as_of}.",
    ),
    Rule.TWICE_IN_CLASS: Wording(
        vi="{person_id} được cử {times} lần vào lớp {class_id}.",
        en="{person_id} is sent {times} times to class {class_id}.",
    ),
    Rule.TWICE_IN_PROGRAMME: Wording(
        vi="{person_id} được cử {times} lần đi học chương trình {programme_id} trong năm.",
        en="{person_id} is sent {times} times to programme {programme_id} in the year.",
    ),
    Rule.TOO_MANY_TURNS: Wording(
        vi="{person_id} được cử {turns} lượt trong năm, tối đa là {most}.",
        en="{person_id} is sent {turns} times in the year, {most} is the most.",
    ),
    Rule.NOT_ELIGIBLE: Wording(
        vi="{person_id} không đủ điều kiện {rule_id} khi lớp {class_id} khai giảng ({starts_on}).",
        en="{person_id} does not meet condition {rule_id} when class {class_id} starts"
        " ({starts_on}).",
    ),
    Rule.RETIRES_BEFORE_END: Wording(
        vi="{person_id} nghỉ hưu ngày {retires_on}, trước khi lớp {class_id} kết thúc ({ends_on}).",
        en="{person_id} retires on {retires_on}, before class {class_id} ends ({ends_on}).",
    ),
    Rule.OVERLAP: Wording(
        vi="{person_id} học cùng lúc lớp {class_id} và lớp {other_id} trong tuần {week}.",
        en="{person_id} is in class {class_id} and in class {other_id} in the week of {week}.",
    ),
    Rule.USELESS_TURN: Wording(
        vi="Bỏ lượt của {person_id} ở lớp {class_id} thì vẫn đáp ứng đủ các nhu cầu như cũ.",
        en="Without the turn of {person_id} in class {class_id} the same needs are met.",
    ),
    Rule.QUOTA: Wording(
        vi="Chỉ tiêu {quota_id} có {seats} lượt, kế hoạch dùng {used}.",
        en="Quota {quota_id} has {seats} turns, the plan uses {used}.",
    ),
    Rule.UNIT_AWAY: Wording(
        vi="Tuần {week}, đơn vị {unit_id} có {away} người đi học, tối đa {most} người vắng.",
        en="In the week of {week} unit {unit_id} has {away} people away, {most} is the most.",
    ),
    Rule.BUDGET: Wording(
        vi="Nguồn {budget_id} có {amount} đồng, kế hoạch chi {spent} đồng.",
        en="Budget {budget_id} has {amount} đồng, the plan spends {spent}.",
    ),
    Rule.COST: Wording(
        vi="Lớp {class_id} ghi chi phí {stated} đồng, tính lại là {found} đồng.",
        en="Class {class_id} is stated to cost {stated} đồng, it costs {found}.",
    ),
    Rule.ROOMS: Wording(
        vi="Tuần {week}, cơ sở {site_id} có {classes} lớp cùng lúc, chỉ {placed} lớp có phòng"
        " đủ chỗ.",
        en="In the week of {week} site {site_id} has {classes} classes at a time, only {placed}"
        " have a room that is large enough.",
    ),
    Rule.LECTURERS: Wording(
        vi="Tháng bắt đầu ngày {month} cần {needed} buổi dạy, giảng viên chỉ dạy được {covered}.",
        en="In the month of {month} {needed} sessions are needed, lecturers can hold {covered}.",
    ),
    Rule.PROGRAMME_NOT_IN_FORCE: Wording(
        vi="Lớp {class_id}: chương trình {programme_id} không có hiệu lực ngày {starts_on}.",
        en="Class {class_id}: programme {programme_id} is not in force on {starts_on}.",
    ),
    Rule.FORM_NOT_OFFERED: Wording(
        vi="Lớp {class_id}: chương trình {programme_id} không có hình thức học này"
        " vào ngày {starts_on}.",
        en="Class {class_id}: programme {programme_id} is not offered in this form on {starts_on}.",
    ),
    Rule.SITE_NOT_IN_FORCE: Wording(
        vi="Lớp {class_id}: cơ sở {site_id} không hoạt động ngày {starts_on}.",
        en="Class {class_id}: site {site_id} is not in use on {starts_on}.",
    ),
    Rule.SITE_KIND: Wording(
        vi="Lớp {class_id}: chương trình {programme_id} không được mở ở loại cơ sở của {site_id}.",
        en="Class {class_id}: programme {programme_id} may not be held at sites such as {site_id}.",
    ),
    Rule.START_DAY: Wording(
        vi="Lớp {class_id} khai giảng ngày {starts_on}, không phải thứ Hai trong năm {year}.",
        en="Class {class_id} starts on {starts_on}, which is no Monday of {year}.",
    ),
    Rule.NO_SESSIONS: Wording(
        vi="Lớp {class_id}: không xếp được buổi học nào từ ngày {starts_on}.",
        en="Class {class_id}: no sessions can be laid from {starts_on} on.",
    ),
    Rule.STARTS_LATER: Wording(
        vi="Lớp {class_id} ghi khai giảng tuần {starts_on}, buổi đầu tiên là ngày {found}.",
        en="Class {class_id} is stated to start in the week of {starts_on}, its first session is"
        " on {found}.",
    ),
    Rule.END_DAY: Wording(
        vi="Lớp {class_id} ghi kết thúc ngày {stated}, buổi cuối cùng là ngày {found}.",
        en="Class {class_id} is stated to end on {stated}, its last session is on {found}.",
    ),
    Rule.SESSIONS: Wording(
        vi="Lớp {class_id} ghi {stated} buổi, chương trình có {found} buổi.",
        en="Class {class_id} is stated to have {stated} sessions, its programme has {found}.",
    ),
    Rule.SIZE: Wording(
        vi="Lớp {class_id} có {size} người, chương trình cho phép từ {least} đến {most}.",
        en="Class {class_id} has {size} people, its programme allows {least} to {most}.",
    ),
    Rule.SIZE_MISCOUNTED: Wording(
        vi="Lớp {class_id} ghi sĩ số {size}, có {turns} lượt cử.",
        en="Class {class_id} is stated to have {size} people, it has {turns} turns.",
    ),
    Rule.GREATEST_SIZE: Wording(
        vi="Lớp {class_id}: sĩ số tối đa ghi là {stated}, không nằm từ sĩ số {size} đến mức"
        " {most} của chương trình.",
        en="Class {class_id}: the greatest size is stated as {stated}, which is not between its"
        " size {size} and the {most} of its programme.",
    ),
}

KINDS_OF_KEY: Mapping[str, Wording] = {
    "class": Wording(vi="lớp", en="class"),
    "person": Wording(vi="người", en="person"),
    "programme": Wording(vi="chương trình", en="programme"),
    "site": Wording(vi="cơ sở", en="site"),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a plan breaks, with the figures of its sentence."""

    code: Rule
    figures: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return the violation as a sentence in ``language``."""
        figures = dict(self.figures)
        if "what" in figures:
            figures["what"] = KINDS_OF_KEY[str(figures["what"])].render(language, {})
        return WORDINGS[self.code].render(language, figures)


Violations = tuple[Violation, ...]
