"""A day is typed as it is written here, whatever the browser speaks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms

from thuctien.ui.forms import DayField, StyledForm

SOURCE = Path(__file__).parents[2] / "src" / "thuctien"


class _Form(StyledForm):
    day = DayField(label="Day")


@pytest.mark.parametrize("typed", ["05/12/2026", "5/12/2026", "05-12-2026", "5.12.2026"])
def test_the_day_comes_before_the_month(typed: str) -> None:
    form = _Form({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 12, 5)


@pytest.mark.parametrize("typed", ["12/31/2026", "31/02/2026", "2026", "05/12/26"])
def test_what_is_no_such_day_is_refused(typed: str) -> None:
    assert not _Form({"day": typed}).is_valid()


def test_a_day_is_shown_as_it_is_typed() -> None:
    assert 'value="05/12/2026"' in str(_Form(initial={"day": date(2026, 12, 5)})["day"])
    assert isinstance(_Form().fields["day"], forms.DateField)


def test_no_form_leaves_the_order_of_day_and_month_to_the_browser() -> None:
    told = re.compile(r"""type["']?\s*[=:]\s*["']date["']""")
    files = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*forms.py"), *SOURCE.rglob("*views*.py")]
    assert [path.name for path in files if told.search(path.read_text())] == []
