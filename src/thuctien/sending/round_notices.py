"""What people are told about rounds of sending."""

from __future__ import annotations

from thuctien.engine.wording import Wording
from thuctien.notices.choices import Way
from thuctien.notices.kinds import Kind

KINDS = (
    Kind(
        code="round.open",
        title=Wording("Có việc của đợt cử đi học", "A step of a round is open"),
        sentence=Wording(
            "{round}: «{stage}» đã mở, {unit} làm trước hạn {due_on}.",
            "{round}: “{stage}” is open; {unit} has until {due_on}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.soon",
        title=Wording("Sắp đến hạn", "A deadline is near"),
        sentence=Wording(
            "{round}: «{stage}» của {unit} đến hạn ngày {due_on}, chưa xong.",
            "{round}: “{stage}” of {unit} is due on {due_on} and not done.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.today",
        title=Wording("Đến hạn hôm nay", "A deadline is today"),
        sentence=Wording(
            "{round}: «{stage}» của {unit} đến hạn hôm nay ({due_on}), chưa xong.",
            "{round}: “{stage}” of {unit} is due today ({due_on}) and not done.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.overdue",
        title=Wording("Đã quá hạn", "A deadline has passed"),
        sentence=Wording(
            "{round}: «{stage}» của {unit} đã quá hạn ({due_on}), chưa xong.",
            "{round}: “{stage}” of {unit} was due on {due_on} and is not done.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.step_soon",
        title=Wording("Một bước sắp đến hạn", "A step is due soon"),
        sentence=Wording(
            "{round}: bước «{stage}» do Anh/Chị phụ trách đến hạn ngày {due_on}.",
            "{round}: step “{stage}”, which is yours, is due on {due_on}.",
        ),
    ),
    Kind(
        code="round.late",
        title=Wording("Có việc quá hạn", "Something is late"),
        sentence=Wording(
            "{round}: «{stage}» quá hạn ở {late} trên {all} đơn vị: {units}.",
            "{round}: “{stage}” is late at {late} of {all} agencies: {units}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.step_late",
        title=Wording("Một bước quá hạn", "A step is late"),
        sentence=Wording(
            "{round}: bước «{stage}» quá hạn từ ngày {due_on}.",
            "{round}: step “{stage}” is late since {due_on}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.reopened",
        title=Wording("Một bước được mở lại", "A step was opened again"),
        sentence=Wording(
            "{round}: «{stage}» được mở lại, hạn {due_on}. Các bước sau phải làm lại."
            " Lý do: {reason}",
            "{round}: “{stage}” is open again until {due_on}; the steps after it begin anew."
            " Why: {reason}",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.extended",
        title=Wording("Được gia hạn", "You have more time"),
        sentence=Wording(
            "{round}: «{stage}» của {unit} được gia hạn đến {due_on}. Lý do: {reason}",
            "{round}: “{stage}” of {unit} is now due on {due_on}. Why: {reason}",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.plan_waits",
        title=Wording("Kế hoạch chờ phê duyệt", "A plan waits for approval"),
        sentence=Wording(
            "{round}: kế hoạch chờ Anh/Chị phê duyệt, hạn {due_on}.",
            "{round}: the plan waits for your approval until {due_on}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.approved",
        title=Wording("Kế hoạch được phê duyệt", "A plan was approved"),
        sentence=Wording("{round}: kế hoạch đã được phê duyệt.", "{round}: the plan was approved."),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.sent_back",
        title=Wording("Kế hoạch bị trả lại", "A plan was sent back"),
        sentence=Wording(
            "{round}: kế hoạch bị trả lại. Lý do: {reason}",
            "{round}: the plan was sent back. Why: {reason}",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.quotas",
        title=Wording("Giao chỉ tiêu", "Quotas were issued"),
        sentence=Wording(
            "{round}: {unit} được giao {seats} chỉ tiêu ở {programmes} chương trình.",
            "{round}: {unit} has {seats} seats in {programmes} programmes.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="round.ruling",
        title=Wording("Tỉnh trả lời về nhu cầu bị từ chối", "The province decided on a refusal"),
        sentence=Wording(
            "{round}: tỉnh đã xử lý từ chối của {unit} đối với {name}: {ruling}. Lý do: {reason}",
            "{round}: the province decided on the refusal of {unit} for {name}: {ruling}."
            " Why: {reason}",
        ),
        mail=Wording(
            "{round}: tỉnh đã xử lý một từ chối nhu cầu của {unit}. Chi tiết có trong phần mềm.",
            "{round}: the province decided on a refusal of {unit}; the application says how.",
        ),
    ),
    Kind(
        code="round.comment_answered",
        title=Wording("Góp ý được trả lời", "A comment was answered"),
        sentence=Wording(
            "{round}: góp ý của {unit} về dự thảo kế hoạch đã được trả lời.",
            "{round}: the comment of {unit} on the draft plan was answered.",
        ),
    ),
)
