"""What a notice says, also one that is older than its sentence."""

from __future__ import annotations

import pytest

from thuctien.engine.wording import Language
from thuctien.notices.kinds import kinds, mail_text, notice_text, title_text


@pytest.mark.parametrize("code", [kind.code for kind in kinds()])
@pytest.mark.parametrize("language", Language)
def test_a_notice_without_the_figures_of_a_later_sentence_is_still_told(
    code: str, language: Language
) -> None:
    """Else one old notice would break its reader's list and hold up every letter."""
    for text in (notice_text(code, {}, language), mail_text(code, {}, language)):
        assert text
        assert "{" not in text


def test_a_kind_that_is_no_more_stays_a_code() -> None:
    assert notice_text("gone.kind", {}, Language.VI) == title_text("gone.kind", Language.VI)
