"""Agencies confirm, refuse with a reason, or add; what they refuse leaves the plan by the rules."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from tests.sending.nominations.cast import PROGRAMME, person
from tests.sending.rounds.cast import YEAR, a_round, brought_to, step, task
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry
from thuctien.catalogue.models import Programme
from thuctien.needs.models import Need, NeedRefusal, NeedsRun, StatedNeed
from thuctien.notices.models import Notice
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Round, Ruling, Stage, SurveyLine, SurveyReply
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.selectors.surveys import (
    LineFilter,
    answers_of,
    count_by_agency,
    count_by_programme,
    keys_of,
    total_of,
)
from thuctien.sending.services.rounds import (
    add_need,
    answer_survey,
    finish_step,
    finish_task,
    refresh_survey,
    restore_answers,
    rule_refusal,
    take_back,
)

CONFIRMED, REFUSED = ReplyVerdict.CONFIRMED, ReplyVerdict.REFUSED


@pytest.fixture
def asked(officer: ActingUser) -> Round:
    """A survey that asks about two people of one agency and one of another."""
    for code, agency in (("A", "SNV"), ("B", "SNV"), ("C", "STC")):
        person(code, agency)
    Need.objects.filter(person="B").update(binding="recommended", force="recommended")
    found = a_round(officer)
    brought_to(found, Stage.SURVEY, officer)
    return found


def line(code: str) -> int:
    return SurveyLine.objects.get(person=code).pk


def test_the_survey_asks_each_agency_about_its_own_people(asked: Round) -> None:
    rows = SurveyLine.objects.order_by("person").values_list(
        "person", "unit", "programme", "is_mandatory"
    )
    assert list(rows) == [
        ("A", "SNV", PROGRAMME, True),
        ("B", "SNV", PROGRAMME, False),
        ("C", "STC", PROGRAMME, True),
    ]


def test_an_answer_is_counted_over_all_that_was_asked(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    answer_survey([line("A")], CONFIRMED, acting_user=snv)
    answer_survey([line("B")], REFUSED, reason="nghỉ thai sản", acting_user=snv)
    rows = {row.key: row for row in count_by_agency(asked, acting_user=officer)}
    assert (rows["SNV"].confirmed, rows["SNV"].refused, rows["SNV"].asked) == (1, 1, 2)
    assert (rows["STC"].open, rows["STC"].asked) == (1, 1)
    total = total_of(count_by_programme(asked, acting_user=officer))
    assert (total.answered, total.asked) == (2, 3)
    assert [row.key for row in count_by_agency(asked, acting_user=snv)] == ["SNV"]


def test_a_refusal_needs_a_reason(asked: Round, snv: ActingUser) -> None:
    with pytest.raises(RoundError) as refused:
        answer_survey([line("A")], REFUSED, reason="  ", acting_user=snv)
    assert refused.value.code == "reason_missing"
    assert not SurveyReply.objects.exists()


def test_nobody_answers_for_another_agency_not_even_among_own_lines(
    asked: Round, snv: ActingUser
) -> None:
    with pytest.raises(PermissionDenied):
        answer_survey([line("A"), line("C")], CONFIRMED, acting_user=snv)
    assert not SurveyReply.objects.exists()


def test_a_refusal_is_written_where_the_planner_reads_it(asked: Round, snv: ActingUser) -> None:
    answer_survey([line("B")], REFUSED, reason="nghỉ thai sản", acting_user=snv)
    refusal = NeedRefusal.objects.get()
    assert (refusal.person_id, refusal.reason, refusal.accepted) == ("B", "nghỉ thai sản", None)
    assert refusal.valid_from is not None
    assert (refusal.valid_from.year, refusal.source) == (YEAR, str(asked))
    answer_survey([line("B")], CONFIRMED, acting_user=snv)
    assert not NeedRefusal.objects.exists()


def test_over_what_the_law_asks_the_province_decides_and_the_agency_is_told(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    answer_survey([line("A")], REFUSED, reason="sắp nghỉ hưu", acting_user=snv)
    with pytest.raises(RoundError) as refused:
        finish_step(step(asked, Stage.SURVEY), acting_user=officer)
    assert refused.value.code == "refusals_open"
    reply = SurveyReply.objects.get()
    rule_refusal(reply, Ruling.ACCEPTED, reason="đúng là như vậy", acting_user=officer)
    assert NeedRefusal.objects.get().accepted is True
    assert Notice.objects.filter(recipient=snv.user, kind="round.ruling").count() == 1
    rule_refusal(reply, Ruling.OVERRULED, reason="còn ba năm", acting_user=officer)
    assert NeedRefusal.objects.get().accepted is False


def test_a_recommended_need_needs_no_ruling(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    answer_survey([line("B")], REFUSED, reason="bận", acting_user=snv)
    with pytest.raises(RoundError) as refused:
        rule_refusal(SurveyReply.objects.get(), Ruling.ACCEPTED, reason="x", acting_user=officer)
    assert refused.value.code == "nothing_to_rule"


def test_a_new_answer_makes_the_ruling_void(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    answer_survey([line("A")], REFUSED, reason="một", acting_user=snv)
    rule_refusal(SurveyReply.objects.get(), Ruling.ACCEPTED, reason="được", acting_user=officer)
    answer_survey([line("A")], REFUSED, reason="hai", acting_user=snv)
    assert SurveyReply.objects.get().ruling == ""
    refusal = NeedRefusal.objects.get()
    assert (refusal.reason, refusal.accepted) == ("hai", None)


def test_what_an_agency_adds_becomes_a_need_with_its_reason(asked: Round, snv: ActingUser) -> None:
    who = Person.objects.get(pk=person("D", "SNV", force=None))
    programme, unit = Programme.objects.get(), Unit.objects.get(pk="SNV")
    reply = add_need(asked, unit, who, programme, reason="sẽ nhận việc mới", acting_user=snv)
    need = StatedNeed.objects.get()
    assert (need.person_id, need.origin, need.source) == ("D", "unit_request", str(asked))
    assert need.reason == "sẽ nhận việc mới"
    with pytest.raises(RoundError) as refused:
        answer_survey([reply.line_id], CONFIRMED, acting_user=snv)
    assert refused.value.code == "added_line"
    take_back([reply.line_id], acting_user=snv)
    assert not StatedNeed.objects.exists()
    assert not SurveyLine.objects.filter(person="D").exists()


def test_nobody_is_added_twice_or_from_elsewhere(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    programme, unit = Programme.objects.get(), Unit.objects.get(pk="SNV")
    with pytest.raises(RoundError) as refused:
        add_need(asked, unit, Person.objects.get(pk="A"), programme, reason="x", acting_user=snv)
    assert refused.value.code == "asked_already"
    elsewhere = Person.objects.get(pk="C")
    with pytest.raises(PermissionDenied):
        add_need(asked, unit, elsewhere, programme, reason="x", acting_user=snv)
    with pytest.raises(RoundError) as refused:
        add_need(asked, unit, elsewhere, programme, reason="x", acting_user=officer)
    assert refused.value.code == "not_of_the_agency"


def test_an_answer_is_undone_to_what_stood_before(asked: Round, snv: ActingUser) -> None:
    answer_survey([line("A")], REFUSED, reason="bận", acting_user=snv)
    keys = [line("A"), line("B")]
    before = answers_of(keys, acting_user=snv)
    answer_survey(keys, CONFIRMED, acting_user=snv)
    restore_answers(before, acting_user=snv)
    reply = SurveyReply.objects.get()
    assert (reply.line_id, reply.verdict, reply.reason) == (line("A"), "refused", "bận")


def test_many_are_answered_at_once_by_few_queries_and_one_entry(
    asked: Round,
    officer: ActingUser,
    snv: ActingUser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        person(f"N{number}", "SNV")
    refresh_survey(asked, acting_user=officer)
    unit = Unit.objects.get(pk="SNV")
    keys = keys_of(asked, unit, LineFilter(programme=PROGRAMME), acting_user=snv)
    entries = AuditEntry.objects.count()
    with django_assert_max_num_queries(30):
        assert answer_survey(keys, CONFIRMED, acting_user=snv) == 32
    assert AuditEntry.objects.count() == entries + 1


def test_answers_outlive_the_next_computation_of_needs(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    answer_survey([line("A")], CONFIRMED, acting_user=snv)
    NeedsRun.objects.update(is_current=False)
    old = NeedsRun.objects.get()
    NeedsRun.objects.create(
        as_of=old.as_of,
        horizon=old.horizon,
        people=0,
        created_at=old.created_at,
        is_current=True,
    )
    assert refresh_survey(asked, acting_user=officer) == 1
    assert SurveyLine.objects.get().person_id == "A"
    assert SurveyReply.objects.get().verdict == CONFIRMED


def test_the_survey_is_handed_in_once_every_line_is_answered(asked: Round, snv: ActingUser) -> None:
    mine = task(asked, Stage.SURVEY, "SNV")
    with pytest.raises(RoundError) as refused:
        finish_task(mine, acting_user=snv)
    assert refused.value.figures == {"open": 2, "all": 2}
    answer_survey([line("A"), line("B")], CONFIRMED, acting_user=snv)
    finish_task(mine, acting_user=snv)
    assert task(asked, Stage.SURVEY, "SNV").done_by == snv.user


def test_after_the_survey_nothing_is_answered(
    asked: Round, officer: ActingUser, snv: ActingUser
) -> None:
    finish_step(step(asked, Stage.SURVEY), despite_open=True, acting_user=officer)
    with pytest.raises(RoundError) as refused:
        answer_survey([line("A")], CONFIRMED, acting_user=snv)
    assert refused.value.code == "survey_closed"
