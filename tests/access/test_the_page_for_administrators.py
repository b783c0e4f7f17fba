"""docs/access.md tells administrators what the policy says, role by role."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.access.cast import COLUMNS
from thuctien.base.policy import EVERY_ACCOUNT, GRANTS, Action, Reach, Role
from thuctien.settings import ROOT

PAGE = (ROOT / "docs" / "access.md").read_text()
WORDS = {
    "all": Reach.EVERYWHERE,
    "province": Reach.PROVINCE,
    "below": Reach.BELOW,
    "learners": Reach.LEARNERS,
    "taught": Reach.TAUGHT,
    "own": Reach.OWN,
    "": None,
}


def _lines() -> dict[str, list[str]]:
    found = re.findall(r"^\| `([a-z_.]+)` [^|]+ \|(.*)\|$", PAGE, re.MULTILINE)
    return {action: [cell.strip() for cell in cells.split("|")] for action, cells in found}


@pytest.mark.parametrize("action", Action)
def test_the_page_says_who_may_do_it_and_to_what(action: Action) -> None:
    told = dict(zip(COLUMNS, _lines()[action.value], strict=True))
    own = EVERY_ACCOUNT.get(action)
    assert {column: WORDS[word] for column, word in told.items()} == {
        column: GRANTS[role].get(action, own) for column, role in COLUMNS.items()
    }


def test_the_page_has_no_line_about_what_is_not_there() -> None:
    assert set(_lines()) == {action.value for action in Action}


@pytest.mark.parametrize(("column", "role"), list(COLUMNS.items()))
def test_the_page_names_every_role_in_both_languages(column: str, role: Role) -> None:
    names = []
    for language in ("vi", "en"):
        with translation.override(language):
            names.append(str(role.label))
    assert f"| {column} | {' | '.join(names)} |" in PAGE
