"""A compensation goes its steps in order, each on paper, and its amount follows from its facts."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.costs import small
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked
from thuctien.costs.models import (
    CaseStep,
    CompensationCase,
    CostItem,
    ReliefGround,
    ServiceCommitment,
)
from thuctien.costs.models.cases import Duty
from thuctien.costs.selectors.cases import case_page, computation_of, one_case, row_of
from thuctien.costs.services import cases
from thuctien.costs.services.cases import Member
from thuctien.engine.costs import CaseKind, NoRuleError
from thuctien.engine.costs.procedure import State
from thuctien.engine.wording import Language
from thuctien.notices.models import Notice

COUNCIL = [
    Member("Trần Văn Chủ", "Phó giám đốc", Duty.CHAIR),
    Member("Lê Thị Viên", "Trưởng phòng", Duty.MEMBER),
    Member("Phạm Văn Ký", "Chuyên viên", Duty.SECRETARY),
]


def spend(case: CompensationCase, amount: int, who: ActingUser) -> CompensationCase:
    item = CostItem.objects.get(pk="tuition")
    cases.add_cost(case, item=item, amount=amount, document="BL 7", acting_user=who)
    return CompensationCase.objects.get(pk=case.pk)


def to_meeting(case: CompensationCase, who: ActingUser, **relief: object) -> CompensationCase:
    cases.form_council(case, COUNCIL, on=date(2027, 1, 12), document="QĐ 3", acting_user=who)
    return cases.hold_meeting(
        case,
        on=date(2027, 1, 20),
        minutes="BB 1",
        acting_user=who,
        **relief,  # type: ignore[arg-type]
    )


def test_the_amount_follows_from_cost_and_months(
    case: CompensationCase, agency_officer: ActingUser
) -> None:
    assert (case.served_months, case.amount) == (6, 0)
    spend(case, 20_000_000, agency_officer)
    found = spend(case, 10_000_000, agency_officer)
    assert (found.cost, found.amount) == (30_000_000, 20_000_000)
    sentences = [step.text(Language.VI) for step in computation_of(found)]
    assert sentences[0].startswith("Sự việc xảy ra ngày 01/01/2027")
    assert "30.000.000 / 18 × (18 − 6) = 20.000.000" in sentences[3]


def test_a_case_goes_from_its_opening_to_the_last_dong(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    spend(case, 30_000_000, agency_officer)
    to_meeting(case, agency_officer)
    decided = cases.decide(case, on=date(2027, 1, 25), document="QĐ 9", acting_user=approver)
    assert (decided.state, decided.outcome) == (State.DECIDED, "full")
    part = cases.pay_back(
        case, amount=5_000_000, on=date(2027, 2, 1), document="PT 1", acting_user=agency_officer
    )
    assert (part.state, part.paid, part.since) == (State.PAYING, 5_000_000, date(2027, 1, 25))
    cases.pay_back(
        case, amount=5_000_000, on=date(2027, 2, 9), document="PT 2", acting_user=agency_officer
    )
    whole = cases.pay_back(
        case, amount=10_000_000, on=date(2027, 3, 1), document="PT 3", acting_user=agency_officer
    )
    assert (whole.state, whole.paid) == (State.PAID, 20_000_000)
    assert ServiceCommitment.objects.get().closed_on == date(2027, 3, 1)
    states = CaseStep.objects.order_by("position").values_list("state", flat=True)
    assert list(states) == ["opened", "council_formed", "met", "decided", "paying", "paid"]


def test_the_council_may_take_off_what_the_ground_allows(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    spend(case, 30_000_000, agency_officer)
    ground = ReliefGround.objects.get(pk="hardship")
    with pytest.raises(cases.ReliefError):
        to_meeting(case, agency_officer, ground=ground, percent=51)


def test_a_reduction_is_decided_as_such(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    spend(case, 30_000_000, agency_officer)
    to_meeting(case, agency_officer, ground=ReliefGround.objects.get(pk="hardship"), percent=40)
    decided = cases.decide(case, on=date(2027, 1, 25), document="QĐ 9", acting_user=approver)
    assert (decided.full_amount, decided.amount) == (20_000_000, 12_000_000)
    assert (decided.state, decided.outcome) == (State.DECIDED, "reduced")


def test_an_exemption_ends_the_case_and_the_commitment(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    spend(case, 30_000_000, agency_officer)
    to_meeting(case, agency_officer, ground=ReliefGround.objects.get(pk="illness"), percent=100)
    decided = cases.decide(case, on=date(2027, 1, 25), document="QĐ 9", acting_user=approver)
    assert (decided.state, decided.outcome, decided.amount) == (State.EXEMPT, "exempt", 0)
    assert ServiceCommitment.objects.get().closed_on == date(2027, 1, 25)


def test_an_appeal_opens_the_amount_again(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    spend(case, 30_000_000, agency_officer)
    to_meeting(case, agency_officer)
    cases.decide(case, on=date(2027, 1, 25), document="QĐ 9", acting_user=approver)
    with pytest.raises(cases.NotNowError):
        spend(case, 1, agency_officer)
    cases.appeal(
        case, on=date(2027, 2, 1), document="Đơn", note="sai T2", acting_user=agency_officer
    )
    spend(case, 6_000_000, agency_officer)
    again = cases.decide(case, on=date(2027, 2, 20), document="QĐ 12", acting_user=approver)
    assert again.amount == 24_000_000


def test_steps_are_taken_in_order_of_state_and_of_days(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    with pytest.raises(cases.NotNowError):
        cases.decide(case, on=date(2027, 1, 25), document="QĐ", acting_user=approver)
    with pytest.raises(cases.NotNowError):
        cases.form_council(
            case, COUNCIL, on=date(2027, 1, 4), document="QĐ", acting_user=agency_officer
        )
    assert CaseStep.objects.count() == 1
    assert not case.council.exists()


@pytest.mark.parametrize(
    "members",
    [COUNCIL[:2], [*COUNCIL, COUNCIL[0]], [COUNCIL[0], COUNCIL[1], COUNCIL[1]]],
)
def test_a_council_has_a_chair_a_secretary_and_a_member(
    members: list[Member], case: CompensationCase, agency_officer: ActingUser
) -> None:
    with pytest.raises(cases.CouncilError):
        cases.form_council(
            case, members, on=date(2027, 1, 12), document="QĐ", acting_user=agency_officer
        )


def test_nobody_pays_more_than_is_left(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    spend(case, 30_000_000, agency_officer)
    to_meeting(case, agency_officer)
    cases.decide(case, on=date(2027, 1, 25), document="QĐ 9", acting_user=approver)
    with pytest.raises(cases.TooMuchError) as refused:
        cases.pay_back(
            case,
            amount=20_000_001,
            on=date(2027, 2, 1),
            document="PT",
            acting_user=agency_officer,
        )
    assert refused.value.left == 20_000_000


def test_one_commitment_has_one_case(case: CompensationCase, agency_officer: ActingUser) -> None:
    with pytest.raises(cases.NotNowError):
        cases.open_case(
            case.commitment,
            kind=CaseKind.QUIT,
            happened_on=date(2027, 1, 1),
            note="",
            on=date(2027, 1, 6),
            acting_user=agency_officer,
        )


def test_a_day_without_a_rule_opens_no_case(
    commitment: ServiceCommitment, agency_officer: ActingUser
) -> None:
    with pytest.raises(NoRuleError):
        cases.open_case(
            commitment,
            kind=CaseKind.QUIT,
            happened_on=date(2001, 1, 1),
            note="",
            on=date(2027, 1, 6),
            acting_user=agency_officer,
        )


def test_who_keeps_the_case_does_not_decide_it_nor_who_decides_keeps_it(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    to_meeting(case, agency_officer)
    with pytest.raises(PermissionDenied):
        cases.decide(case, on=date(2027, 2, 1), document="QĐ", acting_user=agency_officer)
    with pytest.raises(PermissionDenied):
        spend(case, 1, approver)


def test_the_list_says_what_is_next_and_what_is_late(
    case: CompensationCase, agency_officer: ActingUser
) -> None:
    for on, is_late in ((date(2027, 1, 20), False), (date(2027, 1, 21), True)):
        found = case_page("open", Asked(), on, acting_user=agency_officer)
        (row,) = found.rows
        assert row.next is not None
        assert (row.next.state, row.next.due_on) == (State.COUNCIL_FORMED, date(2027, 1, 20))
        assert row.is_late is is_late
        assert found.counts == {"opened": 1}
    assert row_of(case, date(2027, 1, 1)).is_late is False


def test_the_person_sees_their_own_case_and_hears_of_it(
    learner: ActingUser, case: CompensationCase, approver: ActingUser, agency_officer: ActingUser
) -> None:
    assert one_case(case.pk, acting_user=learner) == case
    spend(case, 30_000_000, agency_officer)
    to_meeting(case, agency_officer)
    cases.decide(case, on=date(2027, 1, 25), document="QĐ 9", acting_user=approver)
    own = Notice.objects.filter(recipient=learner.user, kind__startswith="costs.case")
    own = own.order_by("pk")
    assert [notice.kind for notice in own] == ["costs.case.opened", "costs.case.decided"]
    assert own[1].figures["amount"] == 20_000_000
    waits = Notice.objects.get(recipient=approver.user)
    assert (waits.kind, waits.figures["unit"]) == ("costs.case.waits", "Đơn vị SO")


def test_a_teacher_without_a_diploma_pays_by_the_rule_of_the_day(
    province: None, acting_officer: ActingUser
) -> None:
    amounts = []
    for year in (2016, 2018, 2026):
        commitment = ServiceCommitment.objects.create(
            person_id=small.TEACHER,
            unit_id="THPT",
            programme_id="TC",
            rule_id="CK-101-VC",
            decided_on=date(year, 1, 1),
            training_from=date(year, 1, 1),
            training_to=date(year, 6, 30),
            training_months=6,
            owed_months=12,
            starts_on=date(year, 7, 1),
            ends_on=date(year + 1, 6, 30),
            created_at="2027-01-01T00:00:00Z",
        )
        case = cases.open_case(
            commitment,
            kind=CaseKind.NO_DIPLOMA,
            happened_on=date(year, 12, 1),
            note="",
            on=date(2027, 1, 5),
            acting_user=acting_officer,
        )
        amounts.append((case.rule_id, spend(case, 9_000_001, acting_officer).amount))
    assert amounts == [
        ("DB-2012-VC", 4_500_001),
        ("DB-101-VC", 9_000_001),
        ("DB-259-VC", 9_000_001),
    ]
