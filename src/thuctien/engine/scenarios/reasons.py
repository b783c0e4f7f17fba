"""Why something differs, in words."""

from __future__ import annotations

from collections.abc import Mapping

from thuctien.engine.planning.reasons import answer_texts
from thuctien.engine.replanning import cause_text
from thuctien.engine.scenarios.differences import (
    ClassChange,
    Figure,
    NeedChange,
    NeedWhy,
    TurnChange,
    TurnWhy,
)
from thuctien.engine.wording import Language, Wording

FIGURES: Mapping[Figure, Wording] = {
    Figure.PEOPLE_WITH_NEEDS: Wording("Người có nhu cầu", "People with a need"),
    Figure.NEEDS: Wording("Nhu cầu", "Needs"),
    Figure.OVERDUE: Wording("– quá hạn", "– overdue"),
    Figure.DUE: Wording("– đến hạn", "– due"),
    Figure.RECOMMENDED: Wording("– khuyến khích", "– recommended"),
    Figure.LATER: Wording("– chưa đến hạn", "– later"),
    Figure.NEEDS_MET: Wording("Nhu cầu được đáp ứng", "Needs met"),
    Figure.PERSONS_SENT: Wording("Người được cử", "Persons sent"),
    Figure.TURNS: Wording("Lượt cử đi học", "Turns"),
    Figure.CLASSES: Wording("Lớp mở", "Classes"),
    Figure.COST: Wording("Chi phí (đồng)", "Cost (đồng)"),
}
BASES: Mapping[Figure, Wording] = {
    Figure.PEOPLE_WITH_NEEDS: Wording("người đang giữ vị trí", "people in post"),
    **{
        figure: Wording("lượt yêu cầu áp dụng", "requirements that apply to somebody")
        for figure in (
            Figure.NEEDS,
            Figure.OVERDUE,
            Figure.DUE,
            Figure.RECOMMENDED,
            Figure.LATER,
        )
    },
    **{
        figure: Wording("nhu cầu trong kỳ", "needs of the year")
        for figure in (Figure.NEEDS_MET, Figure.TURNS, Figure.CLASSES)
    },
    Figure.PERSONS_SENT: Wording("người có nhu cầu", "people with a need"),
    Figure.COST: Wording("đồng kinh phí", "đồng of budgets"),
}
NEED_CHANGES: Mapping[NeedChange, Wording] = {
    NeedChange.APPEARS: Wording("thêm", "appears"),
    NeedChange.VANISHES: Wording("hết", "vanishes"),
    NeedChange.CHANGES: Wording("đổi mức hoặc hạn", "other force or date"),
}
NEED_WHYS: Mapping[NeedWhy, Wording] = {
    NeedWhy.NEW_RULE: Wording("Yêu cầu này trước đây không có.", "The requirement is new."),
    NeedWhy.RULE_ENDED: Wording("Yêu cầu đã được bỏ.", "The requirement has ended."),
    NeedWhy.NEWLY_MEANT: Wording(
        "Nay thuộc diện của yêu cầu, do đơn vị hoặc vị trí đã khác.",
        "The requirement now means this person: another unit or post.",
    ),
    NeedWhy.NO_LONGER_MEANT: Wording(
        "Không còn thuộc diện của yêu cầu, do đơn vị hoặc vị trí đã khác.",
        "The requirement no longer means this person: another unit or post.",
    ),
    NeedWhy.OTHER_RULE: Wording(
        "Nay do yêu cầu khác, hoặc nội dung khác của yêu cầu, đòi hỏi.",
        "Another requirement, or other terms of it, now asks for this.",
    ),
}
TURN_CHANGES: Mapping[TurnChange, Wording] = {
    TurnChange.GAINS: Wording("được cử thêm", "gains a seat"),
    TurnChange.LOSES: Wording("không còn được cử", "loses the seat"),
    TurnChange.MOVES: Wording("đổi lớp", "changes class"),
}
CLASS_CHANGES: Mapping[ClassChange, Wording] = {
    ClassChange.OPENED: Wording("mở thêm", "opened"),
    ClassChange.CLOSED: Wording("không mở", "not opened"),
    ClassChange.RESIZED: Wording("đổi sĩ số", "other size"),
    ClassChange.REPRICED: Wording("đổi chi phí", "other cost"),
}
_TURN_WHYS: Mapping[TurnWhy, Wording] = {
    TurnWhy.NEW_NEED: Wording("Có nhu cầu mới.", "Has a new need."),
    TurnWhy.NEED_GONE: Wording("Không còn nhu cầu này.", "No longer has the need."),
    TurnWhy.OTHER_COURSE: Wording(
        "Nhu cầu được đáp ứng bằng lớp khác.", "The need is met by another course."
    ),
    TurnWhy.CLASS_NOT_OPENED: Wording(
        "Lớp đã định không được mở.", "The class that was planned is not opened."
    ),
    TurnWhy.OTHER_CLASS: Wording(
        "Chỗ trong lớp đã định dành cho người khác.",
        "The place in the class that was planned goes to somebody else.",
    ),
    TurnWhy.REARRANGED: Wording(
        "Các khóa cộng giờ được sắp xếp lại.", "The courses that add up hours were arranged anew."
    ),
}
_BEFORE = Wording("Trước đó chưa được cử: {why}", "Was not sent before: {why}")


def turn_why(
    change: str, why: str, reason: str | None, figures: str | None, language: Language
) -> str:
    """Return why somebody gains or loses a seat or changes class, as a sentence.

    ``reason`` and ``figures`` are those of the plan's answer, or of what forced the change, where
    ``why`` says that it speaks.
    """
    if TurnWhy(why) is TurnWhy.FORCED and reason:
        return cause_text(reason, figures or "{}", language)
    if TurnWhy(why) is not TurnWhy.ANSWER or not reason:
        found = TurnWhy(why) if TurnWhy(why) in _TURN_WHYS else TurnWhy.REARRANGED
        return _TURN_WHYS[found].render(language, {})
    sentence, _ = answer_texts(reason, figures or "{}", language)
    return _BEFORE.render(language, {"why": sentence}) if change == TurnChange.GAINS else sentence
