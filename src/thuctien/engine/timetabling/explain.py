"""Why a session has no room or no lecturer, as a code and figures, and in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import CodeList
from thuctien.engine.timetabling.grid import Grid
from thuctien.engine.timetabling.problem import Problem
from thuctien.engine.timetabling.rooms import suitable_rooms
from thuctien.engine.timetabling.roster import Roster
from thuctien.engine.wording import Language, Wording


class Reason(StrEnum):
    """Why a session is not placed."""

    LEARNERS_ELSEWHERE = "learners_elsewhere"
    NO_SUCH_ROOM = "no_such_room"
    ROOMS_TAKEN = "rooms_taken"
    TOPIC_UNTAUGHT = "topic_untaught"
    LECTURERS_TAKEN = "lecturers_taken"


WORDINGS: Mapping[Reason, Wording] = {
    Reason.LEARNERS_ELSEWHERE: Wording(
        vi="{learners} học viên của lớp học lớp {other_class_id} trong cùng buổi này.",
        en="{learners} of its learners are in class {other_class_id} at the same time.",
    ),
    Reason.NO_SUCH_ROOM: Wording(
        vi="Cơ sở {site_id} không có phòng nào đủ {size} chỗ dùng được trong ngày này.",
        en="Site {site_id} has no room for {size} that is in use on this day.",
    ),
    Reason.ROOMS_TAKEN: Wording(
        vi="Cả {rooms} phòng đủ {size} chỗ của cơ sở {site_id} đều có lớp khác trong buổi này.",
        en="All {rooms} rooms for {size} at site {site_id} have other classes at this time.",
    ),
    Reason.TOPIC_UNTAUGHT: Wording(
        vi="Không có giảng viên nào dạy chuyên đề {topic} ở loại cơ sở này.",
        en="No lecturer teaches topic {topic} at this kind of site.",
    ),
    Reason.LECTURERS_TAKEN: Wording(
        vi="Có {competent} giảng viên dạy được chuyên đề {topic}, nhưng trong buổi này "
        "{absent} người vắng, {busy} người dạy lớp khác, {elsewhere} người dạy ở cơ sở khác "
        "trong ngày, {full} người đã đủ số buổi của tháng.",
        en="{competent} lecturers teach topic {topic}, but at this time {absent} are absent, "
        "{busy} teach another class, {elsewhere} are at another site that day, "
        "{full} have all their sessions of the month.",
    ),
}


Names = Mapping[str, Mapping[str, str]]
"""For a figure that is a code (``site_id``, ``topic``) the names by code."""


def text(reason: str, figures: str, language: Language, names: Names | None = None) -> str:
    """Return the sentence for a row of ``UNPLACED_SCHEMA``.

    ``reason`` and ``figures`` are those columns; codes for which ``names`` has a name are shown by
    it (see :func:`names_of`). Raises ``ValueError`` for an unknown reason or figures that are no
    JSON object.
    """
    values = json.loads(figures)
    for figure, by_code in (names or {}).items():
        if figure in values:
            values[figure] = by_code.get(values[figure], values[figure])
    return WORDINGS[Reason(reason)].render(language, values)


def names_of(province: Province, language: Language) -> Names:
    """Return the names, in ``language``, of the codes that stand in figures."""
    topics = province.codes.filter(pl.col("list") == CodeList.TOPIC)
    name = pl.col("name") if language is Language.VI else pl.coalesce("name_en", "name")
    return {
        "site_id": dict(province.sites.select("site_id", "name").iter_rows()),
        "topic": dict(topics.select("code", name.alias("name")).iter_rows()),
    }


def room_missing(
    problem: Problem, class_index: int, position: int
) -> tuple[Reason, dict[str, object]]:
    """Return why a session has no room, with the figures."""
    study_class = problem.classes[class_index]
    rooms = suitable_rooms(problem, class_index, {study_class.slots[position].day})
    figures: dict[str, object] = {"site_id": study_class.site_id, "size": study_class.size}
    if not rooms:
        return Reason.NO_SUCH_ROOM, figures
    return Reason.ROOMS_TAKEN, figures | {"rooms": len(rooms)}


def lecturer_missing(
    roster: Roster, class_index: int, position: int
) -> tuple[Reason, dict[str, object]]:
    """Return why a session has no lecturer: what each who could teach it does instead."""
    grid: Grid = roster.grid
    module = roster.modules[class_index][position]
    topic = grid.problem.classes[class_index].modules[module].topic
    competent = grid.qualified[class_index][module]
    if not competent:
        return Reason.TOPIC_UNTAUGHT, {"topic": topic}
    bit = grid.bits[class_index][position]
    counts = dict.fromkeys(("absent", "busy", "elsewhere", "full"), 0)
    for lecturer in competent:
        counts[_hindrance(roster, lecturer, bit, grid.sites[class_index])] += 1
    return Reason.LECTURERS_TAKEN, {"topic": topic, "competent": len(competent), **counts}


def _hindrance(roster: Roster, lecturer: int, bit: int, site: int) -> str:
    grid, busy = roster.grid, roster.busy[lecturer]
    if not grid.duty[lecturer] & bit:
        return "absent"
    if busy & bit:
        return "busy"
    if grid.whole_days(bit) & busy & ~roster.busy_at[lecturer].get(site, 0):
        return "elsewhere"
    return "full"
