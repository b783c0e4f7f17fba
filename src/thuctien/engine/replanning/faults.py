"""What keeps a plan from being made anew, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class FaultCode(StrEnum):
    """What is wrong with the events; each has its sentence in :data:`FAULT_WORDINGS`."""

    UNKNOWN_CLASS = "unknown_class"
    ALREADY_BEGUN = "already_begun"
    MOVED_INTO_THE_PAST = "moved_into_the_past"
    SPENT_ALREADY = "spent_already"


FAULT_WORDINGS: Mapping[FaultCode, Wording] = {
    FaultCode.UNKNOWN_CLASS: Wording(
        vi="Kế hoạch không có lớp {class_id}.",
        en="The plan has no class {class_id}.",
    ),
    FaultCode.ALREADY_BEGUN: Wording(
        vi="Lớp {class_id} đã khai giảng ({starts_on}) nên không thể chuyển hoặc hủy.",
        en="Class {class_id} has begun ({starts_on}); it can be neither moved nor cancelled.",
    ),
    FaultCode.MOVED_INTO_THE_PAST: Wording(
        vi="Lớp {class_id} không thể chuyển về tuần {starts_on} vì tuần đó đã qua.",
        en="Class {class_id} cannot be moved to the week of {starts_on}: that week is past.",
    ),
    FaultCode.SPENT_ALREADY: Wording(
        vi="Các lớp đã khai giảng cần {spent} đồng của nguồn {budget_id}, nhiều hơn {amount} đồng.",
        en="Classes that have begun cost {spent} đồng of {budget_id}, more than its {amount}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, as a code and figures."""

    code: FaultCode
    figures: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return the sentence in a language."""
        return FAULT_WORDINGS[self.code].render(language, self.figures)


class ReplanError(ValueError):
    """The events cannot have happened to this plan, or leave no plan at all."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.text(Language.EN) for fault in faults))
        self.faults = faults
