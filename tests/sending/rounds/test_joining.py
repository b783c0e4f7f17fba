"""After the decision the agency says who joined, and is done once it is known of everybody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.sending.nominations.cast import a_class, check_counters, handed_in, in_days, of, person
from tests.sending.rounds.cast import a_round, brought_to, task
from thuctien.base.acting import ActingUser
from thuctien.sending.models import Nomination, OfferedClass, Round, Stage, UnitTask
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import mark_decided, select
from thuctien.sending.services.rounds import finish_task, report_joined


@pytest.fixture
def sent(officer: ActingUser, approver: ActingUser, snv: ActingUser) -> Round:
    """Two people of one agency, decided on, in a round that has come to joining."""
    Round.objects.all().delete()
    found = a_round(officer, Stage.DECISION, Stage.JOINING)
    offered = a_class(starts=5)
    handed_in(offered, [person("A"), person("B")], snv)
    select([of(offered, "A"), of(offered, "B")], acting_user=officer)
    mark_decided([of(offered, "A"), of(offered, "B")], "36/QĐ", acting_user=approver)
    OfferedClass.objects.update(starts_on=in_days(0))
    person("C", "STC")
    brought_to(found, Stage.JOINING, officer)
    return found


def one(code: str) -> Nomination:
    return of(OfferedClass.objects.get(), code)


def test_only_agencies_whose_people_are_sent_have_to_report(sent: Round) -> None:
    units = UnitTask.objects.filter(step__stage=Stage.JOINING).values_list("unit", flat=True)
    assert list(units) == ["SNV"]


def test_the_agency_is_done_once_it_said_of_everybody_whether_they_joined(
    sent: Round, snv: ActingUser
) -> None:
    mine = task(sent, Stage.JOINING, "SNV")
    report_joined([one("A")], joined=True, acting_user=snv)
    with pytest.raises(RefusedError) as refused:
        finish_task(mine, acting_user=snv)
    assert (refused.value.code, refused.value.figures) == ("joining_open", {"open": 1})
    report_joined([one("B")], joined=False, reason="ốm", acting_user=snv)
    finish_task(mine, acting_user=snv)
    assert (one("A").state, one("B").state, one("B").state_reason) == ("joined", "not_joined", "ốm")
    check_counters()


def test_who_did_not_join_needs_a_reason_and_is_of_the_own_agency(
    sent: Round, snv: ActingUser, stc: ActingUser
) -> None:
    for rows, code in (([one("A")], "say_why"), ([], "nobody_chosen")):
        with pytest.raises(RefusedError) as refused:
            report_joined(rows, joined=False, acting_user=snv)
        assert refused.value.code == code
    with pytest.raises(PermissionDenied):
        report_joined([one("A")], joined=True, acting_user=stc)


def test_nobody_has_handed_in_while_drafts_lie_about(officer: ActingUser, snv: ActingUser) -> None:
    Round.objects.all().delete()
    found = a_round(officer, Stage.NOMINATION, Stage.SELECTION)
    offered = a_class()
    handed_in(offered, [person("A")], snv)
    Nomination.objects.update(state="draft")
    brought_to(found, Stage.NOMINATION, officer)
    with pytest.raises(RefusedError) as refused:
        finish_task(task(found, Stage.NOMINATION, "SNV"), acting_user=snv)
    assert refused.value.code == "drafts_open"
