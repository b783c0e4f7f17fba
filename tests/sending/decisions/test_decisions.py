"""A decision takes effect on people with its number, and loses it when it is cancelled."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.conftest import holding
from tests.sending.decisions.builders import DAY, add_selected, make_issue, make_offer, number
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.policy import Role
from thuctien.documents.models import DocumentState
from thuctien.documents.services import drop_draft
from thuctien.sending.models import Decision, DecisionText, Nomination, NominationState, OfferState
from thuctien.sending.selectors.decisions import on_the_roll
from thuctien.sending.services.decisions import (
    draft_amendment,
    draft_cancellation,
    draft_decision,
    replace_words,
)
from thuctien.sending.services.nominations import withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_province")]


def _states() -> list[str]:
    return list(Nomination.objects.order_by("pk").values_list("state", flat=True))


def test_the_draft_lists_everybody_selected_in_the_order_of_names() -> None:
    offer = make_offer(people=3)
    decision = draft_decision(offer, issue=make_issue(), acting_user=SYSTEM)
    names = [row[1] for row in decision.document.annex["rows"]]
    people = [n.person for n in Nomination.objects.select_related("person", "unit")]
    units = {n.person.full_name: n.unit.path for n in Nomination.objects.select_related("unit")}
    assert sorted(names) == sorted(person.full_name for person in people)
    order = {person.full_name: person.name_order for person in people}
    assert names == sorted(names, key=lambda name: (units[name], order[name]))


def test_its_words_name_class_place_and_days() -> None:
    offer = make_offer(people=3)
    decision = draft_decision(offer, issue=make_issue(), acting_user=SYSTEM)
    first = decision.document.content["articles"][0]
    for part in ("Cử 03", offer.programme.name, offer.site.name, "01/03/2027", "12/03/2027"):
        assert part in first


def test_nobody_is_decided_before_the_number() -> None:
    draft_decision(make_offer(), issue=make_issue(), acting_user=SYSTEM)
    assert set(_states()) == {NominationState.SELECTED}


def test_with_the_number_they_are_decided_and_carry_it() -> None:
    decision = draft_decision(make_offer(), issue=make_issue(), acting_user=SYSTEM)
    document = number(decision.document)
    assert set(_states()) == {NominationState.DECIDED}
    numbers = set(Nomination.objects.values_list("decision_no", flat=True))
    assert numbers == {document.number_text} == {"01/QĐ-SNV"}


def test_who_withdrew_after_the_draft_keeps_it_from_its_number() -> None:
    offer = make_offer()
    decision = draft_decision(offer, issue=make_issue(), acting_user=SYSTEM)
    first = Nomination.objects.order_by("pk")[0]
    withdraw(first, "Ốm", acting_user=SYSTEM)
    with pytest.raises(ValidationError, match=r"^.+$"):
        number(decision.document)
    decision.document.refresh_from_db()
    assert decision.document.is_draft


def test_an_amendment_takes_off_who_left_and_adds_who_came() -> None:
    offer, issue = make_offer(), make_issue()
    decision = draft_decision(offer, issue=issue, acting_user=SYSTEM)
    number(decision.document)
    gone = Nomination.objects.order_by("pk")[0]
    withdraw(gone, "Chuyển công tác", acting_user=SYSTEM)
    (added,) = add_selected(offer, 1)
    amendment = draft_amendment(decision, issue=issue, reason="Thay người", acting_user=SYSTEM)
    changes = {row[1]: row[-1] for row in amendment.document.annex["rows"]}
    assert changes == {
        gone.person.full_name: "Đưa ra khỏi danh sách",
        added.person.full_name: "Bổ sung",
    }
    number(amendment.document)
    roll = {nomination.pk for nomination in on_the_roll(offer)}
    assert added.pk in roll
    assert gone.pk not in roll
    assert len(roll) == 3


def test_a_list_that_is_right_needs_no_amendment() -> None:
    issue = make_issue()
    decision = draft_decision(make_offer(), issue=issue, acting_user=SYSTEM)
    number(decision.document)
    with pytest.raises(ValidationError):
        draft_amendment(decision, issue=issue, reason="Thay người", acting_user=SYSTEM)


def test_a_cancelled_decision_sends_nobody() -> None:
    offer, issue = make_offer(), make_issue()
    decision = draft_decision(offer, issue=issue, acting_user=SYSTEM)
    number(decision.document)
    cancellation = draft_cancellation(decision, issue=issue, reason="Dời", acting_user=SYSTEM)
    assert set(_states()) == {NominationState.DECIDED}
    number(cancellation.document)
    assert set(_states()) == {NominationState.SELECTED}
    assert set(Nomination.objects.values_list("decision_no", flat=True)) == {""}
    assert on_the_roll(offer) == []
    decision.document.refresh_from_db()
    assert decision.document.state == DocumentState.CANCELLED


def test_what_amended_a_cancelled_decision_sends_nobody_either() -> None:
    offer, issue = make_offer(), make_issue()
    decision = draft_decision(offer, issue=issue, acting_user=SYSTEM)
    number(decision.document)
    add_selected(offer, 1)
    number(draft_amendment(decision, issue=issue, reason="Thêm", acting_user=SYSTEM).document)
    number(draft_cancellation(decision, issue=issue, reason="Dời", acting_user=SYSTEM).document)
    assert set(_states()) == {NominationState.SELECTED}
    assert on_the_roll(offer) == []


def test_one_draft_for_a_class_at_a_time() -> None:
    offer, issue = make_offer(), make_issue()
    draft_decision(offer, issue=issue, acting_user=SYSTEM)
    with pytest.raises(ValidationError):
        draft_decision(offer, issue=issue, acting_user=SYSTEM)


@pytest.mark.parametrize("people", [0, 2])
def test_nobody_is_sent_to_a_class_without_people_or_cancelled(people: int) -> None:
    offer = make_offer(people=people)
    if people:
        offer.state = OfferState.CANCELLED
        offer.save()
    with pytest.raises(ValidationError):
        draft_decision(offer, issue=make_issue(), acting_user=SYSTEM)


def test_an_agency_drafts_no_decision() -> None:
    agency = ActingUser(user=holding(Role.AGENCY_OFFICER, "agency", None))
    with pytest.raises(PermissionDenied):
        draft_decision(make_offer(), issue=make_issue(), acting_user=agency)


def test_the_words_are_those_of_the_day() -> None:
    offer = make_offer()
    (kind,) = {offer.programme.kind}
    texts = DecisionText.objects.filter(purpose="send", programme_kind__in=("", kind))
    text = texts.order_by("-programme_kind")[0]
    replace_words(
        text,
        valid_from=date(2027, 6, 1),
        abstract="Lời văn mới: {programme}",
        bases=["Căn cứ quy định mới"],
        articles=["Cử {count} người."],
        recipients=["Như Điều 1"],
        source="Công văn mẫu",
        confirmed=True,
        acting_user=SYSTEM,
    )
    issue = make_issue()
    before = draft_decision(offer, issue=issue, acting_user=SYSTEM).document
    assert not before.abstract.startswith("Lời văn mới")
    number(before)
    later = make_offer(people=1, class_id="2027-002")
    after = draft_decision(
        later,
        issue=type(issue)(body=issue.body, signer=issue.signer, on=date(2027, 6, 1)),
        acting_user=SYSTEM,
    ).document
    assert after.abstract == f"Lời văn mới: {offer.programme.name}"
    assert after.content["articles"] == ["Cử 01 người."]


def test_new_words_begin_after_the_first_day_of_the_old() -> None:
    text = DecisionText.objects.get(pk="cancel")
    with pytest.raises(ValidationError):
        replace_words(
            text,
            valid_from=text.valid_from,  # type: ignore[arg-type]
            abstract="x",
            bases=[],
            articles=["x"],
            recipients=[],
            source="x",
            confirmed=False,
            acting_user=SYSTEM,
        )


def test_a_decision_dated_before_all_words_is_refused() -> None:
    issue = make_issue(on=date(2020, 1, 2))
    with pytest.raises(ValidationError):
        draft_decision(make_offer(), issue=issue, acting_user=SYSTEM)


def test_the_day_of_the_builders_is_covered_by_words() -> None:
    assert DecisionText.objects.filter(valid_from__lte=DAY).count() == 5


def test_a_dropped_draft_takes_its_list_along_and_nobody_is_selected_less() -> None:
    offer = make_offer()
    decision = draft_decision(offer, issue=make_issue(), acting_user=SYSTEM)
    drop_draft(decision.document, acting_user=SYSTEM)
    assert not Decision.objects.exists()
    assert set(_states()) == {NominationState.SELECTED}
