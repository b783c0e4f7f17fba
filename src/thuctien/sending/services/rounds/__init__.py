"""Rounds of sending: set up, moved step by step, answered by agencies, approved, issued."""

from thuctien.sending.services.rounds.adding import add_need, hand_out_survey, refresh_survey
from thuctien.sending.services.rounds.approving import approve_plan, attach_plan, refuse_plan
from thuctien.sending.services.rounds.commenting import answer_comment, comment_plan
from thuctien.sending.services.rounds.creating import (
    AD_HOC,
    StepPlan,
    copy_round,
    create_round,
    proposed_steps,
)
from thuctien.sending.services.rounds.following_plan import (
    action_to_replace,
    follow_plan,
    lock_rounds,
)
from thuctien.sending.services.rounds.issuing import issue_quotas
from thuctien.sending.services.rounds.joining import report_joined
from thuctien.sending.services.rounds.reminding import remind
from thuctien.sending.services.rounds.steps import change_step, finish_step, open_step, reopen_step
from thuctien.sending.services.rounds.surveying import (
    answer_each,
    answer_survey,
    restore_answers,
    take_back,
)
from thuctien.sending.services.rounds.tasks import extend_deadline, finish_task, rule_refusal

__all__ = [
    "AD_HOC",
    "StepPlan",
    "action_to_replace",
    "add_need",
    "answer_comment",
    "answer_each",
    "answer_survey",
    "approve_plan",
    "attach_plan",
    "change_step",
    "comment_plan",
    "copy_round",
    "create_round",
    "extend_deadline",
    "finish_step",
    "finish_task",
    "follow_plan",
    "hand_out_survey",
    "issue_quotas",
    "lock_rounds",
    "open_step",
    "proposed_steps",
    "refresh_survey",
    "refuse_plan",
    "remind",
    "reopen_step",
    "report_joined",
    "restore_answers",
    "rule_refusal",
    "take_back",
]
