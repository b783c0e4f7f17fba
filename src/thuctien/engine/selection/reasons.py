"""Why one nomination stands before another, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from thuctien.engine.selection.criteria import Criterion, Tie
from thuctien.engine.wording import Language, Wording


class Side(StrEnum):
    """Which neighbour a nomination is compared with."""

    AFTER = "after"
    """The one place higher."""
    BEFORE = "before"
    """The one place lower."""


NAMES: dict[str, Wording] = {
    Criterion.VERDICT: Wording("Đáp ứng điều kiện", "Meets the conditions"),
    Criterion.HAD_A_SEAT: Wording("Đã có chỗ ở lớp trước", "Had a place before"),
    Criterion.FORCE: Wording("Mức cấp thiết của nhu cầu", "Force of the need"),
    Criterion.DUE_ON: Wording("Thời hạn của nhu cầu", "Day on which the need is due"),
    Criterion.PLANNED: Wording("Thuộc diện quy hoạch", "Planned for an office"),
    Criterion.YEARS_LEFT: Wording("Số năm công tác còn lại", "Years of service left"),
    Criterion.TIMES_REFUSED: Wording("Số lần chưa được chọn", "Times refused before"),
    Tie.SUBMITTED: Wording("Thời điểm nộp đề cử", "Time of submission"),
    Tie.CODE: Wording("Mã cán bộ", "Code of the person"),
}

_SENTENCES: dict[Side, dict[str, Wording]] = {
    Side.BEFORE: {
        Criterion.VERDICT: Wording(
            "Xếp trước {who} vì {own}, còn bên kia {other}.",
            "Before {who}, since this one {own} and the other {other}.",
        ),
        Criterion.HAD_A_SEAT: Wording(
            "Xếp trước {who} vì đã có chỗ ở lớp trước và được lùi sang lớp này.",
            "Before {who}, since a place of an earlier class was deferred to this one.",
        ),
        Criterion.FORCE: Wording(
            "Xếp trước {who} vì nhu cầu {own}, còn bên kia {other}.",
            "Before {who}, since the need is {own} and the other's is {other}.",
        ),
        Criterion.DUE_ON: Wording(
            "Xếp trước {who} vì nhu cầu đến hạn sớm hơn ({own}, bên kia {other}).",
            "Before {who}, since the need is due earlier ({own}, the other's {other}).",
        ),
        Criterion.PLANNED: Wording(
            "Xếp trước {who} vì thuộc diện quy hoạch.",
            "Before {who}, since planned for an office.",
        ),
        Criterion.YEARS_LEFT: Wording(
            "Xếp trước {who} vì còn công tác lâu hơn ({own} năm, bên kia {other} năm).",
            "Before {who}, since more years of service are left ({own}, the other has {other}).",
        ),
        Criterion.TIMES_REFUSED: Wording(
            "Xếp trước {who} vì đã nhiều lần chưa được chọn hơn ({own} lần, bên kia {other} lần).",
            "Before {who}, since refused more often before ({own} times, the other {other}).",
        ),
        Tie.SUBMITTED: Wording(
            "Ngang hạng với {who} ở mọi tiêu chí; xếp trước vì đề cử được nộp sớm hơn.",
            "Equal to {who} in every criterion; before, since it was submitted earlier.",
        ),
        Tie.CODE: Wording(
            "Ngang hạng với {who} ở mọi tiêu chí và nộp cùng lúc; xếp theo mã cán bộ.",
            "Equal to {who} in every criterion and submitted together; ordered by code.",
        ),
    },
    Side.AFTER: {
        Criterion.VERDICT: Wording(
            "Xếp sau {who} vì {own}, còn bên kia {other}.",
            "After {who}, since this one {own} and the other {other}.",
        ),
        Criterion.HAD_A_SEAT: Wording(
            "Xếp sau {who} vì bên kia đã có chỗ ở lớp trước và được lùi sang lớp này.",
            "After {who}, whose place of an earlier class was deferred to this one.",
        ),
        Criterion.FORCE: Wording(
            "Xếp sau {who} vì nhu cầu {own}, còn bên kia {other}.",
            "After {who}, since the need is {own} and the other's is {other}.",
        ),
        Criterion.DUE_ON: Wording(
            "Xếp sau {who} vì nhu cầu đến hạn muộn hơn ({own}, bên kia {other}).",
            "After {who}, since the need is due later ({own}, the other's {other}).",
        ),
        Criterion.PLANNED: Wording(
            "Xếp sau {who} vì bên kia thuộc diện quy hoạch.",
            "After {who}, who is planned for an office.",
        ),
        Criterion.YEARS_LEFT: Wording(
            "Xếp sau {who} vì thời gian công tác còn lại ít hơn ({own} năm, bên kia {other} năm).",
            "After {who}, since fewer years of service are left ({own}, the other has {other}).",
        ),
        Criterion.TIMES_REFUSED: Wording(
            "Xếp sau {who} vì ít lần chưa được chọn hơn ({own} lần, bên kia {other} lần).",
            "After {who}, since refused less often before ({own} times, the other {other}).",
        ),
        Tie.SUBMITTED: Wording(
            "Ngang hạng với {who} ở mọi tiêu chí; xếp sau vì đề cử được nộp muộn hơn.",
            "Equal to {who} in every criterion; after, since it was submitted later.",
        ),
        Tie.CODE: Wording(
            "Ngang hạng với {who} ở mọi tiêu chí và nộp cùng lúc; xếp theo mã cán bộ.",
            "Equal to {who} in every criterion and submitted together; ordered by code.",
        ),
    },
}

_NEIGHBOUR = {
    Side.BEFORE: Wording("người kế tiếp", "the next in order"),
    Side.AFTER: Wording("người ngay trên", "the one in front"),
}

_VALUES: dict[tuple[str, str], Wording] = {
    (Criterion.VERDICT, "met"): Wording("đáp ứng đủ điều kiện", "meets the conditions"),
    (Criterion.VERDICT, "special_decision"): Wording(
        "cần quyết định đặc biệt", "needs a special decision"
    ),
    (Criterion.VERDICT, "not_met"): Wording("chưa đủ điều kiện", "does not meet the conditions"),
    (Criterion.FORCE, "overdue"): Wording("đã quá hạn", "overdue"),
    (Criterion.FORCE, "due"): Wording("đến hạn", "due"),
    (Criterion.FORCE, "recommended"): Wording("được khuyến khích", "recommended"),
    (Criterion.FORCE, "later"): Wording("chưa đến hạn", "due only later"),
    (Criterion.FORCE, ""): Wording("không được ghi nhận", "not on record"),
    (Criterion.VERDICT, ""): Wording("chưa được xét điều kiện", "was not assessed"),
    (Criterion.DUE_ON, ""): Wording("không có hạn", "without a day"),
    (Criterion.YEARS_LEFT, ""): Wording("0", "0"),
}

_ORDER = Wording(
    "Thứ tự xét: {criteria}. Ngang nhau ở mọi tiêu chí thì cùng hạng: đề cử nộp trước xếp trước, "
    "rồi theo mã cán bộ.",
    "Compared by: {criteria}. Equal in all of them means the same rank: what was submitted earlier "
    "comes first, then the code of the person decides.",
)


def criterion_name(criterion: str, language: Language) -> str:
    """Return what is compared, in a few words; ``criterion`` is a Criterion or a Tie."""
    return NAMES[criterion].render(language, {})


def order_text(order: Sequence[Criterion], language: Language) -> str:
    """Return how a class is ranked, in a sentence or two."""
    names = "; ".join(f"{n}) {criterion_name(c, language)}" for n, c in enumerate(order, 1))
    return _ORDER.render(language, {"criteria": names})


def comparison_text(
    side: Side,
    decided_by: str,
    own: str | None,
    other: str | None,
    language: Language,
    who: str = "",
) -> str:
    """Return why a nomination stands before or after its neighbour, in a sentence.

    ``own`` and ``other`` are values of :data:`~thuctien.engine.selection.RANKING_SCHEMA`, those of
    the nomination and of its neighbour. ``who`` names the neighbour, where the reader may know.
    """
    figures = {
        "who": who or _NEIGHBOUR[side].render(language, {}),
        "own": _shown(decided_by, own, language),
        "other": _shown(decided_by, other, language),
    }
    return _SENTENCES[side][decided_by].render(language, figures)


def _shown(criterion: str, value: str | None, language: Language) -> str | date | int:
    if wording := _VALUES.get((criterion, value or "")):
        return wording.render(language, {})
    if value and criterion == Criterion.DUE_ON:
        return date.fromisoformat(value)
    return value or ""
