"""Reads what followed from a choice: the rounds, decisions to change, and who has no place."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from thuctien.base.access import Action, can, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.replanning.models import Revision
from thuctien.sending.models import Nomination, NominationState, Round
from thuctien.sending.models.states import LOST_A_PLACE, OPEN_NOMINATIONS
from thuctien.sending.selectors.decisions import Outdated, outdated

LISTED = 50
_REASON = "whether somebody who is shown anyway has another place"


@dataclass(frozen=True, slots=True)
class Followed:
    """What a choice brought about, as it stands now; empty where nobody has chosen.

    ``placeless`` are nominations that lost their place and whose person has no other in the round,
    of the people who may be seen; ``more`` counts those beyond :data:`LISTED`.
    """

    rounds: list[Round]
    outdated: list[Outdated]
    may_draft: bool
    placeless: list[Nomination]
    more: int


def what_followed(revision: Revision, *, acting_user: ActingUser) -> Followed | None:
    """Return what followed from a choice: about seven queries; None where nobody has chosen."""
    if revision.new_plan_id is None:
        return None
    rounds = list(Round.objects.filter(plan=revision.new_plan_id).order_by("name"))
    may_draft = can(acting_user, Action.SELECT)
    answers = may_draft or can(acting_user, Action.DECIDE)
    elsewhere = unscoped(Nomination.objects.all(), reason=_REASON).filter(
        person=OuterRef("person"),
        offered_class__round=OuterRef("offered_class__round"),
        offered_class__programme=OuterRef("offered_class__programme"),
        state__in=OPEN_NOMINATIONS,
    )
    lost = visible(Nomination.objects.all(), acting_user=acting_user).filter(
        ~Exists(elsewhere),
        offered_class__round__in=rounds,
        state=NominationState.WITHDRAWN,
        state_code__in=LOST_A_PLACE,
    )
    rows = lost.select_related("person", "unit", "offered_class__programme")
    listed = list(rows.order_by("unit__path", "person__name_order", "pk")[:LISTED])
    return Followed(
        rounds=rounds,
        outdated=outdated(rounds, acting_user=acting_user) if answers else [],
        may_draft=may_draft,
        placeless=listed,
        more=lost.count() - len(listed) if len(listed) == LISTED else 0,
    )
