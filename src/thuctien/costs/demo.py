"""Money of the sample province: its estimate, promises and payments, service owed, four cases.

People, decisions and vouchers are as made up as the rest of the sample; they are there so that the
pages show what they are for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from thuctien.base.access import unscoped
from thuctien.base.acting import SYSTEM
from thuctien.catalogue.models import Grant, Programme
from thuctien.costs.models import (
    CompensationCase,
    CostItem,
    Estimate,
    ReliefGround,
    ServiceCommitment,
)
from thuctien.costs.models.cases import Duty
from thuctien.costs.selectors.budgets import budget_rows, commitments_of
from thuctien.costs.services import cases
from thuctien.costs.services.commitments import NotBoundError, make_commitment
from thuctien.costs.services.estimating import compute_estimate, store_estimate
from thuctien.costs.services.ledger import commit_estimate, pay_money
from thuctien.costs.services.sample import load_sample
from thuctien.engine.costs import CaseKind, NoRuleError
from thuctien.engine.costs.months import Period, add_months
from thuctien.people.models import Holding, Person
from thuctien.sending.models import Plan

REASON = "the sample province, filled by a command"
KIND = "political_theory"
TRAINING_MONTHS = 6
LOOKED_BACK_MONTHS = 30
MOST_PEOPLE = 40
COUNCIL = [
    cases.Member("Người mẫu thứ nhất", "Phó Giám đốc Sở", Duty.CHAIR),
    cases.Member("Người mẫu thứ hai", "Trưởng phòng Tổ chức", Duty.MEMBER),
    cases.Member("Người mẫu thứ ba", "Kế toán trưởng", Duty.MEMBER),
    cases.Member("Người mẫu thứ tư", "Chuyên viên", Duty.SECRETARY),
]


def fill(plan: Plan, *, on: date) -> None:
    """Fill what is empty: norms and rules, an estimate of the plan, a ledger, service owed."""
    load_sample(acting_user=SYSTEM)
    if not Estimate.objects.filter(plan=plan).exists():
        estimate = store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)
        _promise_and_pay(estimate, on)
    if not unscoped(ServiceCommitment.objects.all(), reason=REASON).exists():
        _service_owed(on)
        _cases(on)


def _promise_and_pay(estimate: Estimate, on: date) -> None:
    """Promise every class, and pay every fifth in part, every seventh in full."""
    commit_estimate(
        estimate,
        on=on,
        document="Quyết định phê duyệt kế hoạch (mẫu)",
        despite="Số liệu mẫu",
        acting_user=SYSTEM,
    )
    for row in budget_rows(estimate.plan.year):
        key = (row.budget.budget_id, row.budget.year)
        for place, promised in enumerate(reversed(commitments_of(row.budget)), 1):
            share = 100 if place % 7 == 0 else 40 if place % 5 == 0 else 0
            amount = promised.family.open * share // 100
            if amount:
                pay_money(
                    key,
                    amount=amount,
                    subject="",
                    on=on,
                    document=f"Phiếu chi {place:02d} (mẫu)",
                    commitment=promised.entry,
                    acting_user=SYSTEM,
                )


def _service_owed(on: date) -> None:
    """Write down service of those who lately got a degree of political theory."""
    programmes = {
        grant.qualification_id: grant.programme
        for grant in Grant.objects.filter(programme__kind=KIND, qualification__kind=KIND)
        .select_related("programme")
        .order_by("-programme_id")
    }
    held = unscoped(
        Holding.objects.filter(
            qualification__in=programmes,
            awarded_on__gte=add_months(on, -LOOKED_BACK_MONTHS),
            awarded_on__lte=on,
        ),
        reason=REASON,
    )
    rows = held.select_related("person").order_by("-awarded_on", "pk")[:MOST_PEOPLE]
    for row in rows:
        training = Period(add_months(row.awarded_on, -TRAINING_MONTHS), row.awarded_on)
        _owed(row.person, programmes[row.qualification_id], training)


def _owed(person: Person, programme: Programme, training: Period) -> ServiceCommitment | None:
    decided_on = training.first - timedelta(days=20)
    try:
        return make_commitment(
            person,
            programme,
            training=training,
            decided_on=decided_on,
            decision_no=f"{decided_on:%j}/QĐ-{decided_on:%Y} (mẫu)",
            acting_user=SYSTEM,
        )
    except NotBoundError:
        return None


def _cases(on: date) -> None:
    """Open four cases of people who gave up a course, and bring each to another state."""
    for place, case in enumerate(_given_up(on)):
        cases.add_cost(
            case,
            item=CostItem.objects.order_by("position")[0],
            amount=14_500_000 + 2_300_000 * place,
            document=f"Biên lai {place + 1:02d} (mẫu)",
            acting_user=SYSTEM,
        )
        day = case.since
        if place >= 1:
            day += timedelta(days=9)
            cases.form_council(
                case, COUNCIL, on=day, document="Quyết định lập hội đồng (mẫu)", acting_user=SYSTEM
            )
        if place >= 2:
            day += timedelta(days=8)
            _meeting(case, day, with_relief=place == 3)
        if place >= 3:
            day += timedelta(days=5)
            cases.decide(case, on=day, document="Quyết định đền bù (mẫu)", acting_user=SYSTEM)
            cases.pay_back(
                case,
                amount=5_000_000,
                on=day + timedelta(days=4),
                document="Phiếu thu 01 (mẫu)",
                acting_user=SYSTEM,
            )


def _meeting(case: CompensationCase, day: date, *, with_relief: bool) -> None:
    ground = ReliefGround.objects.filter(percent__lt=100).order_by("pk").first()
    cases.hold_meeting(
        case,
        on=day,
        minutes="Biên bản họp hội đồng (mẫu)",
        ground=ground if with_relief else None,
        percent=ground.percent if with_relief and ground else 0,
        acting_user=SYSTEM,
    )


def _given_up(on: date) -> Iterator[CompensationCase]:
    """Yield cases of people who were sent half a year ago and gave up two months ago."""
    programme = Programme.objects.filter(kind=KIND).order_by("-pk").first()
    if programme is None:
        return
    people = unscoped(
        Person.objects.filter(current_unit__isnull=False)
        .exclude(holdings__qualification__kind=KIND)
        .exclude(service_commitments__isnull=False),
        reason=REASON,
    )
    training = Period(add_months(on, -5), add_months(on, 1))
    opened = 0
    for person in people.order_by("pk")[:20]:
        commitment = _owed(person, programme, training)
        if commitment is None:
            continue
        try:
            yield cases.open_case(
                commitment,
                kind=CaseKind.QUIT,
                happened_on=add_months(on, -2),
                note="Tự ý bỏ học (mẫu)",
                on=on - timedelta(days=40),
                acting_user=SYSTEM,
            )
        except NoRuleError:
            continue
        opened += 1
        if opened == 4:
            return
