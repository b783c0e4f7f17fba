"""A plan takes the place of another: the rounds, their classes and who was put forward follow."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.sending.nominations.cast import (
    PROGRAMME,
    another_programme,
    check_counters,
    handed_in,
    in_days,
    of,
    person,
    states,
)
from tests.sending.rounds.replacing import (
    BUDGET,
    WHY,
    a_plan,
    follow,
    kinds,
    offer,
    put_on_offer,
    seats,
)
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry
from thuctien.catalogue.models import Programme, Site
from thuctien.notices.models import Notice
from thuctien.sending.models import (
    Allotment,
    NominationEvent,
    OfferedClass,
    Plan,
    PlannedClass,
    PlanRuling,
    Round,
)
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import (
    begin_class,
    cancel_class,
    change_capacity,
    defer,
    mark_decided,
    put_on_waiting_list,
    select,
)
from thuctien.sending.services.nominations.adjusting import EVERY_CLASS

OLD = {"L1": "AB", "L2": "CD"}


@pytest.fixture(autouse=True)
def counters_hold(small_province: None) -> Iterable[None]:
    """Four people of two agencies; after every test the counters of seats equal their rows."""
    for code, agency in zip("ABCDE", ("SNV", "SNV", "STC", "STC", "STC"), strict=True):
        person(code, agency)
    yield
    check_counters()


@pytest.fixture
def old() -> Plan:
    return a_plan(OLD)


@pytest.fixture
def found(old: Plan, officer: ActingUser) -> Round:
    """An approved round with the classes of the old plan on offer and its quotas issued."""
    round_ = Round.objects.get()
    round_.plan, round_.approved_at = old, timezone.now()
    round_.save()
    round_.programmes.set(Programme.objects.all())
    put_on_offer(round_, old)
    for agency in ("SNV", "STC"):
        Allotment.objects.create(
            round=round_,
            programme_id=PROGRAMME,
            unit_id=agency,
            seats=2,
            issued_at=timezone.now(),
        )
    return round_


@pytest.fixture
def selected(found: Round, officer: ActingUser, snv: ActingUser, stc: ActingUser) -> Round:
    """The same with everybody of the plan selected."""
    for code, by in (("L1", snv), ("L2", stc)):
        select(handed_in(offer(code), OLD[code], by), acting_user=officer)
    return found


def test_a_round_goes_on_with_the_new_plan_and_keeps_what_was_ruled(
    selected: Round, old: Plan, approver: ActingUser
) -> None:
    """Who replaces an approved plan rules on the new one; the old one keeps its classes."""
    PlanRuling.objects.create(round=selected, plan=old, is_approved=True, at=timezone.now())
    new = a_plan(OLD)
    follow(selected, new, approver)
    assert Round.objects.get().plan_id == new.pk
    assert offer("L1").planned_class == PlannedClass.objects.get(plan=new, class_id="L1")
    assert PlannedClass.objects.filter(plan=old).count() == len(OLD)
    ruled = PlanRuling.objects.order_by("pk").values_list("plan", "reason", "by")
    assert list(ruled) == [
        (old.pk, "", None),
        (new.pk, WHY, approver.user.pk if approver.user else 0),
    ]
    entry = AuditEntry.objects.get(action="sending.round.follow")
    assert entry.reason == WHY


def test_nothing_happens_to_people_whose_turn_stays(selected: Round, approver: ActingUser) -> None:
    follow(selected, a_plan(OLD), approver)
    assert states(offer("L1")) == {"A": "selected", "B": "selected"}
    assert seats() == {"SNV": (2, 2), "STC": (2, 2)}


def test_a_closed_round_keeps_its_plan(selected: Round, old: Plan, approver: ActingUser) -> None:
    Round.objects.update(closed_at=timezone.now())
    follow(selected, a_plan({"L2": "CD"}), approver)
    assert Round.objects.get().plan_id == old.pk
    assert offer("L1").state == "open"


def test_who_makes_plans_may_not_replace_an_approved_one(
    selected: Round, officer: ActingUser
) -> None:
    with pytest.raises(PermissionDenied):
        follow(selected, a_plan(OLD), officer)


def test_a_class_that_moves_takes_everybody_along_and_tells_them(
    selected: Round, approver: ActingUser, snv: ActingUser, stc: ActingUser
) -> None:
    """New days, new site, the conditions of the new day; agencies learn of how many people."""
    Site.objects.create(site_id="B", name="Cơ sở 2", kind="school", x_km=0, y_km=0)
    there = {"site_id": "B", "starts_on": in_days(100), "ends_on": in_days(109)}
    follow(selected, a_plan(OLD, L1=there), approver)
    moved = offer("L1")
    assert (moved.site_id, moved.starts_on, moved.ends_on) == ("B", in_days(100), in_days(109))
    assert moved.moved_at is not None
    assert states(moved) == {"A": "selected", "B": "selected"}
    assert of(moved, "A").assessed_on == in_days(100)
    assert kinds(snv) == ["nomination.class_moved"]
    assert Notice.objects.get(kind="nomination.class_moved").figures["count"] == 2
    assert kinds(stc) == []
    assert offer("L2").moved_at is None


def test_people_of_a_closed_class_go_where_the_plan_has_them(
    selected: Round, approver: ActingUser, snv: ActingUser
) -> None:
    """The class is cancelled as from the office; whoever the plan sends elsewhere has a seat."""
    follow(selected, a_plan({"L2": "ACD"}, L2={"max_size": 3}), approver, ("A", "L1"), ("B", "L1"))
    assert offer("L1").state == "cancelled"
    assert states(offer("L1")) == {"A": "deferred", "B": "withdrawn"}
    assert states(offer("L2")) == {"C": "selected", "D": "selected", "A": "selected"}
    assert of(offer("L2"), "A").follows == of(offer("L1"), "A")
    assert seats() == {"SNV": (1, 1), "STC": (2, 2)}
    assert sorted(kinds(snv)) == ["nomination.class_cancelled"] * 2 + ["nomination.deferred"]


def test_who_loses_the_turn_is_taken_off_with_the_reason(
    selected: Round, approver: ActingUser, snv: ActingUser
) -> None:
    """The seat of the agency goes with it, so nobody who waits gets what is no longer paid for."""
    follow(selected, a_plan({"L1": "A", "L2": "CD"}), approver, ("B", "L1"))
    gone = of(offer("L1"), "B")
    assert (gone.state, gone.state_code, gone.state_reason) == (
        "withdrawn",
        "plan_adjusted",
        BUDGET,
    )
    assert seats() == {"SNV": (1, 1), "STC": (2, 2)}
    assert kinds(snv) == ["nomination.plan_adjusted"]
    assert BUDGET in str(Notice.objects.get(kind="nomination.plan_adjusted").figures)


def test_who_lost_the_turn_can_be_sent_to_a_later_class(
    selected: Round, approver: ActingUser, officer: ActingUser
) -> None:
    """As after a class that was cancelled: with the first places of the waiting list."""
    follow(selected, a_plan({"L1": "A", "L2": "CD"}), approver, ("B", "L1"))
    new = defer(of(offer("L1"), "B"), offer("L2"), "Chờ lớp sau", acting_user=officer)
    assert (new.state, new.keeps_priority) == ("waiting", True)
    with pytest.raises(RefusedError):
        defer(of(offer("L1"), "B"), offer("L2"), "Lần nữa", acting_user=officer)


def test_two_people_change_places_in_full_classes(selected: Round, approver: ActingUser) -> None:
    """Places are given back before they are taken, so that both have one."""
    new = a_plan({"L1": "AC", "L2": "BD"})
    follow(selected, new, approver, ("B", "L1"), ("C", "L2"))
    assert states(offer("L1")) == {"A": "selected", "B": "deferred", "C": "selected"}
    assert states(offer("L2")) == {"C": "deferred", "D": "selected", "B": "selected"}


def test_nobody_gets_a_seat_that_is_not_there(
    selected: Round, approver: ActingUser, officer: ActingUser, stc: ActingUser
) -> None:
    """Somebody beside the plan has the last place: who comes from another class waits, first."""
    change_capacity(offer("L2"), 3, acting_user=officer)
    Allotment.objects.filter(unit="STC").update(seats=3)
    select(handed_in(offer("L2"), "E", stc), acting_user=officer)
    follow(selected, a_plan({"L1": "A", "L2": "BCD"}), approver, ("B", "L1"))
    brought = of(offer("L2"), "B")
    assert (brought.state, brought.waiting_no, brought.keeps_priority) == ("waiting", 1, True)
    assert offer("L2").taken == 3


def test_a_larger_class_of_the_plan_has_more_places_and_a_smaller_one_fewer(
    selected: Round, approver: ActingUser
) -> None:
    """Never fewer than are taken."""
    follow(selected, a_plan(OLD, L1={"max_size": 1}, L2={"max_size": 9}), approver)
    assert (offer("L1").capacity, offer("L2").capacity) == (2, 9)


def test_a_class_that_opens_is_offered_with_the_seats_for_it(
    selected: Round, approver: ActingUser
) -> None:
    """In the round that has its programme; the agency of whom it is for gets a seat more."""
    another_programme("KHAC")
    other = {"programme_id": "KHAC"}
    follow(selected, a_plan({**OLD, "L3": "E", "L4": "A"}, L4=other), approver)
    assert (offer("L3").planned_class or PlannedClass()).plan_id == Round.objects.get().plan_id
    assert not OfferedClass.objects.filter(class_id="L4").exists()
    assert seats()["STC"] == (2, 3)


def test_a_class_that_the_office_cancelled_stays_cancelled(
    selected: Round, approver: ActingUser, officer: ActingUser
) -> None:
    """Even where the new plan still has it; a new class of its code has one of its own."""
    cancel_class(offer("L1"), "Không đủ giảng viên", acting_user=officer)
    follow(selected, a_plan(OLD), approver)
    assert offer("L1").state == "cancelled"


def test_people_of_a_class_that_the_office_cancelled_go_where_the_plan_has_them(
    selected: Round, approver: ActingUser, officer: ActingUser
) -> None:
    """They had been told that it is cancelled; now there is a seat for one of them."""
    cancel_class(offer("L1"), "Không đủ giảng viên", acting_user=officer)
    follow(selected, a_plan({"L2": "ACD"}, L2={"max_size": 3}), approver)
    assert states(offer("L1")) == {"A": "deferred", "B": "withdrawn"}
    assert states(offer("L2"))["A"] == "selected"


def test_the_code_of_a_cancelled_class_is_not_given_again(
    selected: Round, approver: ActingUser
) -> None:
    """Two plans later a new class may be numbered like one that was closed."""
    follow(selected, a_plan({"L2": "CD"}), approver, ("A", "L1"), ("B", "L1"))
    follow(Round.objects.get(), a_plan(OLD), approver)
    assert offer("L1").state == "cancelled"
    assert offer("L1/2").state == "open"


def test_whoever_falls_out_leaves_every_class(selected: Round, approver: ActingUser) -> None:
    """As if withdrawn: nobody owes them a later class."""
    follow(selected, a_plan({"L1": "A", "L2": "CD"}), approver, ("B", EVERY_CLASS))
    assert states(offer("L1")) == {"A": "selected", "B": "withdrawn"}
    assert (of(offer("L1"), "B").state_code, of(offer("L1"), "B").keeps_priority) == ("", False)


def test_who_may_not_go_to_the_other_class_is_told_and_keeps_the_reason(
    selected: Round, approver: ActingUser
) -> None:
    """Already nominated there by the agency: the step says that it could not be done."""
    other = of(offer("L1"), "B")
    other.pk = None
    other.offered_class, other.state = offer("L2"), "submitted"
    other.save()
    follow(selected, a_plan({"L1": "A", "L2": "BC"}), approver, ("B", "L1"))
    steps = NominationEvent.objects.filter(nomination=of(offer("L1"), "B"))
    assert [step.code for step in steps.order_by("pk")][-1] == "not_brought_over"


def test_a_class_that_has_begun_is_not_changed(
    selected: Round, approver: ActingUser, officer: ActingUser
) -> None:
    """Nothing of the choice is kept then."""
    OfferedClass.objects.filter(class_id="L1").update(starts_on=in_days(0))
    begin_class(offer("L1"), acting_user=officer)
    with pytest.raises(RefusedError) as refused:
        follow(selected, a_plan({"L2": "CD"}), approver, ("A", "L1"))
    assert refused.value.code == "class_begun"


def test_who_was_decided_on_moves_and_waits_for_a_new_decision(
    selected: Round, approver: ActingUser
) -> None:
    """The decision is not written over: the nomination for the other class has no number yet."""
    mark_decided([of(offer("L1"), "B")], "01/QĐ-SNV", acting_user=approver)
    new = a_plan({"L1": "A", "L2": "BCD"}, L2={"max_size": 3})
    follow(selected, new, approver, ("B", "L1"))
    assert of(offer("L1"), "B").decision_no == "01/QĐ-SNV"
    assert (of(offer("L2"), "B").state, of(offer("L2"), "B").decision_no) == ("selected", "")


def test_who_waits_gets_a_place_that_falls_free_for_good(
    selected: Round, approver: ActingUser, officer: ActingUser, stc: ActingUser
) -> None:
    """The new plan has a seat more for the agency: the waiting list moves up at once."""
    put_on_waiting_list(handed_in(offer("L2"), "E", stc), acting_user=officer)
    follow(selected, a_plan({"L1": "AB", "L2": "CDE"}, L2={"max_size": 3}), approver)
    assert states(offer("L2"))["E"] == "offered"


def test_a_round_before_its_quotas_only_gets_the_plan(old: Plan, officer: ActingUser) -> None:
    """Its classes are offered when the quotas are issued, from the plan that it has then."""
    Round.objects.update(plan=old)
    round_ = Round.objects.get()
    round_.programmes.set(Programme.objects.all())
    new = a_plan(OLD)
    follow(round_, new, officer)
    assert Round.objects.get().plan_id == new.pk
    assert not OfferedClass.objects.exists()
    assert not PlanRuling.objects.exists()
