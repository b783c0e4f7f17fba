"""Why a step of a round is refused: a code and figures, with its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from typing_extensions import override

from thuctien.engine.wording import Language, Wording
from thuctien.sending.refusals import RefusedError

SENTENCES: Mapping[str, Wording] = {
    "name_taken": Wording(
        "Năm {year} đã có đợt tên «{name}».", "There is a round “{name}” of {year} already."
    ),
    "no_programmes": Wording(
        "Hãy chọn ít nhất một chương trình.", "Choose at least one programme."
    ),
    "no_steps": Wording("Hãy chọn ít nhất một bước.", "Choose at least one step."),
    "days_not_in_order": Wording(
        "Bước «{stage}»: hạn phải sau ngày bắt đầu, và không bước nào bắt đầu trước bước"
        " liền trước.",
        "Step “{stage}”: its deadline must follow its start, and no step starts before the one"
        " before it.",
    ),
    "step_before_open": Wording(
        "Chưa mở được «{stage}»: bước «{before}» chưa kết thúc.",
        "“{stage}” cannot be opened yet: “{before}” has not ended.",
    ),
    "step_not_waiting": Wording("Bước «{stage}» đã mở.", "“{stage}” is open already."),
    "step_not_open": Wording("Bước «{stage}» không mở.", "“{stage}” is not open."),
    "step_not_done": Wording(
        "Bước «{stage}» chưa kết thúc nên không mở lại được.",
        "“{stage}” has not ended, so it cannot be opened again.",
    ),
    "say_why": Wording("Hãy ghi lý do.", "Say why."),
    "agencies_open": Wording(
        "{open} trên {all} đơn vị chưa xong. Muốn kết thúc bước này, hãy xác nhận kết thúc dù còn"
        " đơn vị chưa xong.",
        "{open} of {all} agencies are not done. To end the step, confirm that you end it without"
        " them.",
    ),
    "refusals_open": Wording(
        "Còn {open} từ chối nhu cầu bắt buộc chờ tỉnh xử lý.",
        "{open} refusals of mandatory training wait for the province.",
    ),
    "no_plan": Wording("Đợt này chưa gắn kế hoạch.", "No plan is in this round yet."),
    "plan_of_another_year": Wording(
        "Kế hoạch là của năm {plan_year}, đợt là của năm {year}.",
        "The plan is of {plan_year}, the round of {year}.",
    ),
    "plan_approved": Wording(
        "Kế hoạch đã được phê duyệt ngày {approved_on}, được giữ nguyên. Muốn thay đổi, hãy điều"
        " chỉnh kế hoạch hoặc lập đợt mới.",
        "The plan was approved on {approved_on} and is kept as it is. To change it, replan or set"
        " up another round.",
    ),
    "needs_approver": Wording(
        "Bước này kết thúc khi người có thẩm quyền phê duyệt hoặc trả lại kế hoạch.",
        "This step ends when the approver approves the plan or sends it back.",
    ),
    "not_approved": Wording("Kế hoạch chưa được phê duyệt.", "The plan is not approved yet."),
    "quotas_not_issued": Wording(
        "Bước này kết thúc khi giao chỉ tiêu.", "This step ends when the quotas are issued."
    ),
    "quotas_in_use": Wording(
        "Đã có người được đề cử theo chỉ tiêu này nên không giao lại được.",
        "People are nominated by these quotas, so they cannot be issued anew.",
    ),
    "survey_closed": Wording(
        "Khảo sát không mở nên không trả lời được.", "The survey is not open, so nothing changes."
    ),
    "nothing_chosen": Wording("Chưa chọn dòng nào.", "No line is chosen."),
    "reason_missing": Wording(
        "Từ chối hoặc bổ sung nhu cầu thì phải ghi lý do.",
        "Say why something is not needed, or is added.",
    ),
    "added_line": Wording(
        "{name}: nhu cầu do đơn vị bổ sung chỉ có thể rút lại.",
        "{name}: what the agency added can only be taken back.",
    ),
    "asked_already": Wording(
        "{name}: nhu cầu này đã có trong phiếu khảo sát.",
        "{name}: the survey asks about this already.",
    ),
    "not_of_the_agency": Wording("{name} không thuộc đơn vị này.", "{name} is not of this agency."),
    "not_of_the_round": Wording(
        "«{programme}» không thuộc đợt này.", "“{programme}” is not in this round."
    ),
    "programme_leads_nowhere": Wording(
        "«{programme}» không cấp trình độ, chứng chỉ nào.",
        "“{programme}” leads to no qualification.",
    ),
    "lines_open": Wording(
        "Còn {open} trên {all} nhu cầu chưa trả lời.", "{open} of {all} lines are not answered yet."
    ),
    "nothing_to_rule": Wording(
        "Dòng này không có từ chối nào chờ xử lý.", "No refusal waits for a decision here."
    ),
    "nobody_chosen": Wording("Chưa chọn ai.", "Nobody is chosen."),
    "drafts_open": Wording(
        "Còn {open} đề cử đang là bản thảo, chưa nộp.",
        "{open} nominations are still drafts and not handed in.",
    ),
    "joining_open": Wording(
        "Còn {open} người có quyết định cử đi học chưa được báo đã nhập học hay không.",
        "Of {open} people who were sent nobody has said whether they joined.",
    ),
    "deadline_not_later": Wording(
        "Hạn mới phải sau hạn cũ ({due_on}).", "The new deadline must be after {due_on}."
    ),
    "comments_closed": Wording(
        "Bước lấy ý kiến không mở.", "Comments are not asked for at present."
    ),
    "comment_empty": Wording("Hãy ghi nội dung.", "Write something."),
    "comment_answered": Wording("Góp ý này đã được trả lời.", "This comment is answered already."),
    "round_closed": Wording("Đợt đã kết thúc.", "The round is closed."),
}


class RoundError(RefusedError):
    """A step of a round that its rules do not allow; nothing was changed."""

    @override
    def text(self, language: Language) -> str:
        """Return the refusal as a sentence."""
        shown = {
            name: value.render(language, {}) if isinstance(value, Wording) else value
            for name, value in self.figures.items()
        }
        return SENTENCES[self.code].render(language, shown)
