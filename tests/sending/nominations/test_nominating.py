"""Agencies put people forward, see at once what stands in the way, and hand in."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, in_days, of, person
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry
from thuctien.engine.wording import Language
from thuctien.people.models import Holding, Person, Unit
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import (
    approve_exception,
    assess_again,
    nominate,
    nominate_from_plan,
    select,
    submit,
    withdraw,
)

CODES = tuple[str, ...]


def codes(nomination: Nomination) -> set[str]:
    """Return the codes of what stands in the way of a nomination."""
    return {conflict["code"] for conflict in nomination.conflicts}


def test_a_draft_has_its_checklist_its_need_and_its_agency_at_once(snv: ActingUser) -> None:
    cast.rule_of_age(30)
    offered = a_class()
    (draft,) = nominate(offered, [person("A")], acting_user=snv)
    assert (draft.state, draft.verdict, draft.unit_id) == (State.DRAFT, "met", "SNV")
    assert draft.answers == ["YC"]
    assert draft.assessed_on == offered.starts_on
    assert [(item["predicate"], item["state"]) for item in draft.checklist] == [("min_age", "met")]
    entry = AuditEntry.objects.get(action="sending.nomination.draft")
    assert entry.user == snv.user


def test_nobody_is_nominated_twice_for_a_class(snv: ActingUser) -> None:
    offered = a_class()
    nominate(offered, [person("A")], acting_user=snv)
    with pytest.raises(RefusedError) as refusal:
        nominate(offered, ["A"], acting_user=snv)
    assert refusal.value.code == "nominated_already"
    withdraw(of(offered, "A"), "", acting_user=snv)
    assert nominate(offered, ["A"], acting_user=snv)


def test_an_agency_nominates_its_own_people_only(snv: ActingUser, stc: ActingUser) -> None:
    offered = a_class()
    with pytest.raises(PermissionDenied):
        nominate(offered, [person("X", "STC")], acting_user=snv)
    theirs = nominate(offered, ["X"], acting_user=stc)
    for act in (
        lambda: submit(theirs, acting_user=snv),
        lambda: withdraw(theirs[0], "x", acting_user=snv),
        lambda: select(theirs, acting_user=snv),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nobody_is_nominated_for_a_class_that_began(snv: ActingUser) -> None:
    with pytest.raises(RefusedError) as refusal:
        nominate(a_class(starts=0), [person("A")], acting_user=snv)
    assert refusal.value.code == "class_begun"


def test_who_does_not_meet_the_rules_is_refused_unless_an_exception_is_approved(
    snv: ActingUser, approver: ActingUser
) -> None:
    cast.rule_of_age(70)
    offered = a_class()
    drafts = nominate(offered, [person("A")], acting_user=snv)
    assert drafts[0].verdict == "not_met"
    with pytest.raises(RefusedError) as refusal:
        submit(drafts, acting_user=snv)
    assert refusal.value.code == "not_met"
    with pytest.raises(PermissionDenied):
        approve_exception(drafts[0], "12-TB/TU", acting_user=snv)
    with pytest.raises(RefusedError):
        approve_exception(drafts[0], " ", acting_user=approver)
    approve_exception(drafts[0], "12-TB/TU", acting_user=approver)
    (submitted,), refused = submit(drafts, acting_user=snv)
    assert refused == []
    assert submitted.state == State.SUBMITTED
    assert (submitted.exception_approved_by, submitted.exception_document) == (
        approver.user,
        "12-TB/TU",
    )


def test_a_special_decision_may_be_handed_in_but_not_selected_without_it(
    snv: ActingUser, officer: ActingUser, approver: ActingUser
) -> None:
    rule = cast.rule_of_age(70)
    rule.on_failure = "special_decision"
    rule.save()
    offered = a_class()
    rows = handed_in(offered, [person("A")], snv)
    assert rows[0].verdict == "special_decision"
    with pytest.raises(RefusedError) as refusal:
        select(rows, acting_user=officer)
    assert refusal.value.code == "needs_decision"
    approve_exception(rows[0], "15-QĐ/TU", acting_user=approver)
    assert select(rows, acting_user=officer)[0].state == State.SELECTED


def test_without_a_need_on_record_a_reason_is_asked_for(snv: ActingUser) -> None:
    offered = a_class()
    drafts = nominate(offered, [person("A", force=None)], acting_user=snv)
    assert drafts[0].answers == []
    with pytest.raises(RefusedError) as refusal:
        submit(drafts, acting_user=snv)
    assert refusal.value.code == "reason_missing"
    assert "Nguyễn Văn A" in refusal.value.text(Language.VI)
    (done,), _refused = submit(drafts, acting_user=snv, reasons={drafts[0].pk: "nhiệm vụ mới"})
    assert (done.state, done.reason) == (State.SUBMITTED, "nhiệm vụ mới")


def test_of_many_those_that_can_go_in_do_and_the_others_say_why(snv: ActingUser) -> None:
    offered = a_class()
    drafts = nominate(offered, [person("A"), person("B", force=None)], acting_user=snv)
    submitted, refused = submit(drafts, acting_user=snv)
    assert [row.person_id for row in submitted] == ["A"]
    assert [refusal.code for refusal in refused] == ["reason_missing"]


def test_who_has_a_place_at_the_same_time_cannot_be_handed_in(
    snv: ActingUser, officer: ActingUser
) -> None:
    select(handed_in(a_class("L1"), [person("A")], snv), acting_user=officer)
    drafts = nominate(a_class("L2", starts=65), ["A"], acting_user=snv)
    assert codes(drafts[0]) == {"other_class"}
    with pytest.raises(RefusedError) as refusal:
        submit(drafts, acting_user=snv)
    assert "L1" in refusal.value.text(Language.VI)


def test_nobody_has_places_in_two_classes_of_a_programme(
    snv: ActingUser, officer: ActingUser
) -> None:
    select(handed_in(a_class("L1"), [person("A")], snv), acting_user=officer)
    drafts = nominate(a_class("L2", starts=200), ["A"], acting_user=snv)
    assert codes(drafts[0]) == {"same_programme"}


def test_a_class_on_weekends_does_not_clash_with_one_on_weekdays(
    snv: ActingUser, officer: ActingUser
) -> None:
    select(handed_in(a_class("L1"), [person("A")], snv), acting_user=officer)
    weekend = a_class("L2", programme=cast.another_programme("KN"))
    OfferedClass.objects.filter(pk=weekend.pk).update(mode="weekend")
    weekend.refresh_from_db()
    assert codes(nominate(weekend, ["A"], acting_user=snv)[0]) == set()


def test_who_holds_the_certificate_is_not_sent_for_it_again(snv: ActingUser) -> None:
    person("A", force=None)
    person("B")
    for code in "AB":
        Holding.objects.create(
            person_id=code,
            qualification_id=cast.QUALIFICATION,
            awarded_on=in_days(-900),
            awarded_on_precision="day",
        )
    held, renewed = nominate(a_class(), ["A", "B"], acting_user=snv)
    assert codes(held) == {"already_held"}
    assert codes(renewed) == set(), "a need on record says that it must be renewed"


def test_an_agency_without_a_quota_cannot_hand_in_where_quotas_are_given(
    snv: ActingUser, stc: ActingUser
) -> None:
    seats = cast.quota("SNV", 1)
    offered = a_class()
    (mine,) = nominate(offered, [person("A")], acting_user=snv)
    assert mine.allotment == seats
    theirs = nominate(offered, [person("X", "STC")], acting_user=stc)
    assert codes(theirs[0]) == {"no_quota"}
    with pytest.raises(RefusedError):
        submit(theirs, acting_user=stc)


def test_the_quota_of_a_level_comes_before_that_of_everybody(snv: ActingUser) -> None:
    everybody, chiefs = cast.quota("SNV", 5), cast.quota("SNV", 1, group="chief")
    person("A")
    who = Person.objects.select_related("current_post").get(pk=person("B"))
    assert who.current_post is not None
    rows = nominate(a_class(), ["A"], acting_user=snv)
    who.current_post.leadership_level = "chief"
    who.current_post.save()
    rows += nominate(a_class("L2"), ["B"], acting_user=snv)
    assert [row.allotment for row in rows] == [everybody, chiefs]


def test_a_used_up_quota_is_a_warning_that_names_the_waiting_list(
    snv: ActingUser, officer: ActingUser
) -> None:
    cast.quota("SNV", 1)
    offered = a_class()
    select(handed_in(offered, [person("A")], snv), acting_user=officer)
    rows = handed_in(offered, [person("B")], snv)
    assert codes(rows[0]) == {"quota_used_up"}
    with pytest.raises(RefusedError) as refusal:
        select(rows, acting_user=officer)
    assert refusal.value.code == "quota_used_up"


def test_too_many_away_from_one_unit_is_a_warning(snv: ActingUser, officer: ActingUser) -> None:
    for code in "ABCD":
        person(code)
    Unit.objects.filter(pk="SNV-P1").update(away_share=0.25)
    offered = a_class(capacity=4)
    select(handed_in(offered, "A", snv), acting_user=officer)
    (second,) = handed_in(offered, "B", snv)
    assert codes(second) == {"unit_away"}
    assert second.state == State.SUBMITTED


def test_what_is_found_changes_with_the_records(snv: ActingUser) -> None:
    rule = cast.rule_of_age(70)
    rows = nominate(a_class(), [person("A")], acting_user=snv)
    rule.delete()
    assert assess_again(rows, acting_user=snv)[0].verdict == "met"


def test_what_the_plan_proposes_is_one_call_away(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class()
    with pytest.raises(RefusedError) as refusal:
        nominate_from_plan(offered, Unit.objects.get(pk="SNV"), acting_user=snv)
    assert refusal.value.code == "no_plan"
    person("A")
    person("B")
    person("X", "STC")
    cast.planned(offered, ["A", "B", "X"])
    nominate(offered, ["B"], acting_user=snv)
    drafts = nominate_from_plan(offered, Unit.objects.get(pk="SNV"), acting_user=snv)
    assert [(row.person_id, row.from_plan) for row in drafts] == [("A", True)]
    assert nominate_from_plan(offered, Unit.objects.get(pk="SNV"), acting_user=snv) == []


def test_one_hundred_are_handed_in_by_few_queries(
    snv: ActingUser, django_assert_max_num_queries: object
) -> None:
    for number in range(100):
        person(f"N{number:03}")
    offered = a_class(capacity=100)
    everybody = [f"N{number:03}" for number in range(100)]
    with django_assert_max_num_queries(110):  # type: ignore[operator]
        drafts = nominate(offered, everybody, acting_user=snv)
        submit(drafts, acting_user=snv)
    assert Nomination.objects.filter(state=State.SUBMITTED).count() == 100
    assert timezone.localdate() < offered.starts_on
