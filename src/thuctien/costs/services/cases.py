"""A compensation from its opening to its end, each step dated and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, present, record, snapshot
from thuctien.costs.models import (
    CaseCost,
    CasePayment,
    CaseStep,
    CompensationCase,
    CostItem,
    CouncilMember,
    ReliefGround,
    ServiceCommitment,
)
from thuctien.costs.models.cases import Duty
from thuctien.costs.ruling import compensation_rules
from thuctien.costs.selectors.service import months_served
from thuctien.costs.services.computing import compute
from thuctien.costs.services.papers import document_numbered
from thuctien.costs.services.telling import tell_deciders, tell_person
from thuctien.engine.costs import CaseKind
from thuctien.engine.costs.procedure import FOLLOWS, Outcome, State
from thuctien.engine.costs.rules import rule_in_force

REASON = "asked for just now"
COUNCIL_AT_LEAST = 3
OPEN_TO_CHANGE = (State.OPENED, State.COUNCIL_FORMED, State.MET, State.APPEALED)
"""States in which costs may still be noted: nothing is decided, or the decision is appealed."""


class NotNowError(Exception):
    """The case is not in a state in which this can be done, or the day is before the last step."""


class CouncilError(Exception):
    """A council has one chair, one secretary, and at least three people."""


class ReliefError(Exception):
    """More is taken off than the ground allows, or nothing although a ground is named."""


class TooMuchError(Exception):
    """More would be paid than is owed: ``left`` đồng are."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} are left to pay")
        self.left = left


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a council: name, office, and what they are in it."""

    name: str
    office: str
    duty: Duty


@transaction.atomic
def open_case(
    commitment: ServiceCommitment,
    *,
    kind: CaseKind,
    happened_on: date,
    note: str,
    on: date,
    acting_user: ActingUser,
) -> CompensationCase:
    """Open a compensation for what happened on a day: from then on there is no more service.

    The rule of that day holds; months served are counted from the appointments up to the day
    before. Raises ``PermissionDenied``, ``NoRuleError``, or :class:`NotNowError` where there is a
    case already or the commitment is closed.
    """
    require(acting_user, Action.KEEP_COMMITMENTS, commitment)
    known = unscoped(CompensationCase.objects.filter(commitment=commitment), reason=REASON)
    if commitment.closed_on is not None or known.exists():
        raise NotNowError
    rule = rule_in_force(compensation_rules(), happened_on, commitment.unit.kind)
    served = months_served([commitment], until=happened_on - timedelta(days=1), how=rule.rounding)
    case = CompensationCase(
        commitment=commitment,
        person=commitment.person,
        kind=kind,
        happened_on=happened_on,
        rule_id=rule.rule_id,
        served_months=served[commitment.pk],
        since=on,
        opened_at=timezone.now(),
    )
    compute(case)
    case.save()
    step = _step(case, State.OPENED, on, "", note, acting_user)
    _noted("open", case, [created(case), created(step)], acting_user)
    figures = {"programme": commitment.programme.name}
    tell_person(case, "costs.case.opened", figures, acting_user=acting_user)
    return case


@transaction.atomic
def add_cost(
    case: CompensationCase,
    *,
    item: CostItem,
    amount: int,
    document: str,
    acting_user: ActingUser,
) -> CaseCost:
    """Note what was really paid for the training of this person, and compute anew.

    Raises ``PermissionDenied``, or :class:`NotNowError` once it is decided.
    """
    case = _locked(case, Action.KEEP_COMMITMENTS, acting_user)
    if case.state not in OPEN_TO_CHANGE:
        raise NotNowError
    cost = CaseCost.objects.create(case=case, item=item, amount=amount, document=document)
    before = snapshot(case)
    rows = unscoped(CaseCost.objects.filter(case=case), reason=REASON)
    case.cost = rows.aggregate(total=Sum("amount"))["total"]
    compute(case)
    case.save()
    changes = [created(cost), *present([changed(before, case)])]
    _noted("cost", case, changes, acting_user)
    return cost


@transaction.atomic
def form_council(
    case: CompensationCase,
    members: Sequence[Member],
    *,
    on: date,
    document: str,
    acting_user: ActingUser,
) -> CompensationCase:
    """Note the decision that forms the council, with its members in the order of the decision.

    Raises ``PermissionDenied``, :class:`NotNowError` or :class:`CouncilError`.
    """
    case = _locked(case, Action.KEEP_COMMITMENTS, acting_user)
    duties = [member.duty for member in members]
    if (
        len(members) < COUNCIL_AT_LEAST
        or duties.count(Duty.CHAIR) != 1
        or duties.count(Duty.SECRETARY) != 1
    ):
        raise CouncilError
    rows = CouncilMember.objects.bulk_create(
        CouncilMember(case=case, position=i, name=m.name, office=m.office, duty=m.duty)
        for i, m in enumerate(members, 1)
    )
    made = [created(row) for row in rows]
    return _move(case, State.COUNCIL_FORMED, on, document, "", acting_user, "council", made)


@transaction.atomic
def hold_meeting(
    case: CompensationCase,
    *,
    on: date,
    minutes: str,
    ground: ReliefGround | None = None,
    percent: int = 0,
    note: str = "",
    acting_user: ActingUser,
) -> CompensationCase:
    """Note the minutes of the council, and on which ground it would take how much off.

    ``percent`` is at most that of the ground. Raises ``PermissionDenied``, :class:`NotNowError`, or
    :class:`ReliefError`.
    """
    case = _locked(case, Action.KEEP_COMMITMENTS, acting_user)
    if percent > (ground.percent if ground else 0) or (ground is not None and percent < 1):
        raise ReliefError
    case.ground, case.relief_percent = ground, percent
    compute(case)
    met = _move(case, State.MET, on, minutes, note, acting_user, "meeting")
    tell_deciders(met, acting_user=acting_user)
    return met


@transaction.atomic
def decide(
    case: CompensationCase, *, on: date, document: str, note: str = "", acting_user: ActingUser
) -> CompensationCase:
    """Decide what is to be paid, as computed and as the council would have it.

    Where nothing is left to pay the case ends, and the commitment with it. Raises
    ``PermissionDenied`` or :class:`NotNowError`.
    """
    case = _locked(case, Action.DECIDE_COMPENSATION, acting_user)
    compute(case)
    if case.amount == 0:
        case.outcome, state = Outcome.EXEMPT, State.EXEMPT
    else:
        case.outcome = Outcome.REDUCED if case.relief_percent else Outcome.FULL
        state = State.DECIDED
    decided = _move(case, state, on, document, note, acting_user, "decide")
    figures = {"document": document, "amount": decided.amount}
    tell_person(decided, "costs.case.decided", figures, acting_user=acting_user)
    return decided


@transaction.atomic
def appeal(
    case: CompensationCase, *, on: date, document: str, note: str, acting_user: ActingUser
) -> CompensationCase:
    """Note that the person appeals: it is decided anew. Raises as :func:`form_council`."""
    case = _locked(case, Action.KEEP_COMMITMENTS, acting_user)
    return _move(case, State.APPEALED, on, document, note, acting_user, "appeal")


@transaction.atomic
def pay_back(
    case: CompensationCase, *, amount: int, on: date, document: str, acting_user: ActingUser
) -> CompensationCase:
    """Note money that came back; with the last of it the case ends, and the commitment with it.

    Raises ``PermissionDenied``, :class:`NotNowError` or :class:`TooMuchError`.
    """
    case = _locked(case, Action.KEEP_COMMITMENTS, acting_user)
    if case.state not in (State.DECIDED, State.PAYING) or amount <= 0:
        raise NotNowError
    if amount > case.amount - case.paid:
        raise TooMuchError(case.amount - case.paid)
    payment = CasePayment.objects.create(
        case=case,
        amount=amount,
        paid_on=on,
        document=document,
        made_by=acting_user.user,
        made_at=timezone.now(),
    )
    before = snapshot(case)
    case.paid += amount
    state = State.PAID if case.paid == case.amount else State.PAYING
    if state == case.state:
        case.save(update_fields=["paid"])
        changes = [created(payment), *present([changed(before, case)])]
        _noted("pay", case, changes, acting_user)
        return case
    return _move(case, state, on, document, "", acting_user, "pay", [created(payment)])


def _locked(case: CompensationCase, action: Action, acting_user: ActingUser) -> CompensationCase:
    require(acting_user, action, case)
    rows = unscoped(CompensationCase.objects.all(), reason=REASON).select_for_update(of=("self",))
    return rows.select_related("commitment__unit", "person", "rule", "ground").get(pk=case.pk)


def _move(
    case: CompensationCase,
    state: State,
    on: date,
    document: str,
    note: str,
    acting_user: ActingUser,
    what: str,
    also: Sequence[Change] = (),
) -> CompensationCase:
    """Bring a locked case to its next state, and end the commitment where the case ends."""
    last = unscoped(CaseStep.objects.filter(case=case), reason=REASON).order_by("-position")[0]
    if state not in FOLLOWS[State(case.state)] or on < last.happened_on:
        raise NotNowError
    before = snapshot(unscoped(CompensationCase.objects.filter(pk=case.pk), reason=REASON).get())
    case.state = state
    # Money is due so long after the decision, whenever some of it came.
    if state is not State.PAYING:
        case.since = on
    case.save()
    step = _step(case, state, on, document, note, acting_user, last.position + 1)
    changes = [*also, created(step), *present([changed(before, case)])]
    if not FOLLOWS[state]:
        changes += _closed(case.commitment, on)
    _noted(what, case, changes, acting_user)
    return case


def _closed(commitment: ServiceCommitment, on: date) -> list[Change]:
    before = snapshot(commitment)
    commitment.closed_on = on
    commitment.save(update_fields=["closed_on"])
    return present([changed(before, commitment)])


def _step(
    case: CompensationCase,
    state: State,
    on: date,
    document: str,
    note: str,
    acting_user: ActingUser,
    position: int = 1,
) -> CaseStep:
    return CaseStep.objects.create(
        case=case,
        position=position,
        state=state,
        happened_on=on,
        document=document,
        filed=document_numbered(document),
        note=note,
        made_by=acting_user.user,
        made_at=timezone.now(),
    )


def _noted(
    what: str, case: CompensationCase, changes: Sequence[Change], acting_user: ActingUser
) -> None:
    record(
        f"costs.case.{what}",
        acting_user=acting_user,
        object_type="costs.compensationcase",
        object_key=str(case.pk),
        after={"state": str(case.state), "amount": case.amount, "paid": case.paid},
        changes=changes,
    )
