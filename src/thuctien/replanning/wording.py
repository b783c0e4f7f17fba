"""What the job and the notice of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording
from thuctien.notices.kinds import Kind

JOBS = {
    "replan.compute": Wording("Các phương án điều chỉnh kế hoạch", "Ways to adjust the plan"),
    "replan.choose": Wording("Thay kế hoạch bằng phương án", "Putting a way in the plan's place"),
}
ERRORS = {
    "revision_gone": Wording(
        "Lần điều chỉnh này không còn mở.", "This adjustment is no longer open."
    ),
    "revision_clash": Wording("{vi}", "{en}"),
    "revision_changed": Wording(
        "Việc xảy ra đã được sửa trong khi tính. Hãy tính lại.",
        "What happened was changed meanwhile. Compute again.",
    ),
}
STAGES = {
    "replan.posts": Wording("Đọc vị trí việc làm", "Reading posts"),
    "replan.subjects": Wording("Ai phải có gì", "Who must hold what"),
    "replan.holdings": Wording("Ai đang có gì", "Who holds what"),
    "replan.gaps": Wording("Ai còn thiếu gì", "Who lacks what"),
    "replan.problem": Wording("Ai đủ điều kiện học gì", "Who may be sent to what"),
    "replan.program": Wording("Kế hoạch còn giữ được gì", "What of the plan can stay"),
    "replan.proof": Wording("Chứng minh cận của mục tiêu", "Proving bounds of the goals"),
    "replan.answers": Wording("Trả lời từng nhu cầu", "Answering every need"),
    "replan.points": Wording("Lập các phương án", "Making the ways"),
}
NOTICES = (
    Kind(
        code="replanning.chosen",
        title=Wording("Kế hoạch đã điều chỉnh", "The plan was adjusted"),
        sentence=Wording(
            "Kế hoạch năm {year} đã điều chỉnh: {changes} lượt học của cơ quan thay đổi.",
            "The plan of {year} was adjusted: {changes} turns of your agency change.",
        ),
    ),
)
