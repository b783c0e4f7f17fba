"""Why a person is sent or not yet, in words, and what would change it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class Reason(StrEnum):
    """What decided on a need; each has its sentences in :data:`SENTENCES`."""

    SENT = "sent"
    DUE_LATER = "due_later"
    REFUSED = "refused"
    NO_PROGRAMME = "no_programme"
    RULE = "rule"
    UNKNOWN_SERVICE = "unknown_service"
    RETIRES = "retires"
    TOO_FEW = "too_few"
    NO_MONEY_FOR_CLASS = "no_money_for_class"
    NO_PLACE_FOR_CLASS = "no_place_for_class"
    QUOTA = "quota"
    MONEY = "money"
    MOST_TURNS = "most_turns"
    WINDOW = "window"
    UNIT_AWAY = "unit_away"
    CLASSES_FULL = "classes_full"
    OVERLAP = "overlap"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Sentences:
    """The reason, and what would have to change for the person to be sent."""

    why: Wording
    change: Wording


_NOTHING = Wording("Không cần thay đổi gì.", "Nothing needs to change.")

SENTENCES: dict[Reason, Sentences] = {
    Reason.SENT: Sentences(
        Wording(
            "Được cử đi học «{programme}», lớp {class_id} tại {site}, khai giảng tuần {starts_on}.",
            "Is sent to “{programme}”, class {class_id} at {site}, starting in the week of"
            " {starts_on}.",
        ),
        _NOTHING,
    ),
    Reason.DUE_LATER: Sentences(
        Wording(
            "Chưa đến hạn: hạn là {due_on}, sau kỳ kế hoạch (đến {horizon_on}).",
            "Not due yet: due on {due_on}, after the period of the plan (to {horizon_on}).",
        ),
        Wording(
            "Sẽ được xét khi lập kế hoạch của năm đến hạn.",
            "Will be considered in the plan of the year in which it is due.",
        ),
    ),
    Reason.REFUSED: Sentences(
        Wording(
            "Đơn vị trả lời là chưa cần: {reason} ({source}).",
            "The unit answered that it is not needed: {reason} ({source}).",
        ),
        Wording(
            "Đơn vị rút lại trả lời này, rồi lập lại kế hoạch.",
            "The unit would have to take its answer back; then plan again.",
        ),
    ),
    Reason.NO_PROGRAMME: Sentences(
        Wording(
            "Trong năm không có chương trình nào cấp «{qualification}».",
            "No programme of the year leads to “{qualification}”.",
        ),
        Wording(
            "Cần mở một chương trình cấp «{qualification}».",
            "A programme that leads to “{qualification}” would have to be offered.",
        ),
    ),
    Reason.RULE: Sentences(
        Wording(
            "Chưa đáp ứng điều kiện của «{programme}»: {rule} ({source}).",
            "Does not meet a condition of “{programme}”: {rule} ({source}).",
        ),
        Wording(
            "Cần đáp ứng điều kiện này, hoặc có quyết định riêng của cấp có thẩm quyền.",
            "The condition would have to be met, or the competent level decide specially.",
        ),
    ),
    Reason.UNKNOWN_SERVICE: Sentences(
        Wording(
            "Hồ sơ chưa ghi ngày vào ngành, nên chưa xét được điều kiện của «{programme}»:"
            " {rule} ({source}).",
            "The record has no date of entry into service, so a condition of “{programme}” cannot"
            " be judged: {rule} ({source}).",
        ),
        Wording(
            "Cần bổ sung ngày vào ngành vào hồ sơ, rồi lập lại kế hoạch.",
            "Add the date of entry into service to the record, and plan again.",
        ),
    ),
    Reason.RETIRES: Sentences(
        Wording(
            "Nghỉ hưu ngày {retires_on}, trước khi lớp «{programme}» sớm nhất kết thúc"
            " ({ends_on}).",
            "Retires on {retires_on}, before the earliest class of “{programme}” would end"
            " ({ends_on}).",
        ),
        Wording(
            "Chỉ một hình thức học ngắn hơn, kết thúc trước {retires_on}, mới kịp.",
            "Only a shorter form that ends before {retires_on} would be in time.",
        ),
    ),
    Reason.TOO_FEW: Sentences(
        Wording(
            "Không mở lớp «{programme}»: chỉ có {waiting} người cần và học được, tối thiểu"
            " {least}.",
            "No class of “{programme}” is opened: only {waiting} people need it and can"
            " attend, {least} are required.",
        ),
        Wording(
            "Cần thêm {missing} người có cùng nhu cầu, hoặc ghép với tỉnh khác.",
            "{missing} more people with the same need, or a class with another province, would do.",
        ),
    ),
    Reason.NO_MONEY_FOR_CLASS: Sentences(
        Wording(
            "Không mở lớp «{programme}»: nguồn {budget} còn {left} đồng, một lớp nhỏ nhất cần"
            " {needed} đồng.",
            "No class of “{programme}” is opened: {left} đồng are left in {budget}, the"
            " smallest class costs {needed} đồng.",
        ),
        Wording(
            "Cần thêm {missing} đồng vào nguồn {budget}.",
            "{missing} đồng more in {budget} would do.",
        ),
    ),
    Reason.NO_PLACE_FOR_CLASS: Sentences(
        Wording(
            "Không mở thêm lớp «{programme}»: không tuần nào còn phòng và giảng viên cùng lúc.",
            "No class of “{programme}” is opened: no week has both a room and lecturers free.",
        ),
        Wording(
            "Cần thêm giảng viên dạy được chuyên đề hoặc thêm phòng học.",
            "More lecturers for its topics, or more rooms, would do.",
        ),
    ),
    Reason.QUOTA: Sentences(
        Wording(
            "Chỉ tiêu «{programme}» của {unit} đã dùng hết: {used} trên {seats} lượt;"
            " người xếp cuối được cử có hạn {last_due_on}, người này có hạn {due_on}.",
            "The quota of {unit} for “{programme}” is used up: {used} of {seats} turns;"
            " the last one sent was due on {last_due_on}, this person on {due_on}.",
        ),
        Wording(
            "Cần thêm ít nhất một chỉ tiêu «{programme}» cho {unit}.",
            "At least one more seat in the quota of {unit} for “{programme}” would do.",
        ),
    ),
    Reason.MONEY: Sentences(
        Wording(
            "Nguồn {budget} còn {left} đồng, một lượt học «{programme}» cần {needed} đồng.",
            "{left} đồng are left in {budget}; a turn in “{programme}” costs {needed} đồng.",
        ),
        Wording(
            "Cần thêm {missing} đồng vào nguồn {budget}.",
            "{missing} đồng more in {budget} would do.",
        ),
    ),
    Reason.MOST_TURNS: Sentences(
        Wording(
            "Đã được cử {turns} lượt trong năm, mức tối đa là {most}.",
            "Is sent {turns} times in the year already; {most} is the most.",
        ),
        Wording(
            "Cần nâng mức tối đa, hoặc học vào năm sau.",
            "A higher limit would do, or the next year.",
        ),
    ),
    Reason.WINDOW: Sentences(
        Wording(
            "Chỉ đủ điều kiện nhập học «{programme}» từ {start_from_on} đến {start_to_on};"
            " không có lớp nào khai giảng và kết thúc kịp.",
            "May start “{programme}” only from {start_from_on} to {start_to_on};"
            " no class starts then and ends in time.",
        ),
        Wording(
            "Cần một lớp khai giảng trong khoảng đó.",
            "A class that starts between these days would do.",
        ),
    ),
    Reason.UNIT_AWAY: Sentences(
        Wording(
            "Tuần {week_on}, {unit} đã có {away} người đi học, tối đa {limit} người vắng cùng lúc.",
            "In the week of {week_on}, {away} people of {unit} are away already; {limit} is"
            " the most.",
        ),
        Wording(
            "Cần một lớp vào tuần khác, hoặc đơn vị cho vắng thêm một người.",
            "A class in another week would do, or the unit sparing one more person.",
        ),
    ),
    Reason.CLASSES_FULL: Sentences(
        Wording(
            "Các lớp «{programme}» mà người này học được đều đủ người: {classes} lớp, {seats} chỗ.",
            "All classes of “{programme}” that fit this person are full: {classes} classes,"
            " {seats} seats.",
        ),
        Wording(
            "Cần mở thêm một lớp hoặc một chỗ trong các lớp này.",
            "One more class, or one more seat in these, would do.",
        ),
    ),
    Reason.OVERLAP: Sentences(
        Wording(
            "Các lớp «{programme}» trùng tuần với lớp {class_id} mà người này được cử đi.",
            "The classes of “{programme}” overlap with class {class_id}, to which this person"
            " is sent.",
        ),
        Wording(
            "Cần một lớp vào tuần khác.",
            "A class in other weeks would do.",
        ),
    ),
    Reason.PARTLY: Sentences(
        Wording(
            "Một lượt «{programme}» chỉ có {given} giờ, còn thiếu {lacking} giờ.",
            "One turn of “{programme}” brings {given} hours only; {lacking} are lacking.",
        ),
        Wording(
            "Cần học nhiều khóa cộng lại đủ {lacking} giờ.",
            "Several courses that add up to {lacking} hours would do.",
        ),
    ),
}


def answer_texts(reason: str, figures: str, language: Language) -> tuple[str, str]:
    """Return why, and what would change it, as sentences.

    ``figures`` is the JSON object of an answer. A figure with a second one named ``<name>_en`` is
    replaced by it in English; days (names that end in ``_on``) are written dd/mm/yyyy.
    """
    values = _localised(json.loads(figures), language)
    sentences = SENTENCES[Reason(reason)]
    return sentences.why.render(language, values), sentences.change.render(language, values)


def _localised(figures: Mapping[str, object], language: Language) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in figures.items():
        english = figures.get(f"{name}_en")
        chosen = english if english and language == Language.EN else value
        if name.endswith("_on") and isinstance(chosen, str):
            chosen = date.fromisoformat(chosen)
        values[name] = chosen
    return values
