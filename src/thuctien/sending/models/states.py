"""Closed sets of the rooms' own: the steps of a round, and how far a nomination is."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """What is done in a step of a round, in the order in which it is done."""

    SURVEY = "survey", _("Survey of needs")
    DRAFT_PLAN = "draft_plan", _("Draft plan")
    COMMENTS = "comments", _("Comments")
    APPROVAL = "approval", _("Approval")
    QUOTAS = "quotas", _("Quotas issued")
    NOMINATION = "nomination", _("Nominations")
    SELECTION = "selection", _("Selection")
    DECISION = "decision", _("Decisions")
    JOINING = "joining", _("Joining")


AGENCY_STAGES = frozenset({Stage.SURVEY, Stage.COMMENTS, Stage.NOMINATION, Stage.JOINING})
"""Stages in which every agency has something to do, and may be late."""


class StepState(TextChoices):
    """Where a step of a round stands."""

    WAITING = "waiting", _("Not begun")
    OPEN = "open", _("Open")
    DONE = "done", _("Done")


class OfferState(TextChoices):
    """Where a class that people are sent to stands."""

    OPEN = "open", _("Open")
    BEGUN = "begun", _("Begun")
    CANCELLED = "cancelled", _("Cancelled")


class NominationState(TextChoices):
    """How far a nomination is, from an agency's draft to somebody in the class."""

    DRAFT = "draft", _("Draft of the agency")
    SUBMITTED = "submitted", _("Submitted")
    SELECTED = "selected", _("Selected")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("A place is offered")
    DECIDED = "decided", _("Decided")
    JOINED = "joined", _("Joined")
    NOT_JOINED = "not_joined", _("Did not join")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DEFERRED = "deferred", _("Deferred to a later class")
    SUBSTITUTED = "substituted", _("Replaced by somebody else")


HOLDS_A_SEAT = frozenset(
    {
        NominationState.SELECTED,
        NominationState.OFFERED,
        NominationState.DECIDED,
        NominationState.JOINED,
    }
)
"""States in which a nomination takes a place of its class and of its agency's quota."""

OPEN_NOMINATIONS = HOLDS_A_SEAT | {
    NominationState.DRAFT,
    NominationState.SUBMITTED,
    NominationState.WAITING,
}
"""States in which somebody is still on the way to a class."""


CLASS_CANCELLED, PLAN_ADJUSTED = "class_cancelled", "plan_adjusted"
LOST_A_PLACE = frozenset({CLASS_CANCELLED, PLAN_ADJUSTED})
"""Codes of nominations that ended although neither agency nor official wanted it."""


class Verdict(TextChoices):
    """What the rules of eligibility say of a nomination."""

    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    SPECIAL_DECISION = "special_decision", _("Needs a special decision")


class ReplyVerdict(TextChoices):
    """What an agency answers in the survey of needs."""

    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not needed")
    ADDED = "added", _("Added")


class Ruling(TextChoices):
    """What the province says of a refusal of something mandatory."""

    ACCEPTED = "accepted", _("Refusal accepted")
    OVERRULED = "overruled", _("Refusal overruled")
