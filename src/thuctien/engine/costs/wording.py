"""Money of training in words: what is counted, cases, states, and the steps of a computation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from thuctien.engine.costs.norms import Count
from thuctien.engine.costs.procedure import Outcome, State
from thuctien.engine.costs.rules import CaseKind, MonthRounding
from thuctien.engine.wording import Wording

COUNTS: Mapping[Count, Wording] = {
    Count.CLASS: Wording("lớp", "class"),
    Count.SESSION: Wording("buổi học", "session"),
    Count.LECTURER_SESSION: Wording("buổi giảng", "session taught"),
    Count.LEARNER: Wording("học viên", "learner"),
    Count.LEARNER_DAY: Wording("ngày học của một học viên", "day of a learner"),
    Count.LEARNER_NIGHT: Wording("đêm nghỉ của một học viên", "night of a learner"),
    Count.LEARNER_KM: Wording("km đi lại của học viên", "km travelled by learners"),
}
CASES: Mapping[CaseKind, Wording] = {
    CaseKind.QUIT: Wording(
        "Tự ý bỏ học hoặc thôi việc khi đang học", "Gave up the course, or left work during it"
    ),
    CaseKind.NO_DIPLOMA: Wording("Không được cấp văn bằng", "Was granted no diploma"),
    CaseKind.LEFT_EARLY: Wording(
        "Thôi việc khi chưa phục vụ đủ thời gian cam kết",
        "Left before having served as long as promised",
    ),
}
ROUNDINGS: Mapping[MonthRounding, Wording] = {
    MonthRounding.HALF_UP: Wording(
        "từ 15 ngày trở lên tính là một tháng", "15 days or more count as a month"
    ),
    MonthRounding.UP: Wording("phần lẻ tính là một tháng", "any part counts as a month"),
    MonthRounding.DOWN: Wording("bỏ phần lẻ", "parts of a month do not count"),
}
STATES: Mapping[State, Wording] = {
    State.OPENED: Wording("Đã mở hồ sơ", "Opened"),
    State.COUNCIL_FORMED: Wording("Đã lập hội đồng", "Council formed"),
    State.MET: Wording("Hội đồng đã họp", "Council has met"),
    State.DECIDED: Wording("Đã có quyết định đền bù", "Decided: to be paid"),
    State.APPEALED: Wording("Đang khiếu nại", "Appealed"),
    State.PAYING: Wording("Đang nộp dần", "Being paid"),
    State.PAID: Wording("Đã nộp đủ", "Paid in full"),
    State.EXEMPT: Wording("Không phải nộp", "Nothing to pay"),
}
TO_DO: Mapping[State, Wording] = {
    State.COUNCIL_FORMED: Wording("Lập hội đồng xét đền bù", "Form the council"),
    State.MET: Wording("Họp hội đồng, lập biên bản", "Let the council meet, with minutes"),
    State.DECIDED: Wording("Ra quyết định", "Decide"),
    State.PAYING: Wording("Thu tiền đền bù", "Collect the money"),
    State.PAID: Wording("Thu đủ số tiền đền bù", "Collect the rest"),
}
OUTCOMES: Mapping[Outcome, Wording] = {
    Outcome.FULL: Wording("Đền bù toàn bộ số tiền đã tính", "To pay the amount computed"),
    Outcome.REDUCED: Wording("Giảm chi phí đền bù", "Reduced"),
    Outcome.EXEMPT: Wording("Không phải đền bù", "Nothing to pay"),
}


class StepCode(StrEnum):
    """A line of the computation of a compensation."""

    RULE = "rule"
    RULE_ONLY = "rule_only"
    COST = "cost"
    QUIT = "quit"
    NO_DIPLOMA = "no_diploma"
    MONTHS = "months"
    FORMULA = "formula"
    SERVED = "served"
    REDUCED = "reduced"
    EXEMPT = "exempt"
    RESULT = "result"


STEPS: Mapping[StepCode, Wording] = {
    StepCode.RULE: Wording(
        "Sự việc xảy ra ngày {on} nên áp dụng {source}, {article}.",
        "It happened on {on}, so {source}, {article} applies.",
    ),
    StepCode.RULE_ONLY: Wording(
        "Sự việc xảy ra ngày {on} nên áp dụng {source}.",
        "It happened on {on}, so {source} applies.",
    ),
    StepCode.COST: Wording(
        "F = {cost} đồng: chi phí thực tế đã chi cho người học, không tính lương và phụ cấp.",
        "F = {cost} đồng: what was really paid for this person, without salary and allowances.",
    ),
    StepCode.QUIT: Wording(
        "Bỏ học hoặc thôi việc khi đang học: đền bù {percent} % của {cost} = {amount} đồng.",
        "Gave up, or left work during the course: {percent} % of {cost} = {amount} đồng.",
    ),
    StepCode.NO_DIPLOMA: Wording(
        "Không được cấp văn bằng: đền bù {percent} % của {cost} = {amount} đồng.",
        "No diploma was granted: {percent} % of {cost} = {amount} đồng.",
    ),
    StepCode.MONTHS: Wording(
        "T1 = {owed} tháng phải phục vụ; T2 = {served} tháng đã phục vụ; còn thiếu {left} tháng.",
        "T1 = {owed} months owed; T2 = {served} months served; {left} months are missing.",
    ),
    StepCode.FORMULA: Wording(
        "S = F / T1 × (T1 − T2) = {cost} / {owed} × ({owed} − {served}) = {amount} đồng.",
        "S = F / T1 × (T1 − T2) = {cost} / {owed} × ({owed} − {served}) = {amount} đồng.",
    ),
    StepCode.SERVED: Wording(
        "Đã phục vụ đủ thời gian nên không phải đền bù: S = 0 đồng.",
        "Served as long as owed, so nothing is paid back: S = 0 đồng.",
    ),
    StepCode.REDUCED: Wording(
        "Được giảm {percent} % của {full} đồng vì: {ground}. Còn {amount} đồng.",
        "Reduced by {percent} % of {full} đồng because: {ground}. {amount} đồng are left.",
    ),
    StepCode.EXEMPT: Wording(
        "Được miễn toàn bộ {full} đồng vì: {ground}.",
        "All of {full} đồng is waived because: {ground}.",
    ),
    StepCode.RESULT: Wording(
        "Phải nộp {amount} đồng (làm tròn đến {unit} đồng, từ một nửa trở lên làm tròn lên).",
        "To be paid: {amount} đồng (rounded to {unit} đồng, half up).",
    ),
}
