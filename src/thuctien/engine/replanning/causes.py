"""Why a turn of somebody who had been told changes, in words that a clerk understands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class ChangeKind(StrEnum):
    """What changes for somebody who had been told of a class."""

    DROPPED = "dropped"
    MOVED = "moved"
    CLASS_MOVED = "class_moved"


class Cause(StrEnum):
    """Why it changes; each has its sentence in :data:`CAUSE_WORDINGS`."""

    CLASS_MOVES = "class_moves"
    CANCELLED = "cancelled"
    CANNOT_BE_HELD = "cannot_be_held"
    NOT_ELIGIBLE = "not_eligible"
    OVERLAP = "overlap"
    AWAY = "away"
    TURNS = "turns"
    QUOTA = "quota"
    BUDGET = "budget"
    ROOMS = "rooms"
    LECTURERS = "lecturers"
    TOO_FEW = "too_few"
    NO_USE = "no_use"
    FOR_OTHERS = "for_others"


CAUSE_WORDINGS: Mapping[Cause, Wording] = {
    Cause.CLASS_MOVES: Wording(
        vi="Lớp {class_id} chuyển sang tuần {starts_on}, tại {site}.",
        en="Class {class_id} moves to the week of {starts_on}, at {site}.",
    ),
    Cause.CANCELLED: Wording(
        vi="Lớp {class_id} bị hủy.",
        en="Class {class_id} is cancelled.",
    ),
    Cause.CANNOT_BE_HELD: Wording(
        vi="Lớp {class_id} không còn mở được vào tuần {starts_on} tại {site}.",
        en="Class {class_id} can no longer be held in the week of {starts_on} at {site}.",
    ),
    Cause.NOT_ELIGIBLE: Wording(
        vi="Không đủ điều kiện học «{programme}» khi lớp {class_id} khai giảng tuần {starts_on}.",
        en="Does not meet the conditions of “{programme}” when class {class_id} starts in the week"
        " of {starts_on}.",
    ),
    Cause.OVERLAP: Wording(
        vi="Lớp {class_id} nay trùng tuần với một lớp khác của người này.",
        en="Class {class_id} now falls into the weeks of another class of this person.",
    ),
    Cause.AWAY: Wording(
        vi="Nếu đi lớp {class_id} thì cơ quan vắng quá nhiều người trong cùng một tuần.",
        en="With class {class_id} too many people of the unit would be away in one week.",
    ),
    Cause.TURNS: Wording(
        vi="Đi lớp {class_id} thì vượt số lượt học tối đa trong năm.",
        en="With class {class_id} the person would be sent more often than allowed in the year.",
    ),
    Cause.QUOTA: Wording(
        vi="Chỉ tiêu của chương trình «{programme}» không còn đủ.",
        en="The quota of “{programme}” is no longer enough.",
    ),
    Cause.BUDGET: Wording(
        vi="Nguồn «{budget}» không còn đủ tiền cho lượt học này.",
        en="“{budget}” no longer pays for this turn.",
    ),
    Cause.ROOMS: Wording(
        vi="{site} không còn đủ phòng cho lớp {class_id}.",
        en="{site} has no room left for class {class_id}.",
    ),
    Cause.LECTURERS: Wording(
        vi="Không còn đủ giảng viên cho lớp {class_id}.",
        en="There are no longer enough lecturers for class {class_id}.",
    ),
    Cause.TOO_FEW: Wording(
        vi="Lớp {class_id} còn ít hơn {least} người nên không mở được.",
        en="Class {class_id} has fewer than {least} people left and cannot be held.",
    ),
    Cause.NO_USE: Wording(
        vi="Lượt học ở lớp {class_id} không còn đáp ứng thêm nhu cầu nào.",
        en="The turn in class {class_id} no longer meets a need.",
    ),
    Cause.FOR_OTHERS: Wording(
        vi="Thay đổi để đáp ứng được nhiều nhu cầu hơn; phương án ít thay đổi nhất giữ lượt này.",
        en="Changed so that more needs are met; the plan with the fewest changes keeps this turn.",
    ),
}


def cause_text(cause: str, figures: str, language: Language) -> str:
    """Return the sentence of a row of ``Point.touched`` (``cause`` and ``figures``)."""
    values = {
        key: date.fromisoformat(value) if key.endswith("_on") else value
        for key, value in json.loads(figures).items()
    }
    if language == Language.EN and values.get("programme_en"):
        values["programme"] = values["programme_en"]
    return CAUSE_WORDINGS[Cause(cause)].render(language, values)


def figures_text(figures: Mapping[str, object]) -> str:
    """Return figures as JSON with its keys sorted; days as ISO text."""
    return json.dumps(figures, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no figure: {value!r}")
