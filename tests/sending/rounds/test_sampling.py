"""The demo has a round in its survey and a closed course in between, made once."""

from __future__ import annotations

import pytest

from tests.sending.nominations.cast import person
from thuctien.base.acting import SYSTEM
from thuctien.sending.models import Round, Stage, StepState, SurveyReply, UnitTask
from thuctien.sending.services.rounds.sampling import ensure_sample_rounds


@pytest.fixture(autouse=True)
def no_round(small_province: None) -> None:
    Round.objects.all().delete()
    for number in range(8):
        person(f"A{number}", "SNV")
        person(f"B{number}", "STC")


def test_one_round_is_in_its_survey_with_answers_and_one_is_closed() -> None:
    assert ensure_sample_rounds(year=2027, acting_user=SYSTEM) == 2
    survey = Round.objects.get(closed_at=None)
    assert survey.steps.get(state=StepState.OPEN).stage == Stage.SURVEY
    assert set(SurveyReply.objects.values_list("verdict", flat=True)) == {"confirmed", "refused"}
    assert UnitTask.objects.filter(step__round=survey, done_at__isnull=False).exists()
    closed = Round.objects.get(is_ad_hoc=True)
    assert not closed.steps.exclude(state=StepState.DONE).exists()


def test_a_second_time_nothing_is_made() -> None:
    ensure_sample_rounds(year=2027, acting_user=SYSTEM)
    assert ensure_sample_rounds(year=2027, acting_user=SYSTEM) == 0
    assert Round.objects.count() == 2
