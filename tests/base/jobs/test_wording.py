"""Every code that a job can carry has its sentence in both languages."""

from __future__ import annotations

import pytest

from thuctien.base import job_wording
from thuctien.base.models import Job
from thuctien.engine.wording import Language, Wording


@pytest.mark.parametrize("language", Language)
def test_a_job_says_what_it_is_for_where_it_is_and_why_it_failed(language: Language) -> None:
    job = Job(
        kind="province.import",
        arguments={"name": "a.xlsx"},
        stage="read.rules",
        error="faults",
        figures={"errors": 1200},
    )
    assert "a.xlsx" in job_wording.kind_text(job, language)
    assert job_wording.stage_text(job, language) != "read.rules"
    number = "1.200" if language is Language.VI else "1,200"
    assert number in job_wording.error_text(job, language)


def test_a_job_that_did_not_fail_has_no_error_text() -> None:
    assert job_wording.error_text(Job(), Language.VI) == ""


def test_a_code_without_a_sentence_stays_a_code() -> None:
    assert job_wording.stage_words("of.long.ago", Language.EN) == "of.long.ago"


def test_one_code_cannot_have_two_sentences() -> None:
    first = Wording("một", "one")
    job_wording.register("stage", {"tests.twice": first})
    job_wording.register("stage", {"tests.twice": first})
    with pytest.raises(ValueError, match="two sentences"):
        job_wording.register("stage", {"tests.twice": Wording("hai", "two")})


def test_a_year_has_no_thousands_mark() -> None:
    """«2027», not «2.027»: what a job is asked with are years and names, not counts."""
    job = Job(kind="plan.make", arguments={"year": 2027})
    assert job_wording.kind_text(job, Language.VI) == "Lập kế hoạch năm 2027"
