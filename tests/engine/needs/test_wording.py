"""Every force and gap has its words in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from thuctien.engine.needs import Force, Gap, SharedCodesError, gap_text
from thuctien.engine.needs.wording import FORCES
from thuctien.engine.wording import Language

FIGURES = {
    "qualification": "Trung cấp",
    "held": "Sơ cấp",
    "held_on": date(2019, 7, 1),
    "expired_on": date(2026, 8, 31),
    "hours_held": 24.5,
    "hours_needed": 1040.0,
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("gap", Gap)
def test_every_gap_has_a_sentence(gap: Gap, language: Language) -> None:
    """A sentence ends with a full stop and leaves no place unfilled."""
    sentence = gap_text(gap, FIGURES, language)
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("force", Force)
def test_every_force_has_a_word(force: Force) -> None:
    """In both languages, and not the same."""
    assert FORCES[force].vi != FORCES[force].en


def test_numbers_and_days_are_written_as_the_reader_writes_them() -> None:
    """Comma decimals and dots for thousands in Vietnamese, days as dd/mm/yyyy in both."""
    assert gap_text(Gap.HOURS_SHORT, FIGURES, Language.VI) == (
        "«Trung cấp»: mới có 24,5 trên 1.040 giờ."
    )
    assert "31/08/2026" in gap_text(Gap.EXPIRED, FIGURES, Language.EN)


def test_shared_codes_are_named() -> None:
    """The reader can find them."""
    assert "YC-01, YC-02" in SharedCodesError(["YC-01", "YC-02"]).text(Language.VI)
