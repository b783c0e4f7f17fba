"""What the pages say of nominations: conflicts, steps, and reasons that nobody typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thuctien.engine.text.dates import parse_date
from thuctien.engine.wording import Language, Wording

CONFLICTS: Mapping[str, Wording] = {
    "other_class": Wording(
        "đã có chỗ ở lớp {class_id} ({starts_on} – {ends_on}), trùng thời gian.",
        "has a place in class {class_id} ({starts_on} – {ends_on}) at the same time.",
    ),
    "same_programme": Wording(
        "đã có chỗ ở lớp {class_id} cùng chương trình ({starts_on} – {ends_on}).",
        "has a place in class {class_id} of the same programme ({starts_on} – {ends_on}).",
    ),
    "most_turns": Wording(
        "đã có {turns} lượt học trong năm {year}; tối đa {most}.",
        "has {turns} turns in {year} already; the most is {most}.",
    ),
    "already_held": Wording(
        "đã có văn bằng, chứng chỉ mà lớp này cấp (ngày {awarded_on}).",
        "holds what this class leads to already (since {awarded_on}).",
    ),
    "no_quota": Wording(
        "đơn vị không được giao chỉ tiêu của chương trình này.",
        "the agency has no quota of this programme.",
    ),
    "quota_used_up": Wording(
        "đơn vị đã dùng hết chỉ tiêu ({taken} trên {seats}); chỉ có thể vào danh sách chờ.",
        "the agency's quota is used up ({taken} of {seats}); only the waiting list is left.",
    ),
    "unit_away": Wording(
        "cùng lúc sẽ có {away} trên {staff} người của đơn vị đi học; mức tối đa là {most}.",
        "{away} of {staff} people of the unit would be away at once; the most is {most}.",
    ),
    "not_met": Wording("chưa đủ điều kiện.", "does not meet the conditions."),
    "special_decision": Wording("cần quyết định đặc biệt.", "needs a special decision."),
}

STEPS: Mapping[str, Wording] = {
    "draft": Wording("Đơn vị soạn đề cử", "Drafted by the agency"),
    "submitted": Wording("Nộp đề cử", "Submitted"),
    "selected": Wording("Được chọn", "Selected"),
    "waiting": Wording(
        "Vào danh sách chờ, số {number}", "Put on the waiting list, number {number}"
    ),
    "offered": Wording("Được mời vào chỗ trống", "Offered a free place"),
    "decided": Wording("Có quyết định cử {number}", "Decided: {number}"),
    "joined": Wording("Đã nhập học", "Joined"),
    "not_joined": Wording("Không nhập học", "Did not join"),
    "refused": Wording("Không được chọn", "Refused"),
    "withdrawn": Wording("Rút đề cử", "Withdrawn"),
    "deferred": Wording("Lùi sang lớp sau", "Deferred to a later class"),
    "substituted": Wording("Được thay bằng người khác", "Replaced by somebody else"),
    "exception_approved": Wording("Duyệt ngoại lệ", "Exception approved"),
    "passed_over": Wording("Đến lượt nhưng chưa vào được", "Next in order, but passed over"),
    "not_brought_over": Wording(
        "Không chuyển được sang lớp thay thế", "Could not be brought over to the other class"
    ),
    "offer_expired": Wording(
        "Hết hạn trả lời; chỗ chuyển cho người kế tiếp",
        "The time to answer ran out; the place went to the next",
    ),
    "offer_declined": Wording(
        "Không nhận chỗ; chỗ chuyển cho người kế tiếp",
        "The place was declined; it went to the next",
    ),
    "class_cancelled": Wording("Lớp bị hủy", "The class was cancelled"),
    "plan_adjusted": Wording("Kế hoạch được điều chỉnh", "The plan was adjusted"),
    "class_begun": Wording(
        "Lớp đã khai giảng mà không có chỗ", "The class began without a place for this person"
    ),
    "decision_cancelled": Wording("Quyết định cử bị hủy", "The decision to send was cancelled"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with its figures, to stand inside another one."""

    wording: Wording
    figures: Mapping[str, Any]

    def render(self, language: Language) -> str:
        """Return it in a language; days among the figures are written as days."""
        return self.wording.render(language, {k: _shown(v) for k, v in self.figures.items()})


def conflict_phrase(conflict: Mapping[str, Any]) -> Phrase:
    """Return what a kept conflict says (:class:`thuctien.sending.selectors.conflicts.Conflict`)."""
    return Phrase(CONFLICTS[conflict["code"]], conflict["figures"])


def code_text(code: str, figures: Mapping[str, Any], language: Language) -> str:
    """Return a step or a state's reason in words; what a later version does not know, as its code.

    A step of who was passed over says why in its figures.
    """
    wording = STEPS.get(code) or CONFLICTS.get(code)
    if wording is None:
        return code
    try:
        text = Phrase(wording, figures).render(language)
    except KeyError:
        return code
    why = CONFLICTS.get(str(figures.get("why", "")))
    if why is None:
        return text
    return f"{text}: {Phrase(why, figures).render(language)}"


def _shown(value: object) -> object:
    if isinstance(value, str) and len(value) == len("2027-01-31") and value[4:5] == "-":
        return parse_date(value).day
    return value
