"""Everything that is kept as a code has a sentence in both languages."""

from __future__ import annotations

import string

import pytest

from thuctien.engine.wording import Language, Wording
from thuctien.notices.kinds import kind_of
from thuctien.sending.models.states import NominationState
from thuctien.sending.nomination_notices import KINDS
from thuctien.sending.nomination_wording import CONFLICTS, STEPS, code_text
from thuctien.sending.refusals import REFUSALS

EVERY = {**CONFLICTS, **STEPS, **REFUSALS, **{kind.code: kind.sentence for kind in KINDS}}


def places(text: str) -> set[str]:
    """Return the names of the figures that a sentence takes."""
    return {name for _text, name, _spec, _how in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(EVERY))
def test_both_languages_take_the_same_figures(code: str) -> None:
    wording: Wording = EVERY[code]
    assert places(wording.vi) == places(wording.en)


def test_every_state_has_its_step() -> None:
    assert set(NominationState.values) <= STEPS.keys()


def test_a_step_says_why_somebody_was_passed_over() -> None:
    figures = {"why": "quota_used_up", "taken": 3, "seats": 3}
    text = code_text("passed_over", figures, Language.EN)
    assert text == (
        "Next in order, but passed over: the agency's quota is used up (3 of 3); "
        "only the waiting list is left."
    )


def test_days_among_the_figures_are_written_as_days() -> None:
    figures = {"class_id": "L1", "starts_on": "2027-03-01", "ends_on": "2027-03-05"}
    assert "01/03/2027 – 05/03/2027" in code_text("other_class", figures, Language.VI)


def test_a_code_of_another_version_stays_a_code() -> None:
    assert code_text("long_gone", {}, Language.VI) == "long_gone"
    assert code_text("other_class", {}, Language.VI) == "other_class"


def test_a_letter_about_somebody_does_not_name_them() -> None:
    for kind in KINDS:
        if "name" in places(kind.sentence.vi):
            assert kind.mail is not None, kind.code
            assert "name" not in places(kind.mail.vi)
        assert kind_of(kind.code) == kind
