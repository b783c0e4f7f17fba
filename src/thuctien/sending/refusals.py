"""Why an act on quotas and nominations is refused: a code and figures, with its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from typing_extensions import override

from thuctien.engine.wording import Language, Wording

REFUSALS: Mapping[str, Wording] = {
    "class_full": Wording(
        "Lớp {class_id} đã hết chỗ: {taken} trên {capacity}.",
        "Class {class_id} is full: {taken} of {capacity}.",
    ),
    "quota_used_up": Wording(
        "{unit} đã dùng hết chỉ tiêu của chương trình này ({taken} trên {seats}).",
        "{unit} has used up its quota of this programme ({taken} of {seats}).",
    ),
    "class_begun": Wording(
        "Lớp {class_id} đã khai giảng ngày {starts_on}.",
        "Class {class_id} has begun on {starts_on}.",
    ),
    "class_not_begun": Wording(
        "Lớp {class_id} khai giảng ngày {starts_on}, chưa tới.",
        "Class {class_id} begins only on {starts_on}.",
    ),
    "class_cancelled": Wording("Lớp {class_id} đã hủy.", "Class {class_id} is cancelled."),
    "wrong_state": Wording(
        "{name}: đề cử đang ở trạng thái «{state}» nên không làm việc này được.",
        "{name}: the nomination is “{state}”, so this cannot be done.",
    ),
    "nominated_already": Wording(
        "{name} đã được đề cử vào lớp này.", "{name} is nominated for this class already."
    ),
    "not_met": Wording(
        "{name} chưa đủ điều kiện; cần được duyệt ngoại lệ trước khi nộp.",
        "{name} does not meet the conditions; an exception must be approved first.",
    ),
    "needs_decision": Wording(
        "{name} cần quyết định đặc biệt trước khi được chọn.",
        "{name} needs a special decision before being selected.",
    ),
    "reason_missing": Wording(
        "{name}: chưa có nhu cầu nào được ghi nhận, vì vậy cần ghi lý do đề cử.",
        "{name}: no need is on record, so say why this person is nominated.",
    ),
    "say_why": Wording("Hãy ghi lý do.", "Say why."),
    "in_conflict": Wording("{name}: {conflict}", "{name}: {conflict}"),
    "waiting_list_first": Wording(
        "Lớp đang có danh sách chờ ({waiting} người), chỗ trống thuộc về danh sách chờ. "
        "Hãy đưa người mới vào cuối danh sách chờ.",
        "The class has a waiting list ({waiting} people), to which free places belong. "
        "Put newcomers at its end.",
    ),
    "not_in_order": Wording(
        "{name} xếp sau người chưa được xét; hãy chọn theo thứ tự hoặc ghi lý do chọn khác thứ tự.",
        "{name} stands behind somebody not decided on; select in order, or say why not.",
    ),
    "capacity_below_taken": Wording(
        "Không giảm được xuống {capacity}: đã có {taken} người giữ chỗ.",
        "It cannot go down to {capacity}: {taken} places are taken.",
    ),
    "seats_below_taken": Wording(
        "{unit} đã dùng {taken} chỉ tiêu; không thể còn {seats}.",
        "{unit} has used {taken} seats; it cannot be left with {seats}.",
    ),
    "above_quota": Wording(
        "Cấp trên giao {quota} chỉ tiêu; phân bổ {allotted} là vượt quá.",
        "{quota} seats were given from above; {allotted} would be too many.",
    ),
    "quota_below_allotted": Wording(
        "Đã phân bổ {allotted} chỉ tiêu cho các đơn vị; không thể giảm xuống {quota}.",
        "{allotted} seats are given to agencies; it cannot go down to {quota}.",
    ),
    "not_the_same_programme": Wording(
        "Chỉ điều chuyển được giữa hai đơn vị trong cùng đợt và cùng chương trình.",
        "Seats go only between agencies of the same round and programme.",
    ),
    "nothing_to_transfer": Wording(
        "Số chỉ tiêu điều chuyển phải lớn hơn 0.", "At least one seat must be handed over."
    ),
    "answer_time_over": Wording(
        "Đã quá hạn trả lời ({answer_by}).", "The time to answer is over ({answer_by})."
    ),
    "not_a_later_class": Wording(
        "Chỉ lùi được sang một lớp khai giảng sau, cùng chương trình và cùng đợt.",
        "It can only be deferred to a class of the same programme and round that starts later.",
    ),
    "another_agency": Wording(
        "Người thay phải thuộc cùng đơn vị: {name} không thuộc {unit}.",
        "A substitute must be of the same agency: {name} is not of {unit}.",
    ),
    "no_number": Wording("Hãy nhập một số.", "Enter a number."),
    "nobody": Wording("Chưa chọn ai.", "Nobody is chosen."),
    "no_plan": Wording(
        "Lớp {class_id} không nằm trong kế hoạch nên không có người được đề xuất.",
        "Class {class_id} is not of the plan, so nobody is proposed for it.",
    ),
}


@runtime_checkable
class Rendered(Protocol):
    """A figure that is itself words in both languages."""

    def render(self, language: Language) -> str:
        """Return it in a language."""


class RefusedError(Exception):
    """An act that the rules of sending do not allow; nothing was changed."""

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(code)
        self.code, self.figures = code, figures

    def text(self, language: Language) -> str:
        """Return the refusal as a sentence."""
        shown = {
            name: value.render(language) if isinstance(value, Rendered) else value
            for name, value in self.figures.items()
        }
        return REFUSALS[self.code].render(language, shown)

    @override
    def __str__(self) -> str:
        return self.text(Language.EN)
